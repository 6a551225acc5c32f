using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    private const int MostLanes = 8;

    /// <summary>
    /// Whether rules other than time let the job stand at this position of the route; for a transporter, whether it
    /// may be loaded there.
    /// </summary>
    public bool MayStand(int r, int position, int j)
    {
        var route = Routes[r];
        if (route.JobCount >= Problem.Resources[r].MaxJobs && Problem.PinnedTo[j] < 0)
            return false;
        if (!MaySplit(r, position))
            return false;
        var before = Problem.DirectlyAfter[j];
        return before < 0 || (position > 0 && route.Items[position - 1].Job == before);
    }

    // Begun work stays first; a job locked directly after another stays there.
    private bool MaySplit(int r, int position)
    {
        var route = Routes[r];
        if (position == route.Count || !route.Items[position].IsFirst)
            return true;
        var next = route.Items[position].Job;
        if (Problem.PinnedTo[next] == r)
            return false;
        var locked = Problem.DirectlyAfter[next];
        return locked < 0 || position == 0 || route.Items[position - 1].Job != locked;
    }

    /// <summary>
    /// The next position, from this one on, before which a car that a transporter loads at <paramref name="first"/>
    /// may be unloaded; -1 when there is none. Last in, first out: between the two, cars come and go in pairs.
    /// </summary>
    public int NextUnload(int r, int first, int from)
    {
        var route = Routes[r];
        var aboard = route.Standings[first].Aboard;
        for (var k = first; k <= route.Count; k++)
        {
            var now = route.Standings[k].Aboard;
            if (now < aboard || now >= Problem.Resources[r].Places)
                return -1;
            if (now == aboard && k >= from && MaySplit(r, k))
                return k;
        }

        return -1;
    }

    /// <summary>
    /// What the schedule's scalar objective gains by the job at this spot, other routes as they are; infinity when a
    /// hard limit is in the way or the bound cannot be undercut. A test in constant time against the latest arrivals,
    /// then O(stops behind * breaks). Allocates nothing.
    /// </summary>
    public double Probe(int j, in Spot spot, double bound)
    {
        var r = spot.Resource;
        var route = Routes[r];
        var resource = Problem.Resources[r];
        var lanes = route.LaneCount;
        var tolerant = ToleratedRoute[r];
        Span<Lane> current = stackalloc Lane[MostLanes];
        Span<Lane> next = stackalloc Lane[MostLanes];
        current = current[..lanes];
        next = next[..lanes];
        route.Lanes.AsSpan(spot.Position * lanes, lanes).CopyTo(current);
        var standing = route.Standings[spot.Position];
        var location = LocationBefore(resource, route, spot.Position);

        // The route as it would be: the items from the position on, with the new ones where they belong.
        var isPair = resource.IsTransporter;
        var item = new Item(j, spot.Variant, spot.Ride, isPair ? Part.Load : Part.Whole);
        var k = spot.Position;
        var isNew = true;
        var isOpen = isPair; // the unloading is still to come
        while (true)
        {
            if (!Step(r, resource, item, location, ref standing, current, next, isNew))
                return double.PositiveInfinity;
            location = Problem.LastLocation(item);
            var swap = current;
            current = next;
            next = swap;
            if (isOpen && k == spot.Second)
            {
                isOpen = false;
                isNew = true;
                item = new Item(j, spot.Variant, -1, Part.Unload);
            }
            else
            {
                if (k == route.Count)
                    break;
                item = route.Items[k];
                if (isNew && !IsInTime(resource, current, standing, location, item, route.Latest[k]))
                    return double.PositiveInfinity;
                isNew = false;
                k++;
            }

            Rest(resource, current, default, tolerant);
        }

        Rest(resource, current, default, tolerant);
        var end = EndLeg(resource, standing, location, tolerant);
        if (!end.IsPossible)
            return double.PositiveInfinity;
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
                    standing,
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

    private bool IsInTime(
        ResourceData resource,
        ReadOnlySpan<Lane> lanes,
        in Standing standing,
        int location,
        in Item item,
        int latest
    )
    {
        var leg = LegTo(
            resource,
            standing,
            location,
            Problem.FirstLocation(item),
            item.Ride,
            Tolerated[item.Job]
        );
        if (!leg.IsPossible)
            return false;
        foreach (ref readonly var lane in lanes)
        {
            if (!lane.IsDead && leg.Arrival(lane.Time) <= latest)
                return true;
        }

        return false;
    }
}
