using System.Runtime.CompilerServices;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    /// <summary>
    /// The way to the next item from where the route stands: by own means, by the wished ride, or as is cheapest.
    /// Impossible without a way or beyond reach, unless tolerated.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Leg LegTo(
        ResourceData resource,
        in Standing at,
        int from,
        int to,
        int ride,
        bool tolerated
    ) =>
        resource.IsPlain
            ? PlainLeg(resource, at.Aboard > 0, from, to, tolerated)
            : ChosenLeg(resource, at, from, to, ride, tolerated);

    private Leg EndLeg(ResourceData resource, in Standing at, int from, bool tolerated) =>
        resource.End < 0
            ? new Leg { Ride = -1, IsPossible = true }
            : LegTo(resource, at, from, resource.End, -1, tolerated);

    private Leg PlainLeg(ResourceData resource, bool isLoaded, int from, int to, bool tolerated)
    {
        var travel = isLoaded ? resource.Loaded : resource.Empty;
        var cell = from * Problem.Locations + to;
        var seconds = travel.Seconds[cell];
        var metres = travel.Metres[cell];
        if (seconds < 0 || metres < 0)
            return Broken(LegFault.NoWay, tolerated);
        var extra = seconds > 0 && !isLoaded ? resource.Fold : 0;
        var fault =
            metres > resource.MaxEmpty && !isLoaded ? LegFault.OutOfReach : LegFault.None;
        return new Leg
        {
            Hours = travel.HasHours && seconds > 0 ? travel : null,
            Cell = cell,
            Extra = extra,
            Seconds = seconds + extra,
            Metres = metres,
            Cost = metres * (isLoaded ? resource.PerLoadedMetre : resource.PerEmptyMetre),
            Ride = -1,
            IsByOwnMeans = !isLoaded,
            Fault = fault,
            IsPossible = fault == LegFault.None || tolerated,
        };
    }

    private Leg ChosenLeg(
        ResourceData resource,
        in Standing at,
        int from,
        int to,
        int ride,
        bool tolerated
    )
    {
        if (from == to)
            return new Leg { Ride = -1, IsPossible = true };
        if (ride >= 0)
        {
            var wished = RideLeg(resource, ride, from, to);
            if (wished.IsPossible)
                return wished;
        }

        // What leaves own means behind comes last: without them the next leg is a ride again.
        var best = OwnLeg(resource, at, from, to);
        var bestCost = best.IsPossible ? Price(resource, best) : long.MaxValue;
        var leaves = false;
        for (var i = 0; i < resource.Rides.Length; i++)
        {
            var other = RideLeg(resource, i, from, to);
            if (!other.IsPossible)
                continue;
            var otherLeaves =
                at.MeansAt < 0 && resource.StaysBehind is not null && !resource.Rides[i].TakesMeans;
            var cost = Price(resource, other);
            if (
                best.IsPossible
                && (otherLeaves == leaves ? cost >= bestCost : otherLeaves)
            )
                continue;
            (best, bestCost, leaves) = (other, cost, otherLeaves);
        }

        return best.IsPossible ? best : Broken(resource, at, from, to, tolerated);
    }

    private static long Price(ResourceData resource, in Leg leg) =>
        leg.Cost + leg.Seconds * resource.PerSecond;

    private Leg OwnLeg(ResourceData resource, in Standing at, int from, int to)
    {
        var cell = from * Problem.Locations + to;
        var seconds = resource.Empty.Seconds[cell];
        var metres = resource.Empty.Metres[cell];
        if (at.MeansAt >= 0 || seconds < 0 || metres > resource.MaxEmpty)
            return default;
        var changes =
            resource.ChangesAt is not null
            && resource.ChangesAt[from]
            && at.Charge < Math.Max(metres, resource.ChangeBelow);
        if (metres > (changes ? resource.Range : at.Charge))
            return default;
        var extra =
            (seconds > 0 ? resource.Fold : 0) + (changes ? resource.ChangeSeconds : 0);
        return new Leg
        {
            Hours = resource.Empty.HasHours && seconds > 0 ? resource.Empty : null,
            Cell = cell,
            Extra = extra,
            Seconds = seconds + extra,
            Metres = metres,
            Cost = metres * resource.PerEmptyMetre,
            Ride = -1,
            IsByOwnMeans = true,
            ChangesBattery = changes,
            IsPossible = true,
        };
    }

    private Leg RideLeg(ResourceData resource, int i, int from, int to)
    {
        var ride = resource.Rides[i];
        var cell = from * Problem.Locations + to;
        var seconds = ride.Travel.Seconds[cell];
        var metres = ride.Travel.Metres[cell];
        if (seconds < 0 || metres > ride.MaxMetres)
            return default;
        return new Leg
        {
            Hours = ride.Travel.HasHours && seconds > 0 ? ride.Travel : null,
            Cell = cell,
            Extra = ride.Wait,
            Seconds = seconds + ride.Wait,
            Metres = metres,
            Cost = ride.PerRide + metres * ride.PerMetre,
            Ride = i,
            IsPossible = true,
        };
    }

    // By own means all the same, where there is a way at all.
    private Leg Broken(ResourceData resource, in Standing at, int from, int to, bool tolerated)
    {
        var cell = from * Problem.Locations + to;
        var seconds = resource.Empty.Seconds[cell];
        if (seconds < 0)
            return Broken(LegFault.NoWay, tolerated);
        var extra = seconds > 0 ? resource.Fold : 0;
        return new Leg
        {
            Hours = resource.Empty.HasHours && seconds > 0 ? resource.Empty : null,
            Cell = cell,
            Extra = extra,
            Seconds = seconds + extra,
            Metres = resource.Empty.Metres[cell],
            Cost = resource.Empty.Metres[cell] * resource.PerEmptyMetre,
            Ride = -1,
            IsByOwnMeans = true,
            Fault = at.MeansAt >= 0 ? LegFault.MeansNotThere : LegFault.OutOfReach,
            IsPossible = tolerated,
        };
    }

    private static Leg Broken(LegFault fault, bool tolerated) =>
        new()
        {
            Ride = -1,
            Fault = fault,
            IsPossible = tolerated,
        };

    /// <summary>Where the route stands when the leg is behind it.</summary>
    private static void Travelled(ResourceData resource, ref Standing at, in Leg leg, int from, int to)
    {
        at.Fixed += leg.Cost;
        if (leg.IsByOwnMeans)
        {
            at.OwnMetres += leg.Metres;
            if (resource.ChangesAt is not null)
                at.Charge = Math.Max(0, (leg.ChangesBattery ? resource.Range : at.Charge) - leg.Metres);
        }
        else if (
            leg.Ride >= 0
            && at.MeansAt < 0
            && resource.StaysBehind is not null
            && !resource.Rides[leg.Ride].TakesMeans
        )
        {
            at.MeansAt = from;
        }

        if (at.MeansAt == to)
            at.MeansAt = -1;
    }

    /// <summary>Where it stands when the item is done, too.</summary>
    private void Worked(int r, ResourceData resource, ref Standing at, in Item item)
    {
        if (item.IsFirst)
        {
            at.Fixed += Disturbance(r, item.Job, at.LastPublished);
            at.LastPublished = Published(r, item.Job, at.LastPublished);
        }

        if (item.Part != Part.Whole)
        {
            at.Aboard += item.Part == Part.Load ? 1 : -1;
            return;
        }

        at.Fixed += Problem.DriveOf(resource, item.Variant).Metres * resource.PerLoadedMetre;
        if (resource.StaysBehind is null)
            return;
        if (at.MeansAt < 0 && resource.StaysBehind[item.Job])
            at.MeansAt = Problem.FirstLocation(item);
        if (at.MeansAt == Problem.LastLocation(item))
            at.MeansAt = -1;
    }

    /// <summary>Fills <see cref="RouteState.Latest"/> from the end. Breaks only make it later: a necessary test.</summary>
    private void LookBack(int r, RouteState route, ResourceData resource)
    {
        if (route.Count == 0)
            return;
        var departure = Model.Window.Never * 2;
        if (!ToleratedRoute[r])
        {
            departure = resource.Limit;
            if (resource.End >= 0)
                departure = LatestDeparture(
                    resource,
                    Problem.LastLocation(route.Items[route.Count - 1]),
                    resource.End,
                    departure
                );
        }

        for (var k = route.Count - 1; k >= 0; k--)
        {
            ref readonly var item = ref route.Items[k];
            route.Latest[k] = LatestArrival(resource, item, departure);
            departure = LatestDeparture(
                resource,
                LocationBefore(resource, route, k),
                Problem.FirstLocation(item),
                route.Latest[k]
            );
        }
    }

    /// <summary>Of all means and states of the route, so that none that is in time is passed over.</summary>
    private int LatestDeparture(ResourceData resource, int from, int to, int arrival)
    {
        var cell = from * Problem.Locations + to;
        if (!resource.IsPlain && from == to)
            return arrival;
        var latest = Before(resource.Empty, cell, resource.Fold, arrival);
        if (resource.IsTransporter)
            latest = Math.Max(latest, Before(resource.Loaded, cell, 0, arrival));
        foreach (var ride in resource.Rides)
            latest = Math.Max(latest, Before(ride.Travel, cell, ride.Wait, arrival));
        return latest;
    }

    private static int Before(Travel travel, int cell, int extra, int arrival)
    {
        var seconds = travel.Seconds[cell];
        if (seconds <= 0)
            return arrival;
        return travel.HasHours && arrival > 0
            ? travel.Departure(cell, arrival) - extra
            : arrival - seconds - extra;
    }

    private int LatestArrival(ResourceData resource, in Item item, int departure)
    {
        var first = Problem.FirstStopOf(item);
        var end = Problem.EndStopOf(item);
        var slot = Problem.FirstSlotOf(item) + end - first - 1;
        var time = departure;
        for (var stop = end - 1; stop >= first; stop--, slot--)
        {
            time -= Problem.Service[slot];
            if (!Tolerated[item.Job])
            {
                var latest = int.MinValue / 2;
                for (var w = Problem.FirstWindow[stop + 1] - 1; w >= Problem.FirstWindow[stop]; w--)
                {
                    if (Problem.Open[w] > time)
                        continue;
                    latest = Math.Min(time, Problem.Close[w]);
                    break;
                }

                time = latest;
            }

            if (stop > first)
            {
                var cell = Problem.Location[stop - 1] * Problem.Locations + Problem.Location[stop];
                time = Before(resource.Loaded, cell, 0, time);
            }
        }

        return time;
    }
}
