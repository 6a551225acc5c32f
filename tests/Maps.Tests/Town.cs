using System.Globalization;
using System.Text;

namespace Routing.Maps.Tests;

/// <summary>
/// A small town as an extract, a unit being 0.001 degrees around (10, 50):
/// <code>
///   y=4  A──────B      Upper Street, houses 1..9 odd north of it
///        │      │
///   y=0  C──────D      Lower Street, one way from C to D for all
///       x=0    x=10    West Lane (A-C) and East Lane (B-D); at (300, 300) a road of its own, Far Road
/// </code>
/// </summary>
internal static class Town
{
    public static double Lon(double x) => 10 + x / 1000;

    public static double Lat(double y) => 50 + y / 1000;

    /// <summary>As the OSRM API writes points.</summary>
    public static string At(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{Lon(x):0.######},{Lat(y):0.######}");

    /// <param name="path">Where to.</param>
    /// <param name="ways">Added to the ways' ids: as if they had been drawn anew, on the same points.</param>
    public static string Write(string path, int ways = 0)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\"?>\n<osm version=\"0.6\">\n");
        (double X, double Y)[] nodes = [(0, 4), (10, 4), (0, 0), (10, 0), (300, 300), (301, 300)];
        for (var i = 0; i < nodes.Length; i++)
            Node(xml, i + 1, nodes[i].X, nodes[i].Y);
        for (var i = 0; i < 5; i++)
            Node(xml, 11 + i, 1 + 2 * i, 4.1, ("addr:street", "Upper Street"), ("addr:housenumber", (1 + 2 * i).ToString(CultureInfo.InvariantCulture)));
        Node(xml, 20, 5, 2, ("place", "village"), ("name", "Tinytown"));
        Node(xml, 21, 9, 0.1, ("shop", "car_repair"), ("name", "Crüger's Garage"));
        Way(xml, ways + 1, "Upper Street", [1, 2]);
        Way(xml, ways + 2, "Lower Street", [3, 4], ("oneway", "yes"));
        Way(xml, ways + 3, "West Lane", [1, 3]);
        Way(xml, ways + 4, "East Lane", [2, 4]);
        Way(xml, ways + 5, "Far Road", [5, 6]);
        File.WriteAllText(path, xml.Append("</osm>\n").ToString());
        return path;
    }

    private static void Node(StringBuilder xml, int id, double x, double y, params (string Key, string Value)[] tags)
    {
        xml.Append(CultureInfo.InvariantCulture, $"<node id=\"{id}\" version=\"1\" lon=\"{Lon(x):0.0000000}\" lat=\"{Lat(y):0.0000000}\">");
        Tags(xml, tags);
        xml.Append("</node>\n");
    }

    private static void Way(StringBuilder xml, int id, string name, int[] nodes, params (string Key, string Value)[] tags)
    {
        xml.Append(CultureInfo.InvariantCulture, $"<way id=\"{id}\" version=\"1\">");
        foreach (var node in nodes)
            xml.Append(CultureInfo.InvariantCulture, $"<nd ref=\"{node}\"/>");
        Tags(xml, [("highway", "residential"), ("name", name), .. tags]);
        xml.Append("</way>\n");
    }

    private static void Tags(StringBuilder xml, (string Key, string Value)[] tags)
    {
        foreach (var (key, value) in tags)
            xml.Append(CultureInfo.InvariantCulture, $"<tag k=\"{key}\" v=\"{System.Security.SecurityElement.Escape(value)}\"/>");
    }
}
