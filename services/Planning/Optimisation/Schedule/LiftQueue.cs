using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

/// <summary>
/// One workshop's lifts over the day: gives each car, present ones first, then in the order of their check-in's end,
/// the lift (and the technician with the skill) that is free first. Reused; for one thread.
/// </summary>
internal sealed class LiftQueue(int mostCars)
{
    // By car: the present ones, then those that check in.
    private readonly int[] jobs = new int[mostCars]; // -1 present
    private readonly int[] starts = new int[mostCars];
    private readonly int[] finishes = new int[mostCars];
    private readonly long[] order = new long[mostCars];
    private int[] lifts = []; // when each is free
    private int[][] skilled = []; // by skill, technicians

    public int Count { get; private set; }

    /// <summary>The job that brings the car; -1 when it was there before.</summary>
    public int JobOf(int car) => jobs[car];

    /// <summary>When it comes onto the lift; <see cref="Window.Never"/> when not on this day.</summary>
    public int StartOf(int car) => starts[car];

    public int FinishOf(int car) => finishes[car];

    /// <summary>O(cars * (log cars + lifts)).</summary>
    public void Work(DaySchedule schedule, WorkshopData workshop)
    {
        var present = workshop.PresentWork.Length;
        var arriving = schedule.SortCheckIns(workshop, order, true);
        Count = present + arriving;
        Free(workshop);
        for (var i = 0; i < present; i++)
        {
            jobs[i] = -1;
            Take(workshop, i, 0, workshop.PresentWork[i], workshop.PresentSkill[i]);
        }

        for (var i = 0; i < arriving; i++)
        {
            var j = schedule.JobOf(order[i]);
            jobs[present + i] = j;
            Take(
                workshop,
                present + i,
                DaySchedule.TimeOf(order[i]),
                workshop.Work[j],
                workshop.Skill[j]
            );
        }
    }

    private void Free(WorkshopData workshop)
    {
        if (lifts.Length < workshop.Servers)
            lifts = new int[workshop.Servers];
        lifts.AsSpan(0, workshop.Servers).Clear();
        if (skilled.Length < workshop.SkilledServers.Length)
            Array.Resize(ref skilled, workshop.SkilledServers.Length);
        for (var s = 0; s < workshop.SkilledServers.Length; s++)
        {
            if (skilled[s] is null || skilled[s].Length < workshop.SkilledServers[s])
                skilled[s] = new int[workshop.SkilledServers[s]];
            Array.Clear(skilled[s]);
        }
    }

    private void Take(WorkshopData workshop, int car, int arrival, int work, int skill)
    {
        if (work == 0)
        {
            starts[car] = arrival;
            finishes[car] = arrival;
            return;
        }

        var free = lifts.AsSpan(0, workshop.Servers);
        var technicians =
            skill < 0 ? free : skilled[skill].AsSpan(0, workshop.SkilledServers[skill]);
        if (free.Length == 0 || technicians.Length == 0)
        {
            starts[car] = Window.Never;
            finishes[car] = Window.Never;
            return;
        }

        var lift = IndexOfSmallest(free);
        var technician = IndexOfSmallest(technicians);
        starts[car] = workshop.FirstOpen(
            Math.Max(arrival, Math.Max(free[lift], technicians[technician]))
        );
        finishes[car] = workshop.Finish(starts[car], work);
        free[lift] = finishes[car];
        if (skill >= 0)
            technicians[technician] = finishes[car];
    }

    private static int IndexOfSmallest(ReadOnlySpan<int> values)
    {
        var at = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] < values[at])
                at = i;
        }

        return at;
    }
}
