using System.Globalization;
using System.Security;
using System.Text;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Drawing;

/// <summary>
/// Roads drawn as text: letters are points of roads, digits are places to route from and to; a column is 25 m, a line
/// 50 m; all other characters are for the eye. The town goes through the whole engine, as an .osm file.
/// <code>
///   using var town = Town.Draw("""
///       A---B---C
///           |
///           D
///       """)
///       .Way("ABC", "name=Rivera")
///       .Way("BD", "oneway=yes");
///   Assert.Equal("ABD", town.Path(Profile.Car, "AD"));
/// </code>
/// Ways are residential roads unless their tags say otherwise. A tilde in a tag's value is a space.
/// </summary>
public sealed class Town : IDisposable
{
    private const double ColumnMetres = 25;
    private const double LineMetres = 50;
    private const double MetresPerDegree = 6_371_008.8 * Math.PI / 180;

    private readonly Dictionary<char, Coordinate> _places = [];
    private readonly Dictionary<char, string> _pointTags = [];
    private readonly List<(string Letters, string Tags)> _ways = [];
    private readonly List<string> _relations = [];
    private readonly TemporaryFolder _folder = new();
    private Router? _router;

    private Town()
    {
    }

    public Router Router => _router ??= Build(minIsland: 0);

    public static Town Draw(string picture)
    {
        var town = new Town();
        var lines = picture.Split('\n');
        for (var y = 0; y < lines.Length; y++)
        {
            for (var x = 0; x < lines[y].Length; x++)
            {
                var c = lines[y][x];
                if (!char.IsAsciiLetterOrDigit(c))
                    continue;
                if (!town._places.TryAdd(c, At(x, y)))
                    throw new ArgumentException($"{c} is drawn twice.", nameof(picture));
            }
        }

        return town;
    }

    public Town Way(string letters, string tags = "")
    {
        _ways.Add((letters, tags.Contains("highway=", StringComparison.Ordinal) || tags.Contains("route=", StringComparison.Ordinal)
            ? tags
            : "highway=residential " + tags));
        return this;
    }

    /// <summary>A way with these tags alone: no road unless they say so.</summary>
    public Town Thing(string letters, string tags)
    {
        _ways.Add((letters, tags));
        return this;
    }

    public Town Point(char letter, string tags)
    {
        _pointTags.Add(letter, tags);
        return this;
    }

    /// <summary>Members are ways by their letters; via is a letter, or ways separated by commas.</summary>
    public Town Restriction(string kind, string from, string via, string to, string tags = "")
    {
        var members = new StringBuilder();
        foreach (var way in from.Split(','))
            Member("way", WayId(way), "from");
        if (via.Length == 1)
        {
            Member("node", via[0], "via");
        }
        else
        {
            foreach (var way in via.Split(','))
                Member("way", WayId(way), "via");
        }

        foreach (var way in to.Split(','))
            Member("way", WayId(way), "to");
        var all = (kind.Contains('=', StringComparison.Ordinal) ? kind : "restriction=" + kind) + " type=restriction " + tags;
        _relations.Add(members + TagElements(all));
        return this;

        void Member(string type, long id, string role) =>
            members.Append(CultureInfo.InvariantCulture, $"<member type='{type}' ref='{id}' role='{role}'/>");
    }

    public Router Build(int minIsland, double maxSnapMetres = 1000)
    {
        var osm = _folder.File("town.osm");
        var region = _folder.File("town.roads");
        File.WriteAllText(osm, ToOsm());
        RegionBuilder.Build(osm, region, null, CancellationToken.None);
        return _router = new Router(Region.Open(region), new RouterOptions { MinIsland = minIsland, MaxSnapMetres = maxSnapMetres });
    }

    public Coordinate this[char place] => _places[place];

    public bool Has(char place) => _places.ContainsKey(place);

    /// <summary>The letters that the fastest route passes, "" when there is none.</summary>
    public string Path(Profile profile, string places)
    {
        var route = Route(profile, places);
        return string.Concat(route.Legs.SelectMany(leg => leg.Coordinates).Select(LetterAt).Where(c => c != ' ').Aggregate(
            new List<char>(),
            (letters, c) =>
            {
                if (letters.Count == 0 || letters[^1] != c)
                    letters.Add(c);
                return letters;
            }));
    }

    public RouteResult Route(Profile profile, string places) => Router.Route(
        profile, [.. places.Select(c => _places[c])], geometry: true, steps: true, TestContext.Current.CancellationToken);

    /// <summary>Tenths of a second, -1 when there is no route.</summary>
    public int Deciseconds(Profile profile, string places)
    {
        var route = Route(profile, places);
        return route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1;
    }

    public string ToOsm()
    {
        var osm = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6' generator='Town'>\n");
        foreach (var c in _places.Keys.Where(char.IsAsciiLetter).Order())
        {
            var at = _places[c];
            osm.Append(CultureInfo.InvariantCulture, $"<node id='{(int)c}' version='1' visible='true' lat='{at.Lat:F7}' lon='{at.Lon:F7}'>")
                .Append(TagElements(_pointTags.GetValueOrDefault(c, ""))).AppendLine("</node>");
        }

        for (var i = 0; i < _ways.Count; i++)
        {
            osm.Append(CultureInfo.InvariantCulture, $"<way id='{i + 1}' version='1' visible='true'>");
            foreach (var c in _ways[i].Letters)
                osm.Append(CultureInfo.InvariantCulture, $"<nd ref='{(int)c}'/>");
            osm.Append(TagElements(_ways[i].Tags)).AppendLine("</way>");
        }

        for (var i = 0; i < _relations.Count; i++)
            osm.AppendLine(CultureInfo.InvariantCulture, $"<relation id='{i + 1}' version='1' visible='true'>{_relations[i]}</relation>");
        return osm.Append("</osm>\n").ToString();
    }

    public void Dispose()
    {
        _router?.Region.Dispose();
        _folder.Dispose();
    }

    private static Coordinate At(int column, int line) => new(
        Math.Round(column * ColumnMetres / MetresPerDegree, 7),
        Math.Round(-line * LineMetres / MetresPerDegree, 7));

    public bool HasWay(string letters) => _ways.Exists(way => way.Letters == letters);

    private long WayId(string letters)
    {
        var index = _ways.FindIndex(way => way.Letters == letters);
        return index >= 0 ? index + 1 : throw new ArgumentException($"There is no way {letters}.", nameof(letters));
    }

    private char LetterAt(Coordinate at)
    {
        foreach (var (letter, place) in _places)
        {
            if (char.IsAsciiLetter(letter) && place.MetresTo(at) < 0.1)
                return letter;
        }

        return ' ';
    }

    private static string TagElements(string tags) => string.Concat(
        tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => $"<tag k='{SecurityElement.Escape(pair[0])}' v='{SecurityElement.Escape(pair[1].Replace('~', ' '))}'/>"));
}
