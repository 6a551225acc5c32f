using System.Globalization;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Trackers;

/// <summary>Reads what Traccar's client sends (the OsmAnd protocol): a fix as parameters of the query or of a form.</summary>
internal static class TrackerFix
{
    // Seconds since 1970 have ten digits until the year 2286; with more they are milliseconds.
    private const long FirstMillisecond = 100_000_000_000;

    /// <param name="value">A parameter by its name; null when it is absent.</param>
    /// <param name="now">When it came in: the time of a fix that tells none.</param>
    /// <returns>The fix, or what is wrong with it.</returns>
    public static (PositionTold? Fix, string? Problem) Read(Func<string, string?> value, DateTimeOffset now)
    {
        if (Number(value("lat")) is not { } lat || lat is < -90 or > 90) return (null, $"lat is '{value("lat")}': degrees from -90 to 90.");
        if (Number(value("lon")) is not { } lon || lon is < -180 or > 180) return (null, $"lon is '{value("lon")}': degrees from -180 to 180.");
        if (Instant(value("timestamp"), now) is not { } at) return (null, $"timestamp is '{value("timestamp")}': seconds or milliseconds since 1970, or ISO 8601.");
        var accuracy = Number(value("accuracy"));
        return (new(at, lon, lat, accuracy is >= 0 and < 1_000_000 ? (int)Math.Ceiling(accuracy.Value) : null), null);
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static DateTimeOffset? Instant(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(text)) return now;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return count < FirstMillisecond ? DateTimeOffset.FromUnixTimeSeconds(count) : count < FirstMillisecond * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds(count) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;
    }
}
