using System.ComponentModel.DataAnnotations;

namespace Routing.Maps;

/// <summary>Settings of the Maps service, section <c>Maps</c>.</summary>
internal sealed class MapsOptions
{
    /// <summary>The extract: <c>.osm.pbf</c>, <c>.osm</c> or <c>.osm.gz</c>. Default: the bundled city.</summary>
    public string Osm { get; set; } = BundledSample;

    /// <summary>Road points that an island needs to be snapped to when a larger network is near; 0: every road counts.</summary>
    [Range(0, int.MaxValue)]
    public int MinIsland { get; set; } = 300;

    /// <summary>The largest table that is answered, sources times destinations.</summary>
    [Range(1, 100_000_000)]
    public int MaxTableCells { get; set; } = 4_000_000;

    /// <summary>The most coordinates of a route.</summary>
    [Range(2, 100_000)]
    public int MaxRoutePoints { get; set; } = 500;

    /// <summary>The most roads that nearest gives.</summary>
    [Range(1, 10_000)]
    public int MaxNearest { get; set; } = 100;

    /// <summary>The most coordinates of a trace.</summary>
    [Range(2, 100_000)]
    public int MaxMatchPoints { get; set; } = 1000;

    /// <summary>The most routes besides the fastest.</summary>
    [Range(0, 10)]
    public int MaxAlternatives { get; set; } = 3;

    /// <summary>The largest isochrone, minutes.</summary>
    [Range(1, 600)]
    public int MaxIsochroneMinutes { get; set; } = 120;

    /// <summary>How often the extract is looked at for a newer one, seconds; 0: never, only when asked to.</summary>
    [Range(0, 86_400)]
    public int WatchSeconds { get; set; } = 10;

    /// <summary>A file of speeds by class of road and hour (its form: <see cref="RoadNetwork.Live.SpeedsByHour"/>); null: every hour is as usual.</summary>
    public string? SpeedsByHour { get; set; }

    /// <summary>IANA time zone of the wall clock that hours are read from.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>How long a road is closed that a driver reports, until staff confirm it, minutes.</summary>
    [Range(1, 1440)]
    public int ReportMinutes { get; set; } = 60;

    /// <summary>The most road conditions at a time.</summary>
    [Range(1, 10_000)]
    public int MaxConditions { get; set; } = 500;

    public RoadNetwork.Live.SpeedsByHour LoadSpeeds() => SpeedsByHour is { Length: > 0 } path ? RoadNetwork.Live.SpeedsByHour.Load(path) : RoadNetwork.Live.SpeedsByHour.Usual;

    /// <summary>Null where there is no such zone.</summary>
    public TimeZoneInfo? Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : null;

    /// <summary>Where addresses come from: <c>own</c>, the extract; or <c>photon</c> or <c>nominatim</c>, a server at <see cref="GeocoderUrl"/>.</summary>
    [AllowedValues("own", "photon", "nominatim", ErrorMessage = "Maps:Geocoder is {0}: use own, photon or nominatim.")]
    public string Geocoder { get; set; } = "own";

    /// <summary>The address of that server, such as <c>https://photon.example.com/</c>; <c>api</c> or <c>search</c>, and <c>reverse</c>, are below it.</summary>
    public string? GeocoderUrl { get; set; }

    public static string BundledSample => Path.Combine(AppContext.BaseDirectory, "Sample", "montevideo.osm.pbf");
}
