using System.Runtime.CompilerServices;
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
        var tolerant = ToleratedRoute[r];
        Touched[r] = true;
        if (from == 0)
            Begin(route, resource, tolerant);

        var lanes = route.LaneCount;
        route.IsFeasible = false;
        for (var k = from; k < route.Count; k++)
        {
            ref readonly var item = ref route.Items[k];
            var next = route.Lanes.AsSpan((k + 1) * lanes, lanes);
            ref var standing = ref route.Standings[k + 1];
            standing = route.Standings[k];
            var isAlive = Step(
                r,
                resource,
                item,
                LocationBefore(resource, route, k),
                ref standing,
                route.Lanes.AsSpan(k * lanes, lanes),
                next,
                false
            );
            if (!isAlive)
                return false;
            Rest(resource, next, route.ViaBreak.AsSpan((k + 1) * lanes, lanes), tolerant);
        }

        route.IsFeasible = Finish(r, route, resource);
        if (route.IsFeasible)
        {
            TracePath(route);
            WriteStarts(route, resource);
            LookBack(r, route, resource);
        }

        return route.IsFeasible;
    }

    private static void Begin(RouteState route, ResourceData resource, bool tolerant)
    {
        route.Standings[0] = Standing.Of(resource);
        var lanes = route.Lanes.AsSpan(0, route.LaneCount);
        lanes.Fill(Lane.Dead);
        lanes[0] = new Lane { Time = resource.ShiftStart, Start = -1 };
        Rest(resource, lanes, route.ViaBreak.AsSpan(0, route.LaneCount), tolerant);
    }

    private int LocationBefore(ResourceData resource, RouteState route, int k) =>
        k == 0 ? resource.Start : Problem.LastLocation(route.Items[k - 1]);

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

    /// <summary>
    /// Takes the route over an item: where it stands (the given standing becomes the one behind it) and every lane.
    /// False when a hard limit is in the way of all.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Step(
        int r,
        ResourceData resource,
        in Item item,
        int location,
        ref Standing standing,
        ReadOnlySpan<Lane> from,
        Span<Lane> to,
        bool probe
    )
    {
        var tolerated = Tolerated[item.Job];
        var first = Problem.FirstLocation(item);
        var leg = LegTo(resource, standing, location, first, item.Ride, tolerated);
        if (!leg.IsPossible)
            return false;
        if (
            item.Part == Part.Whole
            && !tolerated
            && !Problem.DriveOf(resource, item.Variant).IsPossible
        )
            return false;
        Travelled(resource, ref standing, leg, location, first);
        Worked(r, resource, ref standing, item);
        return Advance(resource, from, to, item, leg, ToleratedRoute[r], probe);
    }

    /// <summary>Takes every lane through the leg and the item. False when none survives.</summary>
    private bool Advance(
        ResourceData resource,
        ReadOnlySpan<Lane> from,
        Span<Lane> to,
        in Item item,
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
            if (!Serve(resource, ref lane, item, leg, probe, default))
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
    private bool EndOf(
        ResourceData resource,
        in Lane lane,
        int m,
        in Leg leg,
        in Standing standing,
        bool tolerant,
        out int end,
        out int violation,
        out long cost
    )
    {
        end = leg.Arrival(lane.Time);
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

        var busy = lane.Busy + end - lane.Time;
        cost =
            resource.Fixed
            + standing.Fixed
            + leg.Cost
            + busy * resource.PerSecond
            + (end - lane.Start - busy - rest) * resource.PerWaitingSecond
            + Math.Max(0, end - resource.ShiftEnd) * resource.PerOvertimeSecond
            + lane.Shift
            + Unfairness(
                end - lane.Start,
                standing.OwnMetres + (leg.IsByOwnMeans ? leg.Metres : 0)
            );
        return true;
    }

    // Cents for square hours and square km, in 18,000ths: a square hour is 12,960,000 square seconds.
    private long Unfairness(long seconds, long metres) =>
        seconds * seconds * Problem.PerSquareHour / 720
        + metres * metres * Problem.PerSquareKm * 18 / 1000;

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
        var k = route.Count;
        var leg = EndLeg(
            resource,
            route.Standings[k],
            Problem.LastLocation(route.Items[k - 1]),
            tolerant
        );
        if (!leg.IsPossible)
            return false;
        var best = double.PositiveInfinity;
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
                    route.Standings[k],
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

        // Jobs that have to stay although there are too many: only their number can mend it.
        var jobs = Math.Max(resource.MaxJobs, resource.Pinned.Length);
        if (route.JobCount > jobs)
            route.Violation += RuleBroken * (route.JobCount - jobs);
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

    private void WriteStarts(RouteState route, ResourceData resource)
    {
        for (var k = 0; k < route.Count; k++)
        {
            var lane = route.Lanes[k * route.LaneCount + route.Path[k]];
            ref readonly var item = ref route.Items[k];
            var stops = Problem.EndStopOf(item) - Problem.FirstStopOf(item);
            Serve(
                resource,
                ref lane,
                item,
                LegAt(resource, route, k),
                false,
                Start.AsSpan(Problem.FirstSlotOf(item), stops)
            );
        }
    }

    /// <summary>The leg to an item of a timed route; behind the last item, to the end.</summary>
    public Leg LegAt(int r, int k) => LegAt(Problem.Resources[r], Routes[r], k);

    private Leg LegAt(ResourceData resource, RouteState route, int k)
    {
        var from = LocationBefore(resource, route, k);
        return k == route.Count
            ? EndLeg(resource, route.Standings[k], from, true)
            : LegTo(
                resource,
                route.Standings[k],
                from,
                Problem.FirstLocation(route.Items[k]),
                route.Items[k].Ride,
                true
            );
    }
}
