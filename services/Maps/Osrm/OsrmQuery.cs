using System.Globalization;
using Routing.RoadNetwork;

namespace Routing.Maps.Osrm;

/// <summary>How geometry is written.</summary>
internal enum GeometryForm
{
    Polyline,
    Polyline6,
    GeoJson,
}

/// <summary>How much of a route's geometry is given.</summary>
internal enum Overview
{
    Simplified,
    Full,
    None,
}

/// <summary>What is told of each piece of a route.</summary>
[Flags]
internal enum Annotations
{
    None = 0,
    Duration = 1,
    Nodes = 2,
    Distance = 4,
    Weight = 8,
    Datasources = 16,
    Speed = 32,
    All = 63,
}

/// <summary>The path and the options of a call to the OSRM API, checked. <see cref="OsrmQueryReader"/> makes them.</summary>
internal sealed class OsrmQuery
{
    public required OsrmService Service { get; init; }

    public required Profile Profile { get; init; }

    public required Coordinate[] Coordinates { get; init; }

    /// <summary>Metres a coordinate, null where unlimited; empty where none were given.</summary>
    public double?[] Radiuses { get; set; } = [];

    /// <summary>Direction and range in degrees; empty where none were given.</summary>
    public (int Bearing, int Range)?[] Bearings { get; set; } = [];

    public Approach[] Approaches { get; set; } = [];

    public string[] Hints { get; set; } = [];

    public bool GeneratesHints { get; set; } = true;

    public bool AnyRoad { get; set; }

    public RoadKinds Excluded { get; set; }

    public bool SkipWaypoints { get; set; }

    public bool Steps { get; set; }

    public Annotations Annotations { get; set; }

    public GeometryForm Geometries { get; set; }

    public Overview Overview { get; set; }

    /// <summary>How many more routes are wanted.</summary>
    public int Alternatives { get; set; }

    /// <summary>Null: as the profile does.</summary>
    public bool? ContinueStraight { get; set; }

    /// <summary>Positions of the coordinates at which legs end; empty: all.</summary>
    public int[] Waypoints { get; set; } = [];

    /// <summary>Of a table; positions in <see cref="Coordinates"/>.</summary>
    public int[] Sources { get; set; } = [];

    /// <summary>Of a table; positions in <see cref="Coordinates"/>.</summary>
    public int[] Destinations { get; set; } = [];

    public bool WithDistances { get; set; }

    public bool WithDurations { get; set; } = true;

    /// <summary>Km/h as the crow flies for cells without a route; null: they stay null.</summary>
    public double? FallbackSpeed { get; set; }

    /// <summary>Whether the crow flies from the points on roads, not from those asked for.</summary>
    public bool FallsBackFromSnapped { get; set; }

    public double ScaleFactor { get; set; } = 1;

    /// <summary>Of nearest.</summary>
    public int Number { get; set; } = 1;

    /// <summary>Of match: seconds since 1970; empty where none were given.</summary>
    public long[] Timestamps { get; set; } = [];

    /// <summary>Of match: whether a long pause splits the trace.</summary>
    public bool SplitsAtGaps { get; set; } = true;

    /// <summary>Of match: whether points that say nothing new are left out.</summary>
    public bool IsTidy { get; set; }

    /// <summary>When one sets out; null: now, at the usual speeds.</summary>
    public Departure? Departure { get; set; }

    /// <summary>A coordinate with all that was asked of its road.</summary>
    public RoutePoint Point(int i, HintCode hints) => new(Coordinates[i])
    {
        RadiusMetres = Radiuses.Length > 0 ? Radiuses[i] : null,
        Bearing = Bearings.Length > 0 ? Bearings[i]?.Bearing : null,
        BearingRange = Bearings.Length > 0 ? Bearings[i]?.Range ?? 180 : 180,
        Approach = Approaches.Length > 0 ? Approaches[i] : Approach.Unrestricted,
        AnyRoad = AnyRoad,
        Excluded = Excluded,
        Hint = Hints.Length > 0 ? hints.Decode(Hints[i]) : null,
    };

    public RoutePoint[] Points(HintCode hints) => [.. Enumerable.Range(0, Coordinates.Length).Select(i => Point(i, hints))];
}

/// <summary>A moment as it was written: with an offset, or as the region's wall clock shows it.</summary>
internal readonly record struct Departure(DateTime Clock, TimeSpan? Offset)
{
    /// <summary>On the clock of a zone.</summary>
    public DateTimeOffset In(TimeZoneInfo zone) =>
        Offset is { } offset ? TimeZoneInfo.ConvertTime(new DateTimeOffset(Clock, offset), zone) : new DateTimeOffset(Clock, zone.GetUtcOffset(Clock));

    /// <summary>2026-11-26T08:30, with or without seconds, and Z or an offset; null where it is neither.</summary>
    public static Departure? Read(string text)
    {
        const DateTimeStyles exact = DateTimeStyles.None;
        string[] local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
        if (DateTime.TryParseExact(text, local, CultureInfo.InvariantCulture, exact, out var clock))
            return new(clock, null);
        if (!text.Contains('T', StringComparison.Ordinal) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, exact, out var at))
            return null;
        return new(at.DateTime, at.Offset);
    }
}

internal enum OsrmService
{
    Route,
    Table,
    Nearest,
    Match,
}
