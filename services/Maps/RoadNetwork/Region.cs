using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.RegionFile;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork;

/// <summary>
/// A region's roads, mapped from a region file: immutable and safe for any number of threads. After
/// <see cref="Dispose"/> new queries throw <see cref="ObjectDisposedException"/>; those that run finish first.
/// </summary>
public sealed class Region : IDisposable
{
    private readonly MappedRegion _file;
    private readonly int[] _levelStarts;

    private Region(MappedRegion file)
    {
        _file = file;
        Columns = new RegionColumns(file);
        Graphs = [.. Enum.GetValues<Profile>().Select(p => new GraphColumns(file, p))];
        Topologies = [.. Enum.GetValues<Profile>().Select(p => HierarchyColumns.Topology(file, p))];
        Metrics = [.. Enum.GetValues<Profile>().Select(p => HierarchyColumns.Metric(file, p, Graphs[(int)p].Weight))];
        if (ShapeCheck.FindFault(Columns, Graphs, Topologies, Metrics) is { } fault)
            throw file.Damaged(fault);
        _levelStarts = SegmentBoxes.LevelStarts(Columns.Tail.Length);
        var description = Describe(file);
        Info = new RegionInfo(
            description.Name,
            description.Bounds,
            Columns.NodeOsmId.Length,
            Columns.WayOsmId.Length,
            2 * Columns.Tail.Length,
            Columns.PointLon.Length,
            description.SourceBytes,
            description.SourceSha256,
            Layout.Version);
    }

    private RegionDescription Describe(MappedRegion file)
    {
        try
        {
            return RegionDescription.Read(Columns.Info.Span) is { SourceSha256.Length: 64 } description
                ? description
                : throw file.Damaged("it has no description");
        }
        catch (JsonException)
        {
            throw file.Damaged("its description is unreadable");
        }
    }

    public RegionInfo Info { get; }

    public BoundingBox Bounds => Info.Bounds;

    internal RegionColumns Columns { get; }

    /// <summary>Indexed by <see cref="Profile"/>.</summary>
    internal GraphColumns[] Graphs { get; }

    /// <summary>Indexed by <see cref="Profile"/>.</summary>
    internal Topology[] Topologies { get; }

    /// <summary>Indexed by <see cref="Profile"/>: the costs of the profiles' rules, no closures or live speeds.</summary>
    internal Metric[] Metrics { get; }

    internal ReadOnlySpan<int> LevelStarts => _levelStarts;

    /// <summary>
    /// Maps a region file and checks its header, its checksum, and that its sections fit together. What is inside them the
    /// checksum vouches for: a file whose checksum is right and whose contents are not was written so, and may crash a
    /// search. Ask <see cref="FindFault"/> about one of doubtful origin.
    /// </summary>
    /// <exception cref="RegionFileException">It is absent, truncated, damaged, or of another version; the message says which.</exception>
    public static Region Open(string path)
    {
        var file = MappedRegion.Open(path);
        try
        {
            return new Region(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Looks at everything in the file, which opening it does not: whether every index points at what is there, so that
    /// no search can fail, whoever wrote the file. Some tenths of a second for a city.
    /// </summary>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public string? FindFault()
    {
        using var hold = Hold();
        return ContentCheck.FindFault(Columns, Graphs, Topologies, Metrics);
    }

    /// <summary>The roads that touch a rectangle, for drawing; in no order. A list of its own.</summary>
    public IReadOnlyList<RoadSegment> Roads(BoundingBox within)
    {
        using var hold = Hold();
        var found = new List<RoadSegment>();
        VisitSegments(within, segment =>
        {
            var way = Columns.SegmentWay[segment];
            found.Add(new RoadSegment((RoadClass)Columns.WayClass[way], Text(Columns.WayName[way]), Shape(segment)));
        });
        return found;
    }

    /// <summary>Where the extract says that anybody may charge a car; ascending by OSM id. A list of its own.</summary>
    public IReadOnlyList<ChargingStation> ChargingStations()
    {
        using var hold = Hold();
        var all = new ChargingStation[Columns.ChargingLon.Length];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = new ChargingStation(
                Columns.ChargingOsmId[i],
                new Coordinate(Columns.ChargingLon[i] / 1e7, Columns.ChargingLat[i] / 1e7),
                Text(Columns.ChargingName[i]),
                Columns.ChargingWatts[i],
                Columns.ChargingPlaces[i]);
        }

        return all;
    }

    /// <summary>The segments whose boxes touch a rectangle, in no order.</summary>
    internal void VisitSegments(BoundingBox within, Action<int> visit)
    {
        Look(_levelStarts.Length - 2, 0);

        void Look(int level, int index)
        {
            if (!ToBounds(Columns.Boxes[_levelStarts[level] + index]).Intersects(within))
                return;
            if (level == 0)
            {
                visit(index);
                return;
            }

            var below = _levelStarts[level] - _levelStarts[level - 1];
            var first = index * SegmentBoxes.Fanout;
            for (var child = first; child < Math.Min(first + SegmentBoxes.Fanout, below); child++)
                Look(level - 1, child);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Keeps the file mapped until the hold is disposed; every query takes one.</summary>
    internal Held Hold()
    {
        var added = false;
        _file.Handle.DangerousAddRef(ref added);
        return new Held(_file.Handle);
    }

    internal string Text(int index) => Encoding.UTF8.GetString(
        Columns.StringBytes.Span[Columns.StringOffsets[index]..Columns.StringOffsets[index + 1]]);

    internal Coordinate PointAt(int point) => new(Columns.PointLon[point] / 1e7, Columns.PointLat[point] / 1e7);

    internal static BoundingBox ToBounds(Box box) => new(box.MinLon / 1e7, box.MinLat / 1e7, box.MaxLon / 1e7, box.MaxLat / 1e7);

    private Coordinate[] Shape(int segment)
    {
        var first = Columns.FirstPoint[segment];
        var shape = new Coordinate[Columns.LastPoint[segment] - first + 1];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = PointAt(first + i);
        return shape;
    }

    internal readonly ref struct Held(SafeHandle handle)
    {
        public void Dispose() => handle.DangerousRelease();
    }
}
