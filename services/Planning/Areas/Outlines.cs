using Routing.Contracts.Values;
using Routing.Planning.Roads;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Isochrones;

namespace Routing.Planning.Areas;

/// <summary>Draws where a workshop comes to.</summary>
internal static class Outlines
{
    // A ring of so many corners around a circle is at most 0.02 % too wide, 2 m in 10 km.
    private const int Corners = 180;
    private const int Decimals = 6;

    /// <summary>
    /// The area that was said, a ring around the radius, or from where a car is driven to the place in time: whose car can be
    /// brought there. Under the usual speeds, since conditions come and go. Null when no road is near the place.
    /// </summary>
    public static MultiPolygon? Of(ServiceArea said, Place place, RoadsInUse roads, CancellationToken cancellation) => said switch
    {
        { Area: { } area } => area,
        { RadiusMetres: { } metres } => Around(place, metres),
        { Minutes: { } minutes } => Within(place, minutes, roads.Router, cancellation),
        _ => throw new ArgumentException("A service area is a radius, a time or an area.", nameof(said)),
    };

    private static MultiPolygon Around(Place place, int metres)
    {
        const double metresPerDegree = 6_371_008.8 * Math.PI / 180;
        var lat = metres / metresPerDegree / Math.Cos(Math.PI / Corners);
        var lon = lat / Math.Cos(place.Lat * Math.PI / 180);
        var ring = Enumerable.Range(0, Corners + 1)
            .Select(i => 2 * Math.PI * (i % Corners) / Corners)
            .Select(angle => Degrees(place.Lon + (lon * Math.Cos(angle)), place.Lat + (lat * Math.Sin(angle))));
        return new MultiPolygon([[[.. ring]]]);
    }

    private static MultiPolygon? Within(Place place, int minutes, Router router, CancellationToken cancellation)
    {
        var found = router.Isochrones(Profile.Car, RoadsInUse.PointOf(place), IsochroneDirection.To, [60 * minutes], cancellation);
        return found.Outcome == SnapOutcome.Ok
            ? new MultiPolygon([.. found.Isochrones[0].Polygons.Select(polygon => (IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>)[Ring(polygon.Outer), .. polygon.Holes.Select(Ring)])])
            : null;
    }

    private static IReadOnlyList<IReadOnlyList<double>> Ring(IReadOnlyList<Coordinate> ring) => [.. ring.Select(at => Degrees(at.Lon, at.Lat))];

    private static IReadOnlyList<double> Degrees(double lon, double lat) => [Math.Round(lon, Decimals), Math.Round(lat, Decimals)];
}
