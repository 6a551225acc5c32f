using Routing.Optimisation.Model;

namespace Routing.PlanChecker;

/// <summary>Adds the objective up again, from visits and prices.</summary>
internal static class CostCheck
{
    public static void Run(Problem problem, Plan plan, Findings findings)
    {
        var late = plan.Routes.Sum(route => route.Visits.Sum(visit => (long)visit.LatenessSeconds));
        if (late != plan.Cost.LatenessSeconds)
            findings.Fault($"Lateness is {late} s, not {plan.Cost.LatenessSeconds}.");
        var unserved = problem
            .Jobs.Where(job => plan.Unserved.Any(left => left.JobId == job.Id))
            .ToList();
        if (plan.Cost.PromisedUnserved != unserved.Count(job => job.Promised))
            findings.Fault("The promised jobs left unserved are counted wrongly.");
        if (
            plan.Cost.UnservedWeight
            != unserved.Where(job => !job.Promised).Sum(job => 1L + job.Priority)
        )
            findings.Fault("The unserved weight is wrong.");

        // Thousands of a cent per hour and metres per km do not divide evenly: 18,000ths of a cent do.
        var units = 0L;
        for (var r = 0; r < plan.Routes.Count; r++)
        {
            if (plan.Routes[r].Visits.Count > 0)
                units += Route(problem, problem.Resources[r], plan.Routes[r]);
        }

        units += Disturbance(problem, plan);
        if (units != plan.Cost.Cost)
            findings.Fault($"The cost is {units}, not {plan.Cost.Cost}.");
    }

    private static long Route(Problem problem, Resource resource, Route route)
    {
        var costs = resource.Costs;
        var byOwnMeans = route
            .Visits.Where(visit => !visit.IsLoaded && visit.Ride is null)
            .Sum(visit => (long)visit.LegMetres);
        if (route.EndRide is null)
            byOwnMeans += route.EndLegMetres;
        long loaded = route.Visits.Where(visit => visit.IsLoaded).Sum(visit => visit.LegMetres);
        long busy =
            route.EndLegSeconds
            + route.Visits.Sum(visit => visit.LegSeconds + visit.Departure - visit.ServiceStart);
        var waiting =
            route.End - route.Start - busy - route.Breaks.Sum(rest => rest.DurationSeconds);
        long overtime = Math.Max(0, route.End - resource.ShiftEnd);
        long whole = route.End - route.Start;
        return costs.Fixed * 18_000L
            + 18 * (byOwnMeans * costs.PerEmptyKm + loaded * costs.PerLoadedKm)
            + route.Visits.Sum(visit => Ride(resource, visit.Ride, visit.LegMetres))
            + Ride(resource, route.EndRide, route.EndLegMetres)
            + 5
                * (
                    busy * costs.PerHour
                    + waiting * costs.PerWaitingHour
                    + overtime * costs.PerOvertimeHour
                )
            + whole * whole * problem.Fairness.PerSquareHour / 720
            + byOwnMeans * byOwnMeans * problem.Fairness.PerSquareKm * 18 / 1000;
    }

    private static long Ride(Resource resource, int? number, long metres) =>
        number is { } i && resource.Rides.ElementAtOrDefault(i) is { } ride
            ? ride.PerRide * 18_000L + 18 * metres * ride.PerKm
            : 0;

    private static long Disturbance(Problem problem, Plan plan)
    {
        if (problem.Published is not { } published)
            return 0;
        var known = new Dictionary<Guid, (Guid Resource, int Position, int Start)>();
        foreach (var route in published.Routes)
        {
            var firsts = route.Visits.Where(visit => visit.StopIndex == 0).ToList();
            for (var i = 0; i < firsts.Count; i++)
                known[firsts[i].JobId] = (route.ResourceId, i, firsts[i].ServiceStart);
        }

        var prices = problem.Disturbance;
        var units = 0L;
        foreach (var route in plan.Routes)
        {
            var latest = -1;
            foreach (var visit in route.Visits.Where(visit => visit.StopIndex == 0))
            {
                if (
                    !known.TryGetValue(visit.JobId, out var was)
                    || problem.Resources.All(r => r.Id != was.Resource)
                )
                    continue;
                long shift =
                    Math.Abs(visit.ServiceStart - was.Start) - prices.ShiftToleranceSeconds;
                units += 5 * Math.Max(0, shift) * prices.PerShiftedHour;
                if (was.Resource != route.ResourceId)
                {
                    units += 18_000L * prices.OtherDriver;
                    continue;
                }

                if (was.Position < latest)
                    units += 18_000L * prices.OtherOrder;
                latest = Math.Max(latest, was.Position);
            }
        }

        return units;
    }
}
