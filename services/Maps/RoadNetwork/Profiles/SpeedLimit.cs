using System.Globalization;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>Reads <c>maxspeed</c> in its spellings. See https://wiki.openstreetmap.org/wiki/Key:maxspeed.</summary>
internal static class SpeedLimit
{
    private const double WalkKmh = 6;
    private const double KmhPerMph = 1.609344;

    // Where there is no limit, what a car on such a road does.
    private const double NoLimitKmh = 130;

    /// <summary>
    /// Km/h for one direction, null when it is not tagged or not understood. A conditional limit replaces the plain one
    /// when it holds for most working hours; an advisory speed is never exceeded.
    /// </summary>
    public static double? Read(TagSet tags, bool forward)
    {
        var suffix = forward ? ":forward" : ":backward";
        var limit = (tags.HasDirectional ? Parse(tags["maxspeed" + suffix]) : null) ?? Parse(tags["maxspeed"])
            ?? Parse(tags["maxspeed:type"]) ?? Zone(tags["source:maxspeed"]) ?? Parse(tags["zone:maxspeed"]) ?? Zone(tags["zone:traffic"]);
        if (tags.HasConditional)
        {
            foreach (var key in (ReadOnlySpan<string>)["maxspeed:conditional", "maxspeed" + suffix + ":conditional"])
            {
                foreach (var value in ConditionalTags.Read(tags[key]))
                {
                    if (ConditionalTags.HoldsMostly(value))
                        limit = Parse(value.Value) ?? limit;
                }
            }
        }

        var advised = (tags.HasDirectional ? Parse(tags["maxspeed:advisory" + suffix]) : null) ?? Parse(tags["maxspeed:advisory"]);
        return advised is { } advice && (limit is null || advice < limit) ? advice : limit;
    }

    /// <summary>"50", "50 km/h", "30 mph", "10 knots", "walk", "none", "FR:urban", "DE:zone:30"; "signals" is null.</summary>
    public static double? Parse(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;

        // Several values name lanes or hours; the first is the usual one.
        var text = value.Split(';', '|')[0].Trim();
        if (text is "walk" or "walking_pace" || text.EndsWith(":walk", StringComparison.Ordinal) || text.EndsWith(":living_street", StringComparison.Ordinal))
            return WalkKmh;
        if (text is "none" or "unlimited")
            return NoLimitKmh;
        text = text.Replace(',', '.');
        var digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
            digits++;
        if (digits > 0)
        {
            if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is <= 0 or > 300)
                return null;
            return text[digits..].Trim() switch
            {
                "" or "km/h" or "kmh" or "kph" or "kmph" => number,
                "mph" => number * KmhPerMph,
                "knots" => number * 1.852,
                _ => null,
            };
        }

        return Zone(text);
    }

    // "CC:zone:30", "CC:zone30", "CC:30" in the country's own unit, else the country's limit for towns, the open country and motorways.
    private static double? Zone(string? text)
    {
        if (text is null)
            return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2)
            return null;
        var country = text[..colon];
        var kind = text[(colon + 1)..];
        if (kind.StartsWith("zone", StringComparison.Ordinal))
            kind = kind[4..].TrimStart(':');
        if (double.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number is > 0 and <= 300 ? (country is "GB" or "UK" or "US" ? number * KmhPerMph : number) : null;
        return (country, kind) switch
        {
            ("GB" or "UK", "nsl_single") => 60 * KmhPerMph,
            ("GB" or "UK", "nsl_dual" or "motorway") => 70 * KmhPerMph,
            ("GB" or "UK", "nsl_restricted" or "urban") => 30 * KmhPerMph,
            ("US", "urban") => 25 * KmhPerMph,
            ("US", "rural") => 55 * KmhPerMph,
            ("DE" or "AT" or "CH" or "LI", "rural") => country is "CH" or "LI" ? 80 : 100,
            ("DE", "motorway") => NoLimitKmh,
            ("CH" or "LI", "trunk") => 100,
            ("CH" or "LI", "motorway") => 120,
            ("FR" or "MC", "rural") => 80,
            ("FR", "motorway") => 130,
            ("BE", "motorway") => 120,
            ("BE-VLG", "rural") => 70,
            ("AT" or "IT", "motorway") => 130,
            ("RU", "urban") => 60,
            ("RU", "motorway") => 110,
            ("ES" or "PT" or "IT", "trunk") => 90,
            ("FR", "trunk") => 110,
            ("UY", "urban") => 45,
            ("UY", "rural") => 90,
            (_, "urban") => 50,
            (_, "rural") => 90,
            (_, "trunk") => 100,
            (_, "motorway") => 120,
            _ => null,
        };
    }
}
