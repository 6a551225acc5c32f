using NodaTime;
using NodaTime.TimeZones;
using Routing.Contracts.Values;

namespace Routing.Intake.Workshops;

/// <summary>Intake's copy of a workshop, from Planning's messages.</summary>
internal sealed class Workshop
{
    public required Guid Id { get; init; }
    public required int Revision { get; set; }
    public required string Area { get; set; }
    public required string Name { get; set; }

    /// <summary>IANA.</summary>
    public required string TimeZone { get; set; }

    public required Place Place { get; set; }
    public required IReadOnlyList<OpeningHours> OpeningHours { get; set; }

    /// <summary>Days on which it is shut all the same; null for none.</summary>
    public IReadOnlyList<Closure>? Closures { get; set; }

    /// <summary>The zone; UTC where the name is unknown to this machine's data.</summary>
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) ?? DateTimeZone.Utc;

    /// <summary>ISO 3166 code of the zone's main country, for phone numbers without a prefix; null when unknown.</summary>
    public string? Country =>
        TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(TimeZone, out var zone) && Countries.TryGetValue(zone, out var code) ? code : null;

    private static readonly Dictionary<string, string> Countries =
        (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).ToDictionary(location => location.ZoneId, location => location.CountryCode, StringComparer.Ordinal);
}
