namespace Routing.RoadNetwork.Snapping;

/// <summary>A place on a segment, seen by one profile.</summary>
/// <param name="Segment">On which it lies.</param>
/// <param name="Piece">The first of the two points between which it lies.</param>
/// <param name="Ratio">0 at the segment's tail, 1 at its head, by length.</param>
/// <param name="Centimetres">From the segment's tail.</param>
/// <param name="Location">On the road.</param>
/// <param name="Asked">The point asked for.</param>
/// <param name="Sides">In which directions a route may begin or end here; a bearing or a side of the road may leave one.</param>
internal readonly record struct Phantom(
    int Segment, int Piece, double Ratio, int Centimetres, Coordinate Location, Coordinate Asked, ArcSides Sides = ArcSides.Both)
{
    /// <summary>Whether a route may begin or end driving along this arc of the segment.</summary>
    public bool Allows(int arc) => ((int)Sides >> (arc & 1) & 1) != 0;

    public double MetresAway => Location.MetresTo(Asked);

    /// <summary>
    /// Deciseconds from an arc's tail to here. The two parts of an arc always add up to its whole weight, so that no
    /// route is a rounding shorter than another.
    /// </summary>
    public int Before(int arc, int weight)
    {
        var fromTail = (int)Math.Round(weight * Ratio);
        return (arc & 1) == 0 ? fromTail : weight - fromTail;
    }

    public int CentimetresBefore(int arc, int length) => (arc & 1) == 0 ? Centimetres : length - Centimetres;
}

/// <summary>The arcs of a segment: forward is 2s, backward 2s + 1.</summary>
[Flags]
internal enum ArcSides : byte
{
    None = 0,
    Forward = 1,
    Backward = 2,
    Both = 3,
}
