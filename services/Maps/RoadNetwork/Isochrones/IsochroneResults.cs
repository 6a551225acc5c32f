namespace Routing.RoadNetwork.Isochrones;

/// <summary>Which way one travels.</summary>
public enum IsochroneDirection
{
    /// <summary>From the place to all others: where a driver can be.</summary>
    From,

    /// <summary>From all others to the place: whose car can be brought there.</summary>
    To,
}

/// <param name="Outcome">Whether there is a road at the place.</param>
/// <param name="From">The place on its road; null without one.</param>
/// <param name="Isochrones">One for each limit asked, in their order; empty without a start.</param>
public sealed record IsochroneResult(SnapOutcome Outcome, SnapCandidate? From, IReadOnlyList<Isochrone> Isochrones);

/// <summary>What is reached within a time: where the nearest road is.</summary>
/// <param name="Seconds">The limit.</param>
/// <param name="Polygons">The largest first; most often one.</param>
public sealed record Isochrone(int Seconds, IReadOnlyList<AreaPolygon> Polygons)
{
    /// <summary>Whether a point lies inside.</summary>
    public bool Contains(Coordinate at) => Polygons.Any(polygon => polygon.Contains(at));
}

/// <param name="Outer">Counter-clockwise, the first point again at the end, as in GeoJSON.</param>
/// <param name="Holes">Clockwise, each closed.</param>
public sealed record AreaPolygon(IReadOnlyList<Coordinate> Outer, IReadOnlyList<IReadOnlyList<Coordinate>> Holes)
{
    public bool Contains(Coordinate at) => Rings.IsInside(Outer, at) && !Holes.Any(hole => Rings.IsInside(hole, at));
}
