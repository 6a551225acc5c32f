using System.Runtime.CompilerServices;
using Routing.Optimisation.Model;
using Routing.Optimisation.Objective;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    /// <summary>
    /// Times a route from a position on; what lies before it must be timed already. O(stops * breaks). A route that
    /// cannot keep its hard limits is marked infeasible; its times are then undefined.
    /// </summary>
    public bool Simulate(int r, int from)
    {
        var route = Routes[r];
        var resource = Problem.Resources[r];
        Touched[r] = true;
        if (from == 0)
            Begin(route, resource, ToleratedRoute[r]);

        var lanes = route.LaneCount;
        for (var k = from; k < route.Count; k++)
        {
            var j = route.Jobs[k];
            var previous = k == 0 ? resource.Start : Problem.LastLocation(route.Variants[k - 1]);
            var leg = EmptyLeg(
                resource,
                previous,
                Problem.FirstLocation(route.Variants[k]),
                Tolerated[j]
            );
            var work = Work(resource, route.Variants[k], j);
            var next = route.Lanes.AsSpan((k + 1) * lanes, lanes);
            if (!leg.IsPossible || work.Seconds < 0)
            {
                route.IsFeasible = false;
                return false;
            }

            route.Busy[k + 1] = route.Busy[k] + leg.Seconds + work.Seconds;
            route.Fixed[k + 1] =
                route.Fixed[k]
                + leg.Metres * resource.PerEmptyMetre
                + work.Metres * resource.PerLoadedMetre
                + Disturbance(r, j, route.LastPublished[k]);
            route.LastPublished[k + 1] = Published(r, j, route.LastPublished[k]);
            var alive = Advance(
                resource,
                route.Lanes.AsSpan(k * lanes, lanes),
                next,
                j,
                route.Variants[k],
                leg,
                ToleratedRoute[r],
                false
            );
            Rest(resource, next, route.ViaBreak.AsSpan((k + 1) * lanes, lanes), ToleratedRoute[r]);
            if (!alive)
            {
                route.IsFeasible = false;
                return false;
            }
        }

        route.IsFeasible = Finish(r, route, resource);
        if (route.IsFeasible)
        {
            TracePath(route);
            WriteStarts(route, resource, ToleratedRoute[r]);
            LookBack(r, route, resource);
        }

        return route.IsFeasible;
    }

    private void Begin(RouteState route, ResourceData resource, bool tolerant)
    {
        route.Busy[0] = 0;
        route.Fixed[0] = 0;
        route.LastPublished[0] = -1;
        var lanes = route.Lanes.AsSpan(0, route.LaneCount);
        lanes.Fill(Lane.Dead);
        lanes[0] = new Lane { Time = resource.ShiftStart, Start = -1 };
        Rest(resource, lanes, route.ViaBreak.AsSpan(0, route.LaneCount), tolerant);
    }

    /// <summary>Lets each lane take its next break here and become the following lane, where that is better.</summary>
    private static void Rest(
        ResourceData resource,
        Span<Lane> lanes,
        Span<bool> viaBreak,
        bool tolerant
    )
    {
        if (viaBreak.Length > 0)
            viaBreak.Clear();
        for (var m = 0; m + 1 < lanes.Length; m++)
        {
            var lane = lanes[m];
            if (lane.IsDead)
                continue;
            var start = Math.Max(lane.Time, resource.BreakFrom[m]);
            if (start > resource.BreakTo[m])
            {
                if (!tolerant)
                    continue;
                lane.Violation += start - resource.BreakTo[m];
            }

            if (lane.Start < 0)
                lane.Start = start;
            lane.Time = start + resource.BreakSeconds[m];
            if (!lane.IsBetterThan(lanes[m + 1]))
                continue;
            lanes[m + 1] = lane;
            if (viaBreak.Length > 0)
                viaBreak[m + 1] = true;
        }
    }

    /// <summary>Takes every lane through the leg and the job. False when none survives.</summary>
    private bool Advance(
        ResourceData resource,
        ReadOnlySpan<Lane> from,
        Span<Lane> to,
        int j,
        int variant,
        in Leg leg,
        bool tolerantRoute,
        bool probe
    )
    {
        var alive = false;
        for (var m = 0; m < from.Length; m++)
        {
            to[m] = from[m];
            ref var lane = ref to[m];
            if (lane.IsDead)
                continue;
            if (!Serve(resource, ref lane, j, variant, leg, probe, default))
            {
                lane = Lane.Dead;
                continue;
            }

            // Once past its window, the next break cannot be taken any more.
            if (m + 1 < from.Length && lane.Time > resource.BreakTo[m] && !tolerantRoute)
                lane = Lane.Dead;
            else
                alive = true;
        }

        return alive;
    }

    /// <summary>Drives to the job and does it, as early as possible. False when a hard limit is in the way.</summary>
    private bool Serve(
        ResourceData resource,
        ref Lane lane,
        int j,
        int variant,
        in Leg leg,
        bool probe,
        Span<int> starts
    )
    {
        var problem = Problem;
        var tolerated = Tolerated[j];
        var stop = problem.FirstStop[variant];
        var last = problem.FirstStop[variant + 1];
        var slot = problem.FirstSlot[j];
        var time = lane.Time + leg.Seconds;
        lane.Violation += leg.Violation;
        for (var i = 0; stop < last; i++, stop++, slot++)
        {
            if (i > 0)
            {
                var cell = problem.Location[stop - 1] * problem.Locations + problem.Location[stop];
                var seconds = resource.LoadedSeconds[cell];
                if (seconds < 0)
                {
                    lane.Violation += RuleBroken;
                    seconds = 0;
                }

                time += seconds;
            }

            var start = ServiceStart(
                stop,
                Math.Max(Math.Max(time, Floor[slot]), problem.PromisedStart[slot])
            );
            if (probe && start >= 0 && problem.SlotKind[slot] == WorkshopVisitKind.CheckIn)
                start = AtReception(problem.SlotWorkshop[slot], stop, start);
            if (start < 0)
            {
                if (!tolerated)
                    return false;
                start = Math.Max(Math.Max(time, Floor[slot]), problem.PromisedStart[slot]);
                lane.Violation += Missed(stop, start);
            }

            if (start > problem.PromisedEnd[slot])
                lane.Late += start - problem.PromisedEnd[slot];
            if (i == 0)
            {
                if (lane.Start < 0)
                    lane.Start = start - leg.Seconds;
                if (problem.PublishedResource[j] >= 0)
                    lane.Shift += ShiftCost(j, start);
            }

            if (starts.Length > 0)
                starts[i] = start;
            time = start + problem.Service[slot];
        }

        lane.Time = time;
        return true;
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

    private long Disturbance(int r, int j, int lastPublished)
    {
        var published = Problem.PublishedResource[j];
        if (published < 0)
            return 0;
        if (published != r)
            return Problem.OtherDriverCost;
        return Problem.PublishedPosition[j] < lastPublished ? Problem.OtherOrderCost : 0;
    }

    private int Published(int r, int j, int lastPublished) =>
        Problem.PublishedResource[j] == r
            ? Math.Max(lastPublished, Problem.PublishedPosition[j])
            : lastPublished;

    /// <summary>The cost of a whole route that arrives in this lane, and its end; false when it may not end so.</summary>
    private static bool EndOf(
        ResourceData resource,
        in Lane lane,
        int m,
        in Leg leg,
        int busy,
        long fixedCost,
        bool tolerant,
        out int end,
        out int violation,
        out long cost
    )
    {
        end = lane.Time + leg.Seconds;
        violation = lane.Violation + leg.Violation;
        cost = 0;
        if (end > resource.Limit)
        {
            if (!tolerant)
                return false;
            violation += end - resource.Limit;
        }

        var rest = 0;
        for (var i = 0; i < resource.BreakTo.Length; i++)
        {
            if (i < m)
            {
                rest += resource.BreakSeconds[i];
            }
            else if (end > resource.BreakTo[i])
            {
                if (!tolerant)
                    return false;
                violation += end - resource.BreakTo[i];
            }
        }

        busy += leg.Seconds;
        cost =
            resource.Fixed
            + fixedCost
            + leg.Metres * resource.PerEmptyMetre
            + busy * resource.PerSecond
            + (end - lane.Start - busy - rest) * resource.PerWaitingSecond
            + Math.Max(0, end - resource.ShiftEnd) * resource.PerOvertimeSecond
            + lane.Shift;
        return true;
    }

    private static double Scalar(int violation, int late, long cost) =>
        violation * Weights.ViolationSecond + late * Weights.LateSecond + cost;

    private bool Finish(int r, RouteState route, ResourceData resource)
    {
        route.Late = 0;
        route.Violation = 0;
        route.Cost = 0;
        route.End = resource.ShiftStart;
        route.FinalLane = 0;
        if (route.Count == 0)
            return true;
        var tolerant = ToleratedRoute[r];
        var leg = EndLeg(resource, route.Variants[route.Count - 1], tolerant);
        if (!leg.IsPossible)
            return false;
        var best = double.PositiveInfinity;
        var k = route.Count;
        for (var m = 0; m < route.LaneCount; m++)
        {
            ref var lane = ref route.Lanes[k * route.LaneCount + m];
            if (
                lane.IsDead
                || !EndOf(
                    resource,
                    lane,
                    m,
                    leg,
                    route.Busy[k],
                    route.Fixed[k],
                    tolerant,
                    out var end,
                    out var violation,
                    out var cost
                )
            )
            {
                continue;
            }

            var scalar = Scalar(violation, lane.Late, cost);
            if (scalar >= best)
                continue;
            best = scalar;
            route.FinalLane = m;
            route.End = end;
            route.Late = lane.Late;
            route.Violation = violation;
            route.Cost = cost;
        }

        return best < double.PositiveInfinity;
    }

    private static void TracePath(RouteState route)
    {
        var m = route.FinalLane;
        for (var k = route.Count; k >= 0; k--)
        {
            route.Path[k] = m;
            while (route.ViaBreak[k * route.LaneCount + m])
                m--;
        }
    }

    private void WriteStarts(RouteState route, ResourceData resource, bool tolerant)
    {
        for (var k = 0; k < route.Count; k++)
        {
            var lane = route.Lanes[k * route.LaneCount + route.Path[k]];
            var j = route.Jobs[k];
            var previous = k == 0 ? resource.Start : Problem.LastLocation(route.Variants[k - 1]);
            var leg = EmptyLeg(
                resource,
                previous,
                Problem.FirstLocation(route.Variants[k]),
                tolerant || Tolerated[j]
            );
            var first = Problem.FirstSlot[j];
            Serve(
                resource,
                ref lane,
                j,
                route.Variants[k],
                leg,
                false,
                Start.AsSpan(first, Problem.FirstSlot[j + 1] - first)
            );
        }
    }
}
