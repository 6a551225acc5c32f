using Routing.Addresses.Text;

namespace Routing.Addresses;

/// <summary>
/// Tells in which town and which quarter a point lies. Extracts rarely hold whole boundaries, so that it is the
/// nearest place of the kind, distances measured in reaches: a city reaches further than a hamlet.
/// </summary>
internal sealed class PlaceMap
{
    private const double BucketDegrees = 0.25;

    // By bucket; towns in one, quarters in the other.
    private readonly Dictionary<(int, int), List<Entry>> towns = [];
    private readonly Dictionary<(int, int), List<Entry>> quarters = [];
    private readonly HashSet<string> quarterNames = new(StringComparer.Ordinal);

    private readonly record struct Entry(string Name, string? OtherNames, double Lon, double Lat, double ReachMetres);

    public void Add(string name, string? otherNames, string value, double lon, double lat)
    {
        var (isTown, reach) = value switch
        {
            "city" => (true, 12_000.0),
            "town" => (true, 4_000),
            "village" or "municipality" => (true, 2_000),
            "hamlet" => (true, 700),
            "borough" => (false, 3_000),
            "suburb" or "quarter" => (false, 1_500),
            "neighbourhood" => (false, 500),
            _ => (false, 0),
        };
        if (reach <= 0)
            return;
        var buckets = isTown ? towns : quarters;
        var bucket = Bucket(lon, lat);
        if (!buckets.TryGetValue(bucket, out var list))
            buckets[bucket] = list = [];
        list.Add(new Entry(name, otherNames, lon, lat, reach));
        if (!isTown)
            quarterNames.Add(Folding.Key(name));
    }

    /// <summary>True where a name, folded, is that of a quarter: some mappers write the quarter where the city belongs.</summary>
    public bool IsQuarter(string folded) => quarterNames.Contains(folded);

    public string? Town(double lon, double lat, string? language = null) => Nearest(towns, lon, lat, 3, language);

    public string? Quarter(double lon, double lat, string? language = null) => Nearest(quarters, lon, lat, 2, language);

    private static string? Nearest(
        Dictionary<(int, int), List<Entry>> buckets,
        double lon,
        double lat,
        double mostReaches,
        string? language
    )
    {
        var (x, y) = Bucket(lon, lat);
        var best = mostReaches;
        Entry? nearest = null;
        for (var i = -1; i <= 1; i++)
        {
            for (var j = -1; j <= 1; j++)
            {
                if (!buckets.TryGetValue((x + i, y + j), out var list))
                    continue;
                foreach (var entry in list)
                {
                    var reaches = Geo.Metres(lon, lat, entry.Lon, entry.Lat) / entry.ReachMetres;
                    if (reaches >= best)
                        continue;
                    best = reaches;
                    nearest = entry;
                }
            }
        }
        return nearest is null ? null : Names(nearest.Value, language);
    }

    private static string Names(Entry entry, string? language) =>
        Reading.Names.InLanguage(entry.OtherNames, language) ?? entry.Name;

    private static (int, int) Bucket(double lon, double lat) =>
        ((int)Math.Floor(lon / BucketDegrees), (int)Math.Floor(lat / BucketDegrees));
}
