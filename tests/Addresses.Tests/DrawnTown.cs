using System.Globalization;
using System.Text;

namespace Routing.Addresses.Tests;

/// <summary>
/// A small extract written by hand, a unit of the drawing being 0.001 degrees (some 100 m):
/// <code>
///   y=4   Gral. Rivera, 9 houses of even numbers 10, 20, ... 90 along it, x = 1..9
///   y=0   Avenida 8 de Octubre, x = 0..10
///   x=5   Calle Muñoz crosses both, y = 0..4; node (5, 0) and (5, 4) are the corners
/// </code>
/// The village Vilanova lies at (5, 2), another, Altdorf, with another "Calle Muñoz", at (100, 100).
/// </summary>
internal sealed class DrawnTown
{
    private readonly StringBuilder nodes = new();
    private readonly StringBuilder ways = new();
    private readonly Dictionary<(double, double), int> crossings = [];
    private int lastId;

    public static DrawnTown Vilanova()
    {
        var town = new DrawnTown();
        town.Node(5, 2, "place=village", "name=Vilanova", "name:en=Newtown", "alt_name=La Nova");
        town.Node(5, 3, "place=neighbourhood", "name=El Prado");
        town.Node(100, 100, "place=village", "name=Altdorf");
        town.Road("Gral. Rivera", (0, 4), (5, 4), (10, 4));
        town.Road("Avenida 8 de Octubre", (0, 0), (5, 0), (10, 0));
        town.Road("Calle Muñoz", (5, 0), (5, 4));
        town.Road("Calle Muñoz", (95, 100), (105, 100));
        for (var i = 1; i <= 9; i++)
            town.Node(i, 4.1, "addr:street=General Rivera", $"addr:housenumber={i * 10}", "addr:postcode=12345", "addr:country=uy");
        town.Node(2, 0.1, "addr:street=Avenida 8 de Octubre", "addr:housenumber=2500 BIS");
        town.Node(3, 0.1, "addr:street=Avenida 8 de Octubre", "addr:housenumber=2510,2512");
        town.Node(7, 0.1, "shop=car_repair", "name=Taller Ibáñez", "addr:street=Avenida 8 de Octubre", "addr:housenumber=2700");
        town.Node(100, 100.1, "addr:street=Calle Muñoz", "addr:housenumber=7", "addr:city=Altdorf");
        // A building: its address is at its middle.
        town.Area(["addr:street=Calle Muñoz", "addr:housenumber=40", "building=yes"], (5.2, 2), (5.4, 2), (5.4, 2.2), (5.2, 2.2));
        return town;
    }

    public int Node(double x, double y, params string[] tags)
    {
        var id = ++lastId;
        nodes.Append(CultureInfo.InvariantCulture, $"<node id=\"{id}\" version=\"1\" lon=\"{Lon(x):0.0000000}\" lat=\"{Lat(y):0.0000000}\">");
        Tags(nodes, tags);
        nodes.Append("</node>\n");
        return id;
    }

    public void Road(string name, params (double X, double Y)[] points) => Way(["highway=residential", $"name={name}"], points, isClosed: false);

    public void Area(string[] tags, params (double X, double Y)[] points) => Way(tags, points, isClosed: true);

    public static double Lon(double x) => 2 + x / 1000;

    public static double Lat(double y) => 41 + y / 1000;

    public string Write(string path)
    {
        File.WriteAllText(path, $"<?xml version=\"1.0\"?>\n<osm version=\"0.6\">\n{nodes}{ways}</osm>\n");
        return path;
    }

    private void Way(string[] tags, (double X, double Y)[] points, bool isClosed)
    {
        var refs = points.Select(point => crossings.TryGetValue(point, out var id) ? id : crossings[point] = Node(point.X, point.Y)).ToList();
        if (isClosed)
            refs.Add(refs[0]);
        ways.Append(CultureInfo.InvariantCulture, $"<way id=\"{++lastId}\" version=\"1\">");
        foreach (var id in refs)
            ways.Append(CultureInfo.InvariantCulture, $"<nd ref=\"{id}\"/>");
        Tags(ways, tags);
        ways.Append("</way>\n");
    }

    private static void Tags(StringBuilder to, string[] tags)
    {
        foreach (var tag in tags)
        {
            var at = tag.IndexOf('=', StringComparison.Ordinal);
            to.Append(CultureInfo.InvariantCulture, $"<tag k=\"{tag[..at]}\" v=\"{System.Security.SecurityElement.Escape(tag[(at + 1)..])}\"/>");
        }
    }
}
