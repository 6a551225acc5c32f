namespace Routing.Tiles.Reading;

/// <summary>The sea does not end where an extract does: what touches the edge of its box is drawn on beyond it.</summary>
internal static class Beyond
{
    // Some 60 km at the equator.
    private const int Units = 1 << 22;

    public static List<(int X, int Y)> Corners(Box box) => [(box.West, box.North), (box.East, box.North), (box.East, box.South), (box.West, box.South)];

    /// <summary>The ring with its points on the box's edge moved outwards, and those at its corners both ways.</summary>
    public static List<(int X, int Y)> Stretch(List<(int X, int Y)> ring, Box box)
    {
        var wide = new List<(int X, int Y)>(ring.Count + 8);
        for (var i = 0; i < ring.Count; i++)
        {
            var (before, at, after) = (ring[(i + ring.Count - 1) % ring.Count], ring[i], ring[(i + 1) % ring.Count]);
            // Where the ring meets the edge it keeps that point, so that the shore within stays as it is.
            if (IsOnEdge(at, box) && !IsOnEdge(before, box))
                wide.Add(at);
            wide.Add(Out(at, box));
            if (IsOnEdge(at, box) && !IsOnEdge(after, box))
                wide.Add(at);
        }

        return wide;
    }

    private static bool IsOnEdge((int X, int Y) at, Box box) => at.X == box.West || at.X == box.East || at.Y == box.North || at.Y == box.South;

    private static (int X, int Y) Out((int X, int Y) at, Box box) => (
        at.X == box.West ? Math.Max(0, at.X - Units) : at.X == box.East ? (int)Math.Min(int.MaxValue, (long)at.X + Units) : at.X,
        at.Y == box.North ? Math.Max(0, at.Y - Units) : at.Y == box.South ? (int)Math.Min(int.MaxValue, (long)at.Y + Units) : at.Y);
}
