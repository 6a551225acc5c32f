using OsmSharp;
using OsmSharp.Streams;
using OsmSharp.Tags;

namespace Routing.Benchmarks.Scale;

/// <summary>
/// Copies of one city's roads side by side, neighbours joined by trunk roads between their outermost main roads.
/// <code>
///   city ==trunk== city
///    ||             ||
///   city ========= city
/// </code>
/// </summary>
internal sealed class CityGrid
{
    // Ids of the copies stay apart: OSM's are below 2e10.
    private const long IdsACity = 20_000_000_000;
    private const double GapDegrees = 0.05;

    private static readonly string[] MainRoads = ["primary", "secondary", "tertiary"];

    private readonly List<Node> _nodes = [];
    private readonly List<Way> _ways = [];
    private readonly Node[] _outermost = new Node[4]; // East, west, north, south.
    private readonly double _width;
    private readonly double _height;

    public CityGrid(string osm)
    {
        using (var file = File.OpenRead(osm))
            _ways.AddRange(new PBFOsmStreamSource(file).OfType<Way>().Where(way => way.Nodes?.Length > 1 && way.Tags?.ContainsKey("highway") == true));
        var used = _ways.SelectMany(way => way.Nodes).ToHashSet();
        using (var file = File.OpenRead(osm))
            _nodes.AddRange(new PBFOsmStreamSource(file).OfType<Node>().Where(node => used.Contains(node.Id!.Value)));
        var main = _ways.Where(way => MainRoads.Contains(way.Tags["highway"]) && !way.Tags.ContainsKey("oneway")).SelectMany(way => way.Nodes).ToHashSet();
        var joints = _nodes.Where(node => main.Contains(node.Id!.Value)).ToArray();
        _outermost[0] = joints.MaxBy(node => node.Longitude)!;
        _outermost[1] = joints.MinBy(node => node.Longitude)!;
        _outermost[2] = joints.MaxBy(node => node.Latitude)!;
        _outermost[3] = joints.MinBy(node => node.Latitude)!;
        _width = _nodes.Max(node => node.Longitude!.Value) - _nodes.Min(node => node.Longitude!.Value) + GapDegrees;
        _height = _nodes.Max(node => node.Latitude!.Value) - _nodes.Min(node => node.Latitude!.Value) + GapDegrees;
    }

    /// <summary>Writes side * side cities as an .osm.pbf: nodes before ways, ids ascending, as extracts have them.</summary>
    public void Write(string path, int side)
    {
        using var writer = new PbfWriter(path);
        var cities = side * side;
        for (var city = 0; city < cities; city++)
        {
            var east = city % side * _width;
            var north = city / side * _height;
            foreach (var node in _nodes)
                writer.Node(node.Id!.Value + city * IdsACity, ToE7(node.Longitude!.Value + east), ToE7(node.Latitude!.Value + north), node.Tags);
        }

        for (var city = 0; city < cities; city++)
        {
            foreach (var way in _ways)
                writer.Way(way.Id!.Value + city * IdsACity, Array.ConvertAll(way.Nodes, node => node + city * IdsACity), way.Tags);
        }

        var next = cities * IdsACity;
        for (var city = 0; city < cities; city++)
        {
            if (city % side + 1 < side)
                Trunk(_outermost[0], city + 1, _outermost[1]);
            if (city / side + 1 < side)
                Trunk(_outermost[2], city + side, _outermost[3]);

            void Trunk(Node from, int other, Node to) => writer.Way(
                next++,
                [from.Id!.Value + city * IdsACity, to.Id!.Value + other * IdsACity],
                new TagsCollection(new Tag("highway", "trunk"), new Tag("maxspeed", "90")));
        }
    }

    private static long ToE7(double degrees) => (long)Math.Round(degrees * 1e7);
}
