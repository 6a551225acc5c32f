using System.Globalization;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Areas;
using Routing.Planning.Days;
using Routing.Planning.Roads;
using Routing.RoadNetwork;

namespace Routing.Planning.Plans;

/// <summary>A stop at which a car is charged on its way.</summary>
/// <param name="Place">Where.</param>
/// <param name="Seconds">Finding the socket and charging.</param>
/// <param name="GetsMetres">How far the car gets from there.</param>
internal sealed record ChargingStop(Place Place, int Seconds, int GetsMetres);

/// <summary>
/// How a car with little in it comes to its workshop: as it is, charged on the way, or not by being driven (decision 0042). Ways are
/// those of the day's first hours, as in the optimiser's matrices.
/// </summary>
internal sealed class Charging(DayState state, RoadsInUse roads, PlanningOptions options, DayClock clock)
{
    // Of all stations, those with the shortest way as the crow flies.
    private const int MostStations = 24;
    private readonly ChargingOptions charging = options.Charging;
    private readonly Ways ways = Points.FirstWays(Means.Car, roads.SpeedsByHour, clock);
    private IReadOnlyList<Station>? stations;

    /// <summary>The area's own and the map's.</summary>
    private IReadOnlyList<Station> Stations => stations ??= [.. state.ChargingStations, .. roads.ChargingStations];

    /// <summary>Whether what is in a car is enough from one of the places; also where there is no way, which is told otherwise.</summary>
    public bool IsEnough(IReadOnlyCollection<Place> places, Place workshop, int rangeMetres, CancellationToken cancellation)
    {
        var known = Metres(places, workshop, cancellation);
        return known.Count == 0 || known.Exists(metres => metres <= rangeMetres);
    }

    /// <summary>
    /// The station with the least way and charging, which the car reaches with a part of its charge in hand and leaves with so much
    /// that it comes to the workshop with a reserve; null when there is none. Of several places the least counts, and
    /// the time is enough from each that the station is reached from.
    /// </summary>
    public ChargingStop? OnTheWay(IReadOnlyCollection<Place> places, Place workshop, int rangeMetres, CancellationToken cancellation)
    {
        var reach = (int)(rangeMetres * (100L - charging.ReservePercent) / 100);
        var (from, to) = (places.Select(RoadsInUse.PointOf).ToList(), RoadsInUse.PointOf(workshop));
        var near = Stations
            .Select(station => (Station: station, At: RoadsInUse.PointOf(station.Place)))
            .Where(station => from.Exists(place => place.MetresTo(station.At) <= reach))
            .OrderBy(station => from.Min(place => place.MetresTo(station.At)) + station.At.MetresTo(to))
            .Take(MostStations).ToList();
        if (near.Count == 0) return null;
        roads.TravelTimes.Prepare(ways, from, [.. near.Select(station => station.At)], cancellation);
        roads.TravelTimes.Prepare(ways, [.. near.Select(station => station.At)], [to], cancellation);
        (int Seconds, ChargingStop Stop)? best = null;
        foreach (var (station, at) in near)
        {
            if (roads.TravelTimes.Find(ways, at, to) is not { } onward) continue;
            var gets = onward.Metres + charging.ReserveMetres;
            int? least = null, longest = null;
            foreach (var place in from)
            {
                if (roads.TravelTimes.Find(ways, place, at) is not { } there || there.Metres > reach) continue;
                var here = charging.PlugSeconds + Seconds(gets - (rangeMetres - there.Metres), station.Watts);
                least = Math.Min(least ?? int.MaxValue, there.Seconds + here + onward.Seconds);
                longest = Math.Max(longest ?? 0, here);
            }

            if (least is { } total && (best is null || total < best.Value.Seconds)) best = (total, new ChargingStop(station.Place, longest!.Value, gets));
        }

        return best?.Stop;
    }

    /// <summary>Why a car cannot be driven to its workshop, and what would help: more in it, a nearer workshop, or a transporter.</summary>
    public Reason Refuse(Vehicle car, IReadOnlyCollection<Place> places, WorkshopChanged workshop, int rangeMetres, CancellationToken cancellation)
    {
        var away = Metres(places, workshop.Place, cancellation).Min();
        var nearer = state.Workshops.Values
            .Where(other => other.WorkshopId != workshop.WorkshopId && clock.Calendar.Opening(other, state.Day).Count > 0)
            .Select(other => (other.Name, Metres: Metres(places, other.Place, cancellation).DefaultIfEmpty(int.MaxValue).Min()))
            .Where(other => other.Metres <= rangeMetres)
            .OrderBy(other => other.Metres).Select(other => other.Name).FirstOrDefault();
        var station = car.Drive == Drive.Electric ? ", and it reaches no charging station that would help" : "";
        var took = nearer is null ? "" : $", {nearer}, which is in its range, took it";
        return new(
            "car-range",
            Text($"{car.Plate} gets {rangeMetres / 1000.0:0.0} km far, {workshop.Name} is {away / 1000.0:0.0} km away{station}."),
            Text($"if it got {away - rangeMetres} m further{took}, or a transporter worked that day"));
    }

    private List<int> Metres(IReadOnlyCollection<Place> places, Place to, CancellationToken cancellation)
    {
        List<Coordinate> from = [.. places.Select(RoadsInUse.PointOf)];
        var end = RoadsInUse.PointOf(to);
        roads.TravelTimes.Prepare(ways, from, [end], cancellation);
        return [.. from.Select(place => roads.TravelTimes.Find(ways, place, end)?.Metres).OfType<int>()];
    }

    /// <summary>To charge for so many metres, whole minutes.</summary>
    private int Seconds(int metres, int stationWatts)
    {
        if (metres <= 0) return 0;
        var watts = Math.Min(stationWatts > 0 ? stationWatts : charging.StationKilowatts * 1000, charging.CarKilowatts * 1000);
        var wattHours = metres * (charging.KilowattHoursPer100Km / 100.0);
        return (int)Math.Ceiling(wattHours * 60 / watts) * 60;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
