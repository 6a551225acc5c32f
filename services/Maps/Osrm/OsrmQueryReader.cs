using System.Globalization;
using Microsoft.AspNetCore.Http;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;

namespace Routing.Maps.Osrm;

/// <summary>
/// Reads calls to the OSRM API. As OSRM does: what cannot be read is <c>InvalidQuery</c>, what does not fit together
/// <c>InvalidOptions</c>, what is no possible value <c>InvalidValue</c>.
/// </summary>
internal sealed class OsrmQueryReader
{
    private static readonly string[] Common =
        ["hints", "generate_hints", "radiuses", "bearings", "approaches", "exclude", "snapping", "skip_waypoints", "access_token"];

    private static readonly string[] Drawn = ["steps", "annotations", "geometries", "overview", "waypoints"];

    private readonly OsrmQuery query;

    private OsrmQueryReader(OsrmQuery query) => this.query = query;

    private int Count => query.Coordinates.Length;

    public static (OsrmQuery? Query, Refusal Refusal) Read(OsrmService service, string profile, string coordinates, IQueryCollection options)
    {
        if (ProfileOf(profile) is not { } known)
            return (null, new(MapsFault.InvalidValue, $"There is no profile '{Cut(profile)}': use car, scooter, bicycle or foot (or driving, cycling, walking)."));
        if (coordinates.EndsWith(".flatbuffers", StringComparison.Ordinal))
            return (null, new(MapsFault.InvalidQuery, "The format flatbuffers is not given here: leave the ending out, or write .json."));
        if (ReadCoordinates(coordinates) is not { } points)
            return (null, new(MapsFault.InvalidQuery, $"The coordinates '{Cut(coordinates)}' are malformed: write lon,lat;lon,lat in degrees, or polyline(…) or polyline6(…)."));
        if (Array.FindIndex(points, at => !IsOnGlobe(at)) is var off and >= 0)
            return (null, new(MapsFault.InvalidValue, string.Create(CultureInfo.InvariantCulture, $"Coordinate {off} ({points[off].Lon},{points[off].Lat}) is not on the globe: longitude goes from -180 to 180, latitude from -90 to 90.")));

        int[] all = [.. Enumerable.Range(0, points.Length)];
        var asked = new OsrmQuery { Service = service, Profile = known, Coordinates = points, Sources = all, Destinations = all };
        var reader = new OsrmQueryReader(asked);
        string[] own = service switch
        {
            OsrmService.Route => [.. Drawn, "alternatives", "continue_straight", "depart_at"],
            OsrmService.Table => ["sources", "destinations", "annotations", "fallback_speed", "fallback_coordinate", "scale_factor", "depart_at"],
            OsrmService.Nearest => ["number"],
            _ => [.. Drawn, "timestamps", "gaps", "tidy"],
        };
        foreach (var (name, values) in options)
        {
            if (!Common.Contains(name) && !own.Contains(name))
                return (null, new(MapsFault.InvalidQuery, $"{service.ToString().ToLowerInvariant()} knows no option '{Cut(name)}': use {string.Join(", ", own.Concat(Common))}."));
            if (reader.Take(name, values.Count > 0 ? values[^1] ?? "" : "") is { } refusal)
                return (null, refusal);
        }

        return reader.Check() is { } misfit ? (null, misfit) : (asked, default);
    }

    public static Profile? ProfileOf(string name) =>
        name switch
        {
            "car" or "driving" => Profile.Car,
            "scooter" => Profile.Scooter,
            "bicycle" or "bike" or "cycling" => Profile.Bicycle,
            "foot" or "walking" => Profile.Foot,
            _ => null,
        };

    /// <summary>Null where malformed.</summary>
    public static Coordinate[]? ReadCoordinates(string text)
    {
        if (text.EndsWith(".json", StringComparison.Ordinal))
            text = text[..^5];
        var encoded = text.StartsWith("polyline(", StringComparison.Ordinal) ? 9 : text.StartsWith("polyline6(", StringComparison.Ordinal) ? 10 : 0;
        if (encoded > 0)
        {
            return text.EndsWith(')') ? ReadPolyline(text.AsSpan(encoded, text.Length - encoded - 1), encoded == 9 ? 5 : 6) : null;
        }

        var points = new List<Coordinate>();
        foreach (var part in text.AsSpan().Split(';'))
        {
            var pair = text.AsSpan(part);
            var comma = pair.IndexOf(',');
            if (comma < 0 || !TryNumber(pair[..comma], out var lon) || !TryNumber(pair[(comma + 1)..], out var lat))
                return null;
            points.Add(new Coordinate(lon, lat));
        }

        return [.. points];
    }

    private static Coordinate[]? ReadPolyline(ReadOnlySpan<char> text, int precision)
    {
        try
        {
            return Polyline.Decode(text, precision) is { Count: > 0 } line ? [.. line] : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static bool IsOnGlobe(Coordinate at) => Math.Abs(at.Lon) <= 180 && Math.Abs(at.Lat) <= 90;

    private static bool TryNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);

    private static bool TryWhole(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private Refusal? Take(string name, string value)
    {
        switch (name)
        {
            case "steps":
                return Bool(name, value, yes => query.Steps = yes);
            case "skip_waypoints":
                return Bool(name, value, yes => query.SkipWaypoints = yes);
            case "generate_hints":
                return Bool(name, value, yes => query.GeneratesHints = yes);
            case "tidy":
                return Bool(name, value, yes => query.IsTidy = yes);
            case "gaps":
                return OneOf(name, value, ["split", "ignore"], choice => query.SplitsAtGaps = choice == 0);
            case "geometries":
                return OneOf(name, value, ["polyline", "polyline6", "geojson"], choice => query.Geometries = (GeometryForm)choice);
            case "overview":
                return OneOf(name, value, ["simplified", "full", "false"], choice => query.Overview = (Overview)choice);
            case "snapping":
                return OneOf(name, value, ["default", "any"], choice => query.AnyRoad = choice == 1);
            case "continue_straight":
                return OneOf(name, value, ["default", "true", "false"], choice => query.ContinueStraight = choice == 0 ? null : choice == 1);
            case "fallback_coordinate":
                return OneOf(name, value, ["input", "snapped"], choice => query.FallsBackFromSnapped = choice == 1);
            case "fallback_speed":
                return Positive(name, value, number => query.FallbackSpeed = number);
            case "scale_factor":
                return Positive(name, value, number => query.ScaleFactor = number);
            case "annotations":
                return query.Service == OsrmService.Table ? TableAnnotations(value) : RouteAnnotations(value);
            case "sources":
                return Positions(name, value, all => query.Sources = all);
            case "destinations":
                return Positions(name, value, all => query.Destinations = all);
            case "waypoints":
                return Positions(name, value, all => query.Waypoints = all);
            case "radiuses":
                return Each(name, value, "metres or unlimited", ReadRadius, all => query.Radiuses = all);
            case "bearings":
                return Each(name, value, "direction,range in degrees, such as 90,20", ReadBearing, all => query.Bearings = all);
            case "approaches":
                return Each(name, value, "curb, opposite or unrestricted", ReadApproach, all => query.Approaches = all);
            case "hints":
                return Each(name, value, "hints of an earlier answer", text => HintCode.IsWellFormed(text) ? (text, true) : ("", false), all => query.Hints = all);
            case "timestamps":
                return Each(name, value, "whole seconds since 1970", text => (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : 0, time > 0 || text == "0"), all => query.Timestamps = all);
            case "number":
                if (!TryWhole(value, out var number))
                    return Malformed(name, value, "a whole number from 1 on");
                query.Number = number;
                return number >= 1 ? null : new(MapsFault.InvalidOptions, "number is 0: give a whole number from 1 on.");
            case "alternatives":
                if (value is "true" or "false")
                    query.Alternatives = value == "true" ? 1 : 0;
                else if (TryWhole(value, out var wanted))
                    query.Alternatives = wanted;
                else
                    return Malformed(name, value, "true, false or how many");
                return null;
            case "depart_at":
                query.Departure = Departure.Read(value);
                return query.Departure is null ? Malformed(name, value, "a time such as 2026-11-26T08:30 on the region's clock, or 2026-11-26T08:30:00Z") : null;
            case "exclude" when value.Length > 0:
                return Exclude(value);
            default:
                return null;
        }
    }

    /// <summary>What can be seen only when all options are there.</summary>
    private Refusal? Check()
    {
        if (query.Timestamps.Zip(query.Timestamps.Skip(1)).Any(pair => pair.Second < pair.First))
            return new(MapsFault.InvalidValue, "The timestamps fall: give them in the order in which the points were taken.");
        if (query.Waypoints.Length > 0 && (query.Waypoints[0] != 0 || query.Waypoints[^1] != Count - 1 || query.Waypoints.Zip(query.Waypoints.Skip(1)).Any(pair => pair.Second <= pair.First)))
            return new(MapsFault.InvalidValue, "waypoints has to name the first and the last coordinate, and rise: such as 0;2;5 of six.");
        return null;
    }

    private static (double?, bool) ReadRadius(string text) =>
        text is "" or "unlimited" ? (null, true) : TryNumber(text, out var metres) && metres >= 0 ? (metres, true) : (null, false);

    private static ((int, int)?, bool) ReadBearing(string text)
    {
        if (text.Length == 0)
            return (null, true);
        var parts = text.Split(',');
        if (parts.Length is < 1 or > 2 || !TryWhole(parts[0], out var bearing) || bearing > 360)
            return (null, false);
        var range = 180;
        if (parts.Length == 2 && (!TryWhole(parts[1], out range) || range > 180))
            return (null, false);
        return ((bearing % 360, range), true);
    }

    private static (Approach, bool) ReadApproach(string text) =>
        text switch
        {
            "" or "unrestricted" => (Approach.Unrestricted, true),
            "curb" => (Approach.Curb, true),
            "opposite" => (Approach.Opposite, true),
            _ => (default, false),
        };

    private Refusal? Exclude(string value)
    {
        foreach (var part in value.Split(','))
        {
            var kind = part switch
            {
                "motorway" => RoadKinds.Motorway,
                "toll" => RoadKinds.Toll,
                "ferry" => RoadKinds.Ferry,
                "tunnel" => RoadKinds.Tunnel,
                "narrow" => RoadKinds.Narrow,
                _ => RoadKinds.None,
            };
            if (kind == RoadKinds.None)
                return new(MapsFault.InvalidValue, $"exclude has '{Cut(part)}': motorway, toll, ferry, tunnel and narrow (for car transporters) can be left out, several separated by commas.");
            query.Excluded |= kind;
        }

        return null;
    }

    private Refusal? TableAnnotations(string value)
    {
        var parts = value.Split(',');
        if (parts.Any(part => part is not ("duration" or "distance")))
            return Malformed("annotations", value, "duration, distance or both, separated by a comma");
        query.WithDurations = parts.Contains("duration");
        query.WithDistances = parts.Contains("distance");
        return null;
    }

    private Refusal? RouteAnnotations(string value)
    {
        if (value is "true" or "false")
        {
            query.Annotations = value == "true" ? Annotations.All : Annotations.None;
            return null;
        }

        foreach (var part in value.Split(','))
        {
            query.Annotations |= part switch
            {
                "duration" => Annotations.Duration,
                "nodes" => Annotations.Nodes,
                "distance" => Annotations.Distance,
                "weight" => Annotations.Weight,
                "datasources" => Annotations.Datasources,
                "speed" => Annotations.Speed,
                _ => Annotations.None,
            };
            if (part is not ("duration" or "nodes" or "distance" or "weight" or "datasources" or "speed"))
                return Malformed("annotations", value, "true, false, or some of duration, nodes, distance, weight, datasources, speed, separated by commas");
        }

        return null;
    }

    private Refusal? Each<T>(string name, string value, string form, Func<string, (T Value, bool IsRead)> read, Action<T[]> take)
    {
        var parts = value.Split(';');
        var all = new T[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            (all[i], var isRead) = read(parts[i]);
            if (!isRead)
                return Malformed(name, parts[i], form);
        }

        if (parts.Length != Count)
            return new(MapsFault.InvalidOptions, $"There are {parts.Length} {name} for {Count} coordinates: give one each, {form}; empty ones are allowed.");
        take(all);
        return null;
    }

    private Refusal? Positions(string name, string value, Action<int[]> take)
    {
        if (value == "all")
            return null;
        var parts = value.Split(';');
        var positions = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryWhole(parts[i], out positions[i]))
                return Malformed(name, parts[i], $"positions from 0 to {Count - 1}, separated by semicolons, or all");
            if (positions[i] >= Count)
                return new(MapsFault.InvalidOptions, $"{name} names {positions[i]}: there are positions from 0 to {Count - 1}.");
        }

        take(positions);
        return null;
    }

    private static Refusal? Positive(string name, string value, Action<double> take)
    {
        if (!TryNumber(value, out var number))
            return Malformed(name, value, "a number above 0");
        if (number <= 0)
            return new(MapsFault.InvalidOptions, $"{name} is {Cut(value)}: give a number above 0.");
        take(number);
        return null;
    }

    private static Refusal? Bool(string name, string value, Action<bool> take)
    {
        if (value is not ("true" or "false"))
            return Malformed(name, value, "true or false");
        take(value == "true");
        return null;
    }

    private static Refusal? OneOf(string name, string value, string[] allowed, Action<int> take)
    {
        var index = Array.IndexOf(allowed, value);
        if (index < 0)
            return Malformed(name, value, $"one of {string.Join(", ", allowed)}");
        take(index);
        return null;
    }

    private static Refusal Malformed(string name, string value, string form) =>
        new(MapsFault.InvalidQuery, $"{name} has '{Cut(value)}': give {form}.");

    internal static string Cut(string value) => value.Length <= 60 ? value : value[..60] + "…";
}
