using Routing.Optimisation.Model;

namespace Routing.Optimisation.Objective;

/// <summary>What a plan is paid for: wages, kilometres and rides, without the prices that only steer a search.</summary>
public static class Expenses
{
    /// <summary>Cents of all routes together. O(visits).</summary>
    /// <param name="problem">Whose prices hold.</param>
    /// <param name="plan">One of its plans.</param>
    public static double Cents(Problem problem, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        var resources = problem.Resources.ToDictionary(resource => resource.Id);
        return plan
            .Routes.Where(route => route.Visits.Count > 0)
            .Sum(route => Cents(resources[route.ResourceId], route));
    }

    private static double Cents(Resource resource, Route route)
    {
        var costs = resource.Costs;
        var cents = (double)costs.Fixed;
        var busy = 0;
        foreach (var visit in route.Visits)
        {
            busy += visit.LegSeconds + visit.Departure - visit.ServiceStart;
            cents += visit.IsLoaded
                ? costs.PerLoadedKm * visit.LegMetres / 1000.0
                : Empty(resource, visit.Ride, visit.LegMetres);
        }

        busy += route.EndLegSeconds;
        cents += Empty(resource, route.EndRide, route.EndLegMetres);
        var waiting =
            route.End - route.Start - busy - route.Breaks.Sum(rest => rest.DurationSeconds);
        var overtime = Math.Max(0, route.End - resource.ShiftEnd);
        return cents
            + (
                (double)busy * costs.PerHour
                + (double)waiting * costs.PerWaitingHour
                + (double)overtime * costs.PerOvertimeHour
            ) / 3600;
    }

    private static double Empty(Resource resource, int? ride, int metres) =>
        ride is { } by
            ? resource.Rides[by].PerRide + resource.Rides[by].PerKm * metres / 1000.0
            : resource.Costs.PerEmptyKm * metres / 1000.0;
}
