using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Planning.Days;
using Window = Routing.Contracts.Values.Window;

namespace Routing.Planning.Plans;

/// <summary>
/// What a route is paid for from its beginning to its end, as driven and as planned, by the optimiser's prices: wages, kilometres and
/// rides. What only steers the search, such as the price of a disturbance, is not in it.
/// </summary>
internal static class RouteCosts
{
    /// <summary>A crew is paid as often as there are people, and both of its cars drive a loaded leg.</summary>
    public static Costs PricesOf(Means means, PlanningOptions options)
    {
        var (usual, own) = (new Costs(), options.Means[means]);
        return usual with
        {
            PerHour = usual.PerHour * own.People,
            PerWaitingHour = usual.PerWaitingHour * own.People,
            PerOvertimeHour = usual.PerOvertimeHour * own.People,
            PerEmptyKm = own.CentsPerKm,
            PerLoadedKm = means switch
            {
                Means.ChaseCar => usual.PerLoadedKm + own.CentsPerKm,
                Means.Transporter => own.CentsPerKm,
                _ => usual.PerLoadedKm,
            },
        };
    }

    /// <summary>
    /// Cents; 0 where nothing is moved. Travelling and the time that a stop's work is planned for are work, what a driver stays beyond it is
    /// waiting, breaks are free, and what lies past the shift's end is dearer.
    /// </summary>
    public static double Cents(RouteState route, Means means, Window shift, PlanningOptions options)
    {
        if (!route.Stops.Any(stop => stop.MoveId is not null)) return 0;
        var (prices, taxi) = (PricesOf(means, options), options.Means[Means.Taxi]);
        var cents = (double)prices.Fixed;
        var (working, waiting) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 1; i < route.Stops.Count; i++)
        {
            var (stop, before) = (route.Stops[i], route.Stops[i - 1]);
            var (way, stays, planned) = (NotBelow(stop.Eta - before.Departure), NotBelow(stop.Departure - stop.Eta), TimeSpan.FromSeconds(stop.ServiceSeconds));
            waiting += NotBelow(stays - planned);
            if (stop.Kind == StopKind.Break)
            {
                // It is taken where the driver is: until it begins, they wait.
                waiting += way;
            }
            else
            {
                working += way + (stays < planned ? stays : planned);
            }

            cents += stop.IsLoaded ? prices.PerLoadedKm * stop.LegMetres / 1000.0
                : stop.By == Means.Taxi && means != Means.Taxi ? taxi.CentsPerRide + (taxi.CentsPerKm * stop.LegMetres / 1000.0)
                : prices.PerEmptyKm * stop.LegMetres / 1000.0;
        }

        var overtime = NotBelow(route.Stops[^1].Eta - shift.Until);
        return cents + (prices.PerHour * working.TotalHours) + (prices.PerWaitingHour * waiting.TotalHours) + (prices.PerOvertimeHour * overtime.TotalHours);
    }

    private static TimeSpan NotBelow(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}
