namespace Routing.Tiles.TileFile;

/// <summary>
/// Features in the order of a Hilbert curve, in columns. Feature i has the rings FirstRing[i] to FirstRing[i + 1], ring r
/// the points FirstPoint[r] to FirstPoint[r + 1]; rings of areas are not closed, an outer one runs clockwise on the screen
/// and stands before its holes.
/// </summary>
internal sealed record FeatureColumns
{
    public required byte[] Layer { get; init; }

    public required byte[] MinZoom { get; init; }

    public required byte[] Shape { get; init; }

    public required byte[] Marks { get; init; }

    /// <summary>OSM id * 4 + kind (0 node, 1 way, 2 relation).</summary>
    public required long[] Id { get; init; }

    /// <summary>Number of a text, as <see cref="Name"/> and <see cref="Reference"/> are; 0 is the empty one.</summary>
    public required int[] Class { get; init; }

    public required int[] Name { get; init; }

    public required int[] Reference { get; init; }

    public required int[] FirstRing { get; init; }

    public required int[] FirstPoint { get; init; }

    public required int[] X { get; init; }

    public required int[] Y { get; init; }

    /// <summary>Boxes of the features, then of 16 neighbours each, then of 16 of those, up to one; see <see cref="BoxTree"/>.</summary>
    public required Box[] Boxes { get; init; }

    public required string[] Texts { get; init; }

    public int Count => Layer.Length;
}
