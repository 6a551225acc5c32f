using Routing.OsmData;
using Routing.Tiles.Schema;

namespace Routing.Tiles.Reading;

/// <summary>Reads an extract once, as a stream, and keeps what is drawn.</summary>
internal sealed class FeatureReader
{
    private readonly FeatureSet features = new();
    private readonly NodePlaces places = new();

    // Whether a way is part of an area is told only by the relations, which come last.
    private readonly List<OsmWay> drawn = [];
    private readonly Dictionary<long, long[]> nodesOfWay = [];

    private readonly List<List<(int X, int Y)>> coastlines = [];
    private readonly List<(int X, int Y)> beaches = [];

    /// <exception cref="ExtractException">The extract cannot be used.</exception>
    public static FeatureSet Read(string path, IProgress<double>? progress, CancellationToken ct)
    {
        var reader = new FeatureReader();
        foreach (var item in ExtractFile.Read(path, progress is null ? null : progress.Report, ct))
            reader.Take(item);

        reader.DrawWays(ct);
        reader.DrawSea();
        return reader.features;
    }

    private void Take(OsmObject item)
    {
        switch (item)
        {
            case OsmNode { Id: var id } node:
                TakeNode(id, World.X(node.Lon), World.Y(node.Lat), node.Tags);
                break;
            case OsmWay { Id: var id, Nodes: { Length: > 1 } nodes } way:
                nodesOfWay[id] = nodes;
                if (!way.Tags.IsEmpty)
                    drawn.Add(way);
                break;
            case OsmRelation { Id: var id, Members: var members, Tags: var tags } when tags.Has("type", "multipolygon"):
                DrawMultipolygon(tags, members, (id * 4) + 2);
                break;
        }
    }

    private void TakeNode(long id, int x, int y, TagSet tags)
    {
        places.Add(id, x, y);
        if (!tags.IsEmpty)
            DrawPoint(tags, x, y, id * 4);
    }

    private void DrawPoint(TagSet tags, int x, int y, long id)
    {
        if (Classification.Point(tags) is { } what)
            features.Add(what, Shape.Point, [[(x, y)]], id, Name(tags), null, Marks.None);
        if (tags.TryGet("addr:housenumber", out var number))
            features.Add(new MapClass(MapLayer.HouseNumber, "number", 16), Shape.Point, [[(x, y)]], id, number, null, Marks.None);
    }

    private void DrawWays(CancellationToken ct)
    {
        foreach (var way in drawn)
        {
            ct.ThrowIfCancellationRequested();
            var points = places.Of(way.Nodes);
            if (points.Count < 2)
                continue;
            if (way.Tags.Has("natural", "coastline"))
                coastlines.Add(points);
            if (way.Tags.Has("natural", "beach"))
                beaches.Add(points[0]);
            var id = (way.Id * 4) + 1;
            var isClosed = way.Nodes[0] == way.Nodes[^1] && points.Count > 3 && points[0] == points[^1];
            if (isClosed && !way.Tags.Has("area", "no") && Classification.Area(way.Tags) is { } area)
                DrawArea(area, way.Tags, [points], [], id);
            else if (Classification.Line(way.Tags) is { } line)
                features.Add(line, Shape.Line, [points], id, Name(way.Tags), way.Tags.TryGet("ref", out var reference) ? reference : null, Classification.MarksOf(way.Tags));
            if (isClosed)
                DrawPoint(way.Tags, points.Min(p => p.X) / 2 + points.Max(p => p.X) / 2, points.Min(p => p.Y) / 2 + points.Max(p => p.Y) / 2, id);
        }
    }

    private void DrawSea()
    {
        var box = features.Features.Aggregate(Box.Nothing, (whole, feature) => whole.With(feature.Box));
        box = coastlines.SelectMany(line => line).Aggregate(box, (whole, at) => whole.With(at.X, at.Y));
        var sea = coastlines.Count > 0 ? Coast.Sea(coastlines, box) : ShoreGuess.Sea(features, beaches, box);
        if (sea.Count > 0)
            features.Add(new MapClass(MapLayer.Water, "sea", 0), Shape.Area, sea, 0, null, null, Marks.None);
    }

    private void DrawMultipolygon(TagSet tags, OsmMember[] members, long id)
    {
        if (Classification.Area(tags) is not { } area)
            return;
        var outers = RingsOf(members, isInner: false);
        if (outers.Count > 0)
            DrawArea(area, tags, outers, RingsOf(members, isInner: true), id);
    }

    private List<List<(int X, int Y)>> RingsOf(OsmMember[] members, bool isInner)
    {
        var ways = new List<long[]>();
        foreach (var member in members)
        {
            if (member.Type == OsmType.Way && (member.Role == "inner") == isInner && nodesOfWay.TryGetValue(member.Id, out var nodes))
                ways.Add(nodes);
        }

        return Rings.Join(ways).ConvertAll(ring => places.Of(ring)).FindAll(ring => ring.Count > 3);
    }

    // Rings are kept without their last point, which is the first again.
    private void DrawArea(MapClass area, TagSet tags, List<List<(int X, int Y)>> outers, List<List<(int X, int Y)>> inners, long id)
    {
        foreach (var ring in outers.Concat(inners).Where(ring => ring[0] == ring[^1]))
            ring.RemoveAt(ring.Count - 1);
        outers.RemoveAll(ring => ring.Count < 3);
        inners.RemoveAll(ring => ring.Count < 3);
        if (outers.Count > 0)
            features.Add(area, Shape.Area, Rings.Nest(outers, inners), id, Name(tags), null, Marks.None);
    }

    private static string? Name(TagSet tags) => tags.TryGet("name", out var name) ? name : null;
}
