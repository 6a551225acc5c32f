using Routing.Addresses.Storage;
using Routing.OsmData;

namespace Routing.Addresses.Reading;

/// <summary>An <c>addr:interpolation</c> line: house numbers run along it, those of some of its nodes are known.</summary>
/// <param name="Kind"><c>even</c>, <c>odd</c>, <c>all</c>, or a number that each house number is more than the one before.</param>
/// <param name="Street">Where the line itself says it; else its nodes do.</param>
internal sealed record InterpolationSeed(string Kind, string? Street, long[] Nodes, OsmId Osm);

/// <summary>Puts the houses on interpolation lines: equally far apart between two known numbers.</summary>
internal static class Interpolation
{
    // A line with more is a mistake in the data, such as a number with a digit too many.
    private const int MostHouses = 1000;

    /// <param name="knownAt">By node: the house that is mapped there, its street empty where the node does not say it.</param>
    public static IEnumerable<HouseSeed> Houses(InterpolationSeed line, NodePositions positions, Dictionary<long, HouseSeed> knownAt)
    {
        var path = new List<(int Lon, int Lat)>();
        HouseSeed? last = null;
        foreach (var node in line.Nodes)
        {
            if (!positions.TryGet(node, out var lon, out var lat))
                continue;
            path.Add((lon, lat));
            if (!knownAt.TryGetValue(node, out var known))
                continue;
            if (last is { } from)
            {
                foreach (var house in Between(line, from, known, path))
                    yield return house;
            }
            last = known;
            path.Clear();
            path.Add((lon, lat));
        }
    }

    private static IEnumerable<HouseSeed> Between(InterpolationSeed line, HouseSeed from, HouseSeed to, List<(int Lon, int Lat)> path)
    {
        var step = line.Kind switch { "even" or "odd" => 2, "all" => 1, _ => int.TryParse(line.Kind, out var given) && given > 0 ? given : 0 };
        var street = from.Street.Length > 0 ? from.Street : to.Street.Length > 0 ? to.Street : line.Street;
        if (step == 0 || string.IsNullOrEmpty(street) || !House.TryParse(from.Number, out var first, out _) || !House.TryParse(to.Number, out var last, out _))
            yield break;
        var count = Math.Abs(last - first) / step;
        if (count > MostHouses)
            yield break;
        for (var i = 1; i < count || (i == count && first + (Math.Sign(last - first) * i * step) != last); i++)
        {
            var number = first + (Math.Sign(last - first) * i * step);
            var (lon, lat) = At(path, (double)Math.Abs(number - first) / Math.Abs(last - first));
            yield return new HouseSeed(
                street, number.ToString(System.Globalization.CultureInfo.InvariantCulture), from.City ?? to.City, from.Suburb ?? to.Suburb,
                from.Postcode == to.Postcode ? from.Postcode : null, lon, lat, line.Osm, IsInterpolated: true);
        }
    }

    private static (int Lon, int Lat) At(List<(int Lon, int Lat)> path, double share)
    {
        double Length(int i) => Geo.Metres(Geo.Degrees(path[i - 1].Lon), Geo.Degrees(path[i - 1].Lat), Geo.Degrees(path[i].Lon), Geo.Degrees(path[i].Lat));
        var rest = Enumerable.Range(1, path.Count - 1).Sum(Length) * share;
        for (var i = 1; i < path.Count; i++)
        {
            var length = Length(i);
            if (rest <= length && length > 0)
            {
                var part = rest / length;
                return ((int)(path[i - 1].Lon + (((long)path[i].Lon - path[i - 1].Lon) * part)), (int)(path[i - 1].Lat + (((long)path[i].Lat - path[i - 1].Lat) * part)));
            }
            rest -= length;
        }
        return path[^1];
    }
}
