using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    private const int Quarter = 900;

    // Each round raises a floor, by a quarter or to a car's completion; a circle of cars that wait for each other
    // would go on for ever.
    private const int MaxRounds = 96;

    // By workshop and quarter: check-ins that start in it. The last quarter holds all that come later.
    private readonly int[][] quarters;

    // For one workshop at a time. Car i is the i-th check-in of carKeys, then the present cars.
    private readonly long[] carKeys;
    private readonly int[] carStarts; // on the lift
    private readonly int[] carFinishes;
    private readonly long[] parkingEvents;
    private readonly bool[] lowered; // by resource, all false between calls
    private int carCount;
    private int[] liftFree = [];
    private int[][] skilledFree = [];

    /// <summary>Violations of shared limits that no single route shows.</summary>
    public long SharedViolation { get; private set; }

    /// <summary>
    /// Times all routes against the limits they share: drivers wait for a place at reception, returns for their car.
    /// Starts from nothing each time and only ever postpones, so that the result depends on the order of jobs alone
    /// and an end is reached: O(rounds * (cars log cars + stops)). False when some route cannot wait so long; undo
    /// the change and call again.
    /// </summary>
    public bool Settle()
    {
        SharedViolation = 0;
        if (!Problem.HasSharedLimits)
            return AllFeasible();
        if (!LowerFloors() || !AllFeasible())
            return false;
        for (var round = 0; round < MaxRounds; round++)
        {
            var isStill = true;
            for (var w = 0; w < Problem.Workshops.Length; w++)
            {
                if (!Receive(w, ref isStill))
                    return false;
            }

            for (var w = 0; w < Problem.Workshops.Length; w++)
            {
                WorkOnCars(w);
                if (!AwaitCars(w, ref isStill))
                    return false;
            }

            if (isStill)
                return Park();
        }

        return false;
    }

    private bool AllFeasible()
    {
        foreach (var route in Routes)
        {
            if (!route.IsFeasible)
                return false;
        }

        return true;
    }

    private bool LowerFloors()
    {
        var feasible = true;
        for (var j = 0; j < RouteOf.Length; j++)
        {
            var changed = Lower(Problem.CheckInSlot[j]) | Lower(Problem.WaitSlot[j]);
            if (changed && RouteOf[j] >= 0)
                lowered[RouteOf[j]] = true;
        }

        for (var r = 0; r < Routes.Length; r++)
        {
            if (!lowered[r])
                continue;
            lowered[r] = false;
            feasible &= Simulate(r, 0);
        }

        return feasible;
    }

    private bool Lower(int slot)
    {
        if (slot < 0 || Floor[slot] == Problem.BaseFloor[slot])
            return false;
        Floor[slot] = Problem.BaseFloor[slot];
        return true;
    }

    /// <summary>First come, first served; who finds the quarter full waits for the next one with a place.</summary>
    private bool Receive(int w, ref bool isStill)
    {
        var workshop = Problem.Workshops[w];
        var count = quarters[w];
        Array.Clear(count);
        var cars = SortCheckIns(workshop, false);
        var feasible = true;
        for (var i = 0; i < cars; i++)
        {
            var j = (int)(carKeys[i] & 0xFFFFF);
            var slot = Problem.CheckInSlot[j];
            var quarter = QuarterOf(w, Start[slot]);
            if (
                workshop.Reception == int.MaxValue
                || count[quarter] < workshop.Reception
                || quarter == count.Length - 1
            )
            {
                count[quarter]++;
                continue;
            }

            while (quarter < count.Length - 1 && count[quarter] >= workshop.Reception)
                quarter++;
            count[quarter]++;
            Floor[slot] = quarter * Quarter;
            isStill = false;
            feasible &= Simulate(RouteOf[j], 0);
        }

        return feasible;
    }

    private int QuarterOf(int w, int time) => Math.Min(time / Quarter, quarters[w].Length - 1);

    /// <summary>Fills carKeys with the served check-ins by start (or end) of their service; how many there are.</summary>
    private int SortCheckIns(WorkshopData workshop, bool byEnd)
    {
        var cars = 0;
        foreach (var j in workshop.CheckIns)
        {
            if (RouteOf[j] < 0)
                continue;
            var slot = Problem.CheckInSlot[j];
            var time = byEnd ? Start[slot] + Problem.Service[slot] : Start[slot];
            carKeys[cars++] = ((long)time << 20) | (uint)j;
        }

        carKeys.AsSpan(0, cars).Sort();
        return cars;
    }

    /// <summary>
    /// Gives each car, present ones first, then in the order of their check-in's end, the lift (and the technician
    /// with the skill) that is free first. Fills carStarts and carFinishes: present cars, then carKeys.
    /// </summary>
    private void WorkOnCars(int w)
    {
        var workshop = Problem.Workshops[w];
        var present = workshop.PresentWork.Length;
        if (liftFree.Length < workshop.Servers)
            liftFree = new int[workshop.Servers];
        if (skilledFree.Length < workshop.SkilledServers.Length)
            Array.Resize(ref skilledFree, workshop.SkilledServers.Length);
        var free = liftFree.AsSpan(0, workshop.Servers);
        free.Clear();
        for (var s = 0; s < workshop.SkilledServers.Length; s++)
        {
            if (skilledFree[s] is null || skilledFree[s].Length < workshop.SkilledServers[s])
                skilledFree[s] = new int[workshop.SkilledServers[s]];
            Array.Clear(skilledFree[s]);
        }

        carCount = SortCheckIns(workshop, true);
        for (var i = 0; i < present + carCount; i++)
        {
            var isPresent = i < present;
            var j = isPresent ? -1 : (int)(carKeys[i - present] & 0xFFFFF);
            var work = isPresent ? workshop.PresentWork[i] : workshop.Work[j];
            var skill = isPresent ? workshop.PresentSkill[i] : workshop.Skill[j];
            var arrival = isPresent ? 0 : (int)(carKeys[i - present] >> 20);
            if (work == 0)
            {
                carStarts[i] = arrival;
                carFinishes[i] = arrival;
                continue;
            }

            var skilled =
                skill < 0 ? free : skilledFree[skill].AsSpan(0, workshop.SkilledServers[skill]);
            if (free.Length == 0 || skilled.Length == 0)
            {
                carStarts[i] = Window.Never;
                carFinishes[i] = Window.Never;
                continue;
            }

            var lift = IndexOfSmallest(free);
            var technician = IndexOfSmallest(skilled);
            var start = workshop.FirstOpen(
                Math.Max(arrival, Math.Max(free[lift], skilled[technician]))
            );
            var finish = workshop.Finish(start, work);
            carStarts[i] = start;
            carFinishes[i] = finish;
            free[lift] = finish;
            if (skill >= 0)
                skilled[technician] = finish;
        }
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

    /// <summary>Postpones the jobs that take a car out of this workshop until it is finished.</summary>
    private bool AwaitCars(int w, ref bool isStill)
    {
        var workshop = Problem.Workshops[w];
        var present = workshop.PresentWork.Length;
        var feasible = true;
        for (var i = 0; i < present + carCount; i++)
        {
            var releaser = ReleaserOf(workshop, i);
            if (releaser < 0 || RouteOf[releaser] < 0)
                continue;
            var slot = Problem.WaitSlot[releaser];
            if (Start[slot] >= carFinishes[i])
                continue;
            if (carFinishes[i] >= Window.Never)
            {
                // Not today. What has to stay in the plan all the same does not wait for it.
                if (!Tolerated[releaser])
                    return false;
                continue;
            }

            Floor[slot] = carFinishes[i];
            isStill = false;
            feasible &= Simulate(RouteOf[releaser], 0);
        }

        return feasible;
    }

    /// <summary>
    /// Counts what postponing cannot mend: parking beyond its room, and releases of cars that are not there. False
    /// when a job that need not be tolerated has no car.
    /// </summary>
    private bool Park()
    {
        for (var j = 0; j < RouteOf.Length; j++)
        {
            if (RouteOf[j] < 0 || Problem.ReadyAfter[j] < 0 || RouteOf[Problem.ReadyAfter[j]] >= 0)
                continue;
            if (!Tolerated[j])
                return false;
            SharedViolation += RuleBroken;
        }

        for (var w = 0; w < Problem.Workshops.Length; w++)
        {
            var workshop = Problem.Workshops[w];
            WorkOnCars(w);
            var present = workshop.PresentWork.Length;
            for (var i = 0; i < present + carCount; i++)
            {
                var releaser = ReleaserOf(workshop, i);
                if (
                    releaser >= 0
                    && RouteOf[releaser] >= 0
                    && Start[Problem.WaitSlot[releaser]] < carFinishes[i]
                )
                    SharedViolation += RuleBroken;
            }

            if (workshop.Parking != int.MaxValue)
                SharedViolation +=
                    RuleBroken * (long)Math.Max(0, MostParked(workshop) - workshop.Parking);
        }

        return true;
    }

    /// <summary>Whether a served job takes out a car that is not brought or not finished by then.</summary>
    public bool IsCarMissing(int j)
    {
        var brings = Problem.ReadyAfter[j];
        if (brings >= 0 && RouteOf[brings] < 0)
            return true;
        for (var w = 0; w < Problem.Workshops.Length; w++)
        {
            WorkOnCars(w);
            for (var i = 0; i < Problem.Workshops[w].PresentWork.Length + carCount; i++)
            {
                if (ReleaserOf(Problem.Workshops[w], i) == j)
                    return Start[Problem.WaitSlot[j]] < carFinishes[i];
            }
        }

        return false;
    }

    /// <summary>When reception takes no more cars: whole quarters, joined where they touch.</summary>
    public List<Window> FullReception(int w)
    {
        var full = new List<Window>();
        for (var quarter = 0; quarter < quarters[w].Length; quarter++)
        {
            if (quarters[w][quarter] < Problem.Workshops[w].Reception)
                continue;
            var (start, end) = (quarter * Quarter, (quarter + 1) * Quarter);
            if (full.Count > 0 && full[^1].End == start)
                full[^1] = full[^1] with { End = end };
            else
                full.Add(new Window(start, end));
        }

        return full;
    }

    /// <summary>The most cars that stand in a workshop's yard at one time, and its room.</summary>
    public (int Most, int Room) Parked(int w)
    {
        WorkOnCars(w);
        return (MostParked(Problem.Workshops[w]), Problem.Workshops[w].Parking);
    }

    private int ReleaserOf(WorkshopData workshop, int car)
    {
        var present = workshop.PresentWork.Length;
        return car < present
            ? workshop.PresentReleaser[car]
            : Problem.Releaser[carKeys[car - present] & 0xFFFFF];
    }

    // Cars stand in the yard from check-in until the lift, and from the lift until their release. Those who leave at
    // a moment make room for those who come at it: the low bit puts departures first.
    private int MostParked(WorkshopData workshop)
    {
        var present = workshop.PresentWork.Length;
        var events = 0;
        for (var i = 0; i < present + carCount; i++)
        {
            var arrival =
                i < present ? 0 : Start[Problem.CheckInSlot[carKeys[i - present] & 0xFFFFF]];
            var releaser = ReleaserOf(workshop, i);
            var leaves = Window.Never * 2;
            if (releaser >= 0 && RouteOf[releaser] >= 0)
                leaves =
                    Start[Problem.WaitSlot[releaser]] + Problem.Service[Problem.WaitSlot[releaser]];
            Stay(arrival, Math.Min(carStarts[i], leaves), ref events);
            Stay(carFinishes[i], leaves, ref events);
        }

        parkingEvents.AsSpan(0, events).Sort();
        var parked = 0;
        var most = 0;
        for (var i = 0; i < events; i++)
        {
            parked += (parkingEvents[i] & 1) == 0 ? -1 : 1;
            most = Math.Max(most, parked);
        }

        return most;
    }

    private void Stay(int from, int to, ref int events)
    {
        if (from >= to)
            return;
        parkingEvents[events++] = ((long)from << 1) | 1;
        parkingEvents[events++] = (long)to << 1;
    }

    /// <summary>
    /// Where a further check-in that would start at this time finds a place, as things stand: the time or a later
    /// quarter's start; -1 when the stop closes before.
    /// </summary>
    private int AtReception(int w, int stop, int start)
    {
        var count = quarters[w];
        var reception = Problem.Workshops[w].Reception;
        var quarter = QuarterOf(w, start);
        while (count[quarter] >= reception && quarter < count.Length - 1)
        {
            while (count[quarter] >= reception && quarter < count.Length - 1)
                quarter++;
            start = ServiceStart(stop, Math.Max(start, quarter * Quarter));
            if (start < 0)
                return -1;
            quarter = QuarterOf(w, start);
        }

        return start;
    }
}
