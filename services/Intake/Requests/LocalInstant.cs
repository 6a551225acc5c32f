using NodaTime;
using NodaTime.Text;

namespace Routing.Intake.Requests;

/// <summary>Reads points in time as people and programs write them.</summary>
internal static class LocalInstant
{
    private static readonly OffsetDateTimePattern[] WithOffset =
    [
        OffsetDateTimePattern.ExtendedIso,
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>"),
    ];

    private static readonly LocalDateTimePattern[] WithoutOffset =
    [
        LocalDateTimePattern.ExtendedIso,
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
    ];

    /// <summary>Null and what is wrong, in words, or the instant with the zone's offset and null.</summary>
    public static (DateTimeOffset? Instant, string? Problem) Read(string? text, DateTimeZone zone)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, "is missing: give a time such as 2030-05-20T08:30");
        foreach (var pattern in WithOffset)
        {
            if (pattern.Parse(text) is { Success: true } parsed) return (parsed.Value.ToInstant().InZone(zone).ToDateTimeOffset(), null);
        }

        foreach (var pattern in WithoutOffset)
        {
            if (pattern.Parse(text) is not { Success: true } parsed) continue;
            var found = zone.MapLocal(parsed.Value);

            // When clocks go back an hour comes twice, and the first is meant; when they go forward one does not come at all.
            return found.Count == 0
                ? (null, $"'{text}' does not exist in {zone.Id}: the clocks go forward over it")
                : (found.First().ToDateTimeOffset(), null);
        }

        return (null, $"'{text}' is no time: write it like 2030-05-20T08:30, with or without an offset such as -03:00");
    }

    /// <summary>The instant with the zone's offset.</summary>
    public static DateTimeOffset In(this DateTimeOffset instant, DateTimeZone zone) =>
        Instant.FromDateTimeOffset(instant).InZone(zone).ToDateTimeOffset();
}
