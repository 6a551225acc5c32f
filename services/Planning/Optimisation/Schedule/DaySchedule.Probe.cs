using Routing.Optimisation.Objective;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    private const int MostLanes = 8;

    /// <summary>Whether rules other than time let the job stand at this position of the route.</summary>
    public bool MayStand(int r, int position, int j)
    {
        var route = Routes[r];
        var resource = Problem.Resources[r];
        if (route.Count >= resource.MaxJobs && Problem.PinnedTo[j] < 0)
            return false;
        if (position < route.Count)
        {
            // Begun work stays first; a job locked directly after another stays there.
            if (Problem.PinnedTo[route.Jobs[position]] == r)
                return false;
            var locked = Problem.DirectlyAfter[route.Jobs[position]];
            if (locked >= 0 && position > 0 && route.Jobs[position - 1] == locked)
                return false;
        }

        var before = Problem.DirectlyAfter[j];
        return before < 0 || (position > 0 && route.Jobs[position - 1] == before);
    }

    /// <summary>
    /// What the schedule's scalar objective gains by the job at this position, other routes as they are; infinity
    /// when a hard limit is in the way or the bound cannot be undercut. A test in constant time against the latest
    /// arrivals, then O(stops behind * breaks). Allocates nothing.
    /// </summary>
    public double Probe(int r, int position, int j, int variant, double bound)
    {
        var route = Routes[r];
        var resource = Problem.Resources[r];
        var lanes = route.LaneCount;
        var tolerant = ToleratedRoute[r];
        var previous =
            position == 0 ? resource.Start : Problem.LastLocation(route.Variants[position - 1]);
        var leg = EmptyLeg(resource, previous, Problem.FirstLocation(variant), Tolerated[j]);
        if (!leg.IsPossible)
            return double.PositiveInfinity;
        var isLast = position == route.Count;
        Leg onward;
        if (isLast)
            onward = EndLeg(resource, variant, tolerant);
        else
        {
            onward = EmptyLeg(
                resource,
                Problem.LastLocation(variant),
                Problem.FirstLocation(route.Variants[position]),
                Tolerated[route.Jobs[position]]
            );
        }

        if (!onward.IsPossible)
            return double.PositiveInfinity;

        Span<Lane> current = stackalloc Lane[MostLanes];
        Span<Lane> next = stackalloc Lane[MostLanes];
        current = current[..lanes];
        next = next[..lanes];
        if (
            !Advance(
                resource,
                route.Lanes.AsSpan(position * lanes, lanes),
                current,
                j,
                variant,
                leg,
                tolerant,
                true
            )
        )
        {
            return double.PositiveInfinity;
        }

        if (!isLast && !IsInTime(current, onward.Seconds, route.Latest[position]))
            return double.PositiveInfinity;

        var work = Work(resource, variant, j);
        if (work.Seconds < 0)
            return double.PositiveInfinity;
        var busy = route.Busy[position] + leg.Seconds + work.Seconds;
        var fixedCost =
            route.Fixed[position]
            + leg.Metres * resource.PerEmptyMetre
            + work.Metres * resource.PerLoadedMetre
            + Disturbance(r, j, route.LastPublished[position]);
        var lastPublished = Published(r, j, route.LastPublished[position]);
        Rest(resource, current, default, tolerant);

        for (var k = position; k < route.Count; k++)
        {
            var moved = route.Jobs[k];
            if (k > position)
            {
                onward = EmptyLeg(
                    resource,
                    Problem.LastLocation(route.Variants[k - 1]),
                    Problem.FirstLocation(route.Variants[k]),
                    Tolerated[moved]
                );
            }

            if (
                !Advance(resource, current, next, moved, route.Variants[k], onward, tolerant, false)
            )
                return double.PositiveInfinity;
            Rest(resource, next, default, tolerant);
            var (seconds, metres) = Work(resource, route.Variants[k], moved);
            busy += onward.Seconds + seconds;
            fixedCost +=
                onward.Metres * resource.PerEmptyMetre
                + metres * resource.PerLoadedMetre
                + Disturbance(r, moved, lastPublished);
            lastPublished = Published(r, moved, lastPublished);
            var swap = current;
            current = next;
            next = swap;
        }

        var end = isLast ? onward : EndLeg(resource, route.Variants[route.Count - 1], tolerant);
        var best = double.PositiveInfinity;
        var old = Scalar(route.Violation, route.Late, route.Cost);
        for (var m = 0; m < lanes; m++)
        {
            if (
                !current[m].IsDead
                && EndOf(
                    resource,
                    current[m],
                    m,
                    end,
                    busy,
                    fixedCost,
                    tolerant,
                    out _,
                    out var violation,
                    out var cost
                )
                && (violation <= route.Violation || Tolerated[j])
            )
            {
                best = Math.Min(best, Scalar(violation, current[m].Late, cost) - old);
            }
        }

        return best < bound ? best : double.PositiveInfinity;
    }

    private static bool IsInTime(ReadOnlySpan<Lane> lanes, int leg, int latest)
    {
        foreach (ref readonly var lane in lanes)
        {
            if (!lane.IsDead && lane.Time + leg <= latest)
                return true;
        }

        return false;
    }
}
