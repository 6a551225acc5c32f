using System.Runtime.CompilerServices;
using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    /// <summary>Travels to the item and does it, as early as possible. False when a hard limit is in the way.</summary>
    private bool Serve(
        ResourceData resource,
        ref Lane lane,
        in Item item,
        in Leg leg,
        bool probe,
        Span<int> starts
    )
    {
        var problem = Problem;
        var tolerated = Tolerated[item.Job];
        var stop = problem.FirstStopOf(item);
        var end = problem.EndStopOf(item);
        var slot = problem.FirstSlotOf(item);
        var left =
            problem.PinnedTo[item.Job] >= 0 ? lane.Time : Math.Max(lane.Time, resource.FreeFrom);
        var time = leg.Arrival(left);
        lane.Violation += leg.Violation;
        if (item.Part == Part.Whole && !problem.DriveOf(resource, item.Variant).IsInRange)
            lane.Violation += RuleBroken;
        for (var i = 0; stop < end; i++, stop++, slot++)
        {
            if (i > 0)
            {
                var arrival = Driven(resource, stop, time, ref lane);
                lane.Busy += arrival - time;
                time = arrival;
            }

            var earliest = Math.Max(Math.Max(time, Floor[slot]), problem.PromisedStart[slot]);
            var start = ServiceStart(stop, earliest);
            if (probe && start >= 0)
                start = AtWorkshop(slot, stop, start);
            if (start < 0)
            {
                if (!tolerated)
                    return false;
                start = earliest;
                lane.Violation += Missed(stop, start);
            }

            if (start > problem.PromisedEnd[slot])
                lane.Late += start - problem.PromisedEnd[slot];
            if (i == 0)
            {
                if (lane.Start < 0)
                {
                    // Nobody leaves before it is time to.
                    lane.Start = leg.Departure(start);
                    left = lane.Start;
                    time = leg.Arrival(left);
                }

                lane.Busy += time - left;
                if (item.IsFirst && problem.PublishedResource[item.Job] >= 0)
                    lane.Shift += ShiftCost(item.Job, start);
            }

            if (starts.Length > 0)
                starts[i] = start;
            lane.Busy += problem.Service[slot];
            time = start + problem.Service[slot];
        }

        lane.Time = time;
        return true;
    }

    /// <summary>When the car is at the stop that it is driven to from the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Driven(ResourceData resource, int stop, int time, ref Lane lane)
    {
        var cell = Problem.Location[stop - 1] * Problem.Locations + Problem.Location[stop];
        var seconds = resource.Loaded.Seconds[cell];
        if (seconds < 0)
        {
            lane.Violation += RuleBroken;
            return time;
        }

        return resource.Loaded.HasHours ? resource.Loaded.Arrival(cell, time) : time + seconds;
    }

    /// <summary>The first moment from <paramref name="time"/> on inside a window of the stop, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ServiceStart(int stop, int time)
    {
        var end = Problem.FirstWindow[stop + 1];
        for (var w = Problem.FirstWindow[stop]; w < end; w++)
        {
            if (time <= Problem.Close[w])
                return Math.Max(time, Problem.Open[w]);
        }

        return -1;
    }

    /// <summary>Where one more visit finds room as things stand: the time or a later one, -1 when there is none.</summary>
    private int AtWorkshop(int slot, int stop, int start) =>
        Problem.SlotKind[slot] switch
        {
            WorkshopVisitKind.CheckIn => AtReception(Problem.SlotWorkshop[slot], stop, start),
            WorkshopVisitKind.CourtesyOut => WithCourtesyCar(
                Problem.SlotWorkshop[slot],
                stop,
                start
            ),
            _ => start,
        };

    private int Missed(int stop, int time)
    {
        var last = Problem.FirstWindow[stop + 1] - 1;
        return last < Problem.FirstWindow[stop] ? RuleBroken : time - Problem.Close[last];
    }

    private long ShiftCost(int j, int start)
    {
        var shift = Math.Abs(start - Problem.PublishedStart[j]) - Problem.ShiftTolerance;
        return shift <= 0 ? 0 : shift * Problem.ShiftedSecondCost;
    }
}
