using System.Globalization;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>
/// Ferries are roads on water, shuttle trains on rails. The tagged crossing time (<c>duration</c>) counts as it is; without it a slow boat is
/// assumed. Waiting for the boat is in no tag, so it is not counted.
/// </summary>
internal static class FerryTags
{
    private const double BoatKmh = 10;

    public static bool IsFerry(TagSet tags) => tags.HasAny("route", "ferry", "shuttle_train");

    public static WayRule Read(TagSet tags, Openness openness, ReadOnlySpan<string> onewayKeys)
    {
        var directions = Directions.Read(tags, onewayKeys);
        var travel = new Travel(openness, BoatKmh);
        return new WayRule(
            directions.Forward ? travel : Travel.Closed,
            directions.Backward ? travel : Travel.Closed,
            ParseDurationSeconds(tags["duration"]));
    }

    /// <summary>"20" (minutes), "1:30" (hours), "1:30:20", "PT45M"; null when absent or not understood.</summary>
    public static double? ParseDurationSeconds(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        if (value[0] == 'P')
        {
            try
            {
                return Positive(System.Xml.XmlConvert.ToTimeSpan(value).TotalSeconds);
            }
            catch (FormatException)
            {
                return null;
            }
        }

        var parts = value.Split(':');
        Span<double> numbers = stackalloc double[3];
        if (parts.Length > 3)
            return null;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        return Positive(parts.Length switch
        {
            1 => numbers[0] * 60,
            2 => numbers[0] * 3600 + numbers[1] * 60,
            _ => numbers[0] * 3600 + numbers[1] * 60 + numbers[2],
        });
    }

    private static double? Positive(double seconds) => seconds is > 0 and < 7 * 24 * 3600 ? seconds : null;
}
