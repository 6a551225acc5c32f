using System.Collections.Concurrent;
using Routing.Tiles.Drawing;
using Routing.Tiles.Reading;
using Routing.Tiles.Schema;
using Routing.Tiles.TileFile;

namespace Routing.Tiles;

/// <summary>
/// Vector tiles of an extract, each made when it is asked for. Thread-safe. Layers are those of
/// <see cref="MapLayer"/> in lower case; a feature has <c>class</c> and, where known, <c>name</c>, <c>ref</c>,
/// <c>oneway</c> (1 along the line, 2 against it) and <c>structure</c> (bridge, tunnel).
/// </summary>
public sealed class TileSet
{
    public const int MaxZoom = 16;

    /// <summary>Raised with every change of what tiles hold: those of another version are made anew.</summary>
    public const int Version = FeatureFile.Version;

    private readonly FeatureColumns columns;
    private readonly ConcurrentBag<TilePainter> idle = [];

    private TileSet(FeatureColumns columns)
    {
        this.columns = columns;
        var box = Box.Nothing;
        for (var i = 0; i < columns.Count; i++)
        {
            // The sea, which is no thing of the extract, has no id.
            if (columns.Id[i] != 0)
                box = box.With(columns.Boxes[i]);
        }

        Bounds = Degrees(box);
        Reach = Degrees(columns.Count == 0 ? Box.Nothing : columns.Boxes[^1]);
    }

    /// <summary>The layers, the lowest first, and the attributes that features of each may have.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Fields)> Layers { get; } =
        [.. Enum.GetValues<MapLayer>().Select(layer => (layer.ToString().ToLowerInvariant(), (IReadOnlyList<string>)(layer == MapLayer.Road ? ["class", "name", "ref", "oneway", "structure"] : ["class", "name"])))];

    /// <summary>West, south, east, north of what the extract holds, degrees.</summary>
    public IReadOnlyList<double> Bounds { get; }

    /// <summary>The same of all that is drawn: the sea goes on beyond the extract.</summary>
    public IReadOnlyList<double> Reach { get; }

    public int Count => columns.Count;

    /// <summary>Makes the file that <see cref="Open"/> reads; one that is there is replaced once the new one is whole.</summary>
    /// <param name="extract">An .osm.pbf, .osm or .osm.gz file.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    public static void Build(string extract, string path, IProgress<double>? progress, CancellationToken ct) =>
        FeatureFile.Write(path, FeatureFile.Columns(FeatureReader.Read(extract, progress, ct)));

    /// <exception cref="InvalidDataException">The file is of another kind or version, or damaged: build it again.</exception>
    public static TileSet Open(string path) => new(FeatureFile.Read(path));

    /// <summary>What is drawn at a zoom in a rectangle of degrees, by layer, in the order of the file.</summary>
    public ILookup<string, MapFeature> Features(int zoom, double west, double south, double east, double north)
    {
        var found = new List<int>();
        BoxTree.Find(columns.Boxes, columns.Count, new Box(World.X(west), World.Y(north), World.X(east), World.Y(south)), found);
        return found.Where(i => columns.MinZoom[i] <= zoom).ToLookup(i => Layers[columns.Layer[i]].Name, i => new MapFeature(columns, i), StringComparer.Ordinal);
    }

    private static double[] Degrees(Box box) =>
        box == Box.Nothing ? [0, 0, 0, 0] : [World.Lon(box.West), World.Lat(box.South), World.Lon(box.East), World.Lat(box.North)];

    /// <summary>The tile as Mapbox Vector Tile 2.1, not compressed; empty where nothing is drawn.</summary>
    /// <param name="zoom">0 to <see cref="MaxZoom"/>.</param>
    /// <param name="column">From the west, 0 to 2^zoom - 1.</param>
    /// <param name="row">From the north, 0 to 2^zoom - 1.</param>
    public byte[] Tile(int zoom, int column, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(zoom);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zoom, MaxZoom);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, 1 << zoom);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, 1 << zoom);
        if (!idle.TryTake(out var painter))
            painter = new TilePainter(columns);
        var tile = painter.Paint(zoom, column, row);
        idle.Add(painter);
        return tile;
    }
}
