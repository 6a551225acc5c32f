using System.Globalization;
using Microsoft.AspNetCore.Http;
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

/// <summary>
/// The path and the options of a call to the OSRM API, checked. Options that OSRM knows and that change nothing here
/// (<c>hints</c>, <c>generate_hints</c>, <c>alternatives</c>) are accepted; those that would change the answer and are
/// not supported are refused, for a silent difference is worse.
/// </summary>
internal sealed class OsrmQuery
{
    private static readonly string[] Common = ["hints", "generate_hints", "radiuses", "bearings", "approaches", "exclude", "snapping", "skip_waypoints", "access_token"];
    private static readonly string[] RouteOptions = ["alternatives", "steps", "annotations", "geometries", "overview", "continue_straight"];
    private static readonly string[] TableOptions = ["sources", "destinations", "annotations", "scale_factor"];
    private static readonly string[] NearestOptions = ["number"];

    public Profile Profile { get; private init; }

    public Coordinate[] Coordinates { get; private init; } = [];

    /// <summary>Metres a coordinate, infinite where unlimited; empty where none were given.</summary>
    public double[] Radiuses { get; private set; } = [];

    public bool Steps { get; private set; }

    public bool WithDistances { get; private set; }

    public bool WithDurations { get; private set; } = true;

    public GeometryForm Geometries { get; private set; }

    public Overview Overview { get; private set; }

    /// <summary>Positions in <see cref="Coordinates"/>.</summary>
    public int[] Sources { get; private set; } = [];

    /// <summary>Positions in <see cref="Coordinates"/>.</summary>
    public int[] Destinations { get; private set; } = [];

    public int Number { get; private set; } = 1;

    public bool SkipWaypoints { get; private set; }

    /// <summary>Reads a call to <c>route</c>, <c>table</c> or <c>nearest</c>; a refusal where something is wrong.</summary>
    public static (OsrmQuery? Query, Refusal Refusal) Read(string service, string profile, string coordinates, IQueryCollection options)
    {
        if (ProfileOf(profile) is not { } known)
            return Wrong(MapsFault.InvalidValue, $"There is no profile '{profile}': use car, scooter, bicycle or foot (or driving, cycling, walking).");
        if (ReadCoordinates(coordinates) is not { } points)
            return Wrong(MapsFault.InvalidUrl, $"The coordinates '{Cut(coordinates)}' are malformed: write lon,lat;lon,lat in degrees, or polyline(…) or polyline6(…).");
        var query = new OsrmQuery { Profile = known, Coordinates = points };
        var allowed = service switch
        {
            "route" => RouteOptions,
            "table" => TableOptions,
            _ => NearestOptions,
        };
        query.Sources = query.Destinations = [.. Enumerable.Range(0, points.Length)];
        foreach (var (name, values) in options)
        {
            var value = values.Count > 0 ? values[^1] ?? "" : "";
            if (!Common.Contains(name) && !allowed.Contains(name))
                return Wrong(MapsFault.InvalidQuery, $"{service} knows no option '{Cut(name)}': use {string.Join(", ", allowed.Concat(Common))}.");
            if (query.Take(service, name, value) is { } refusal)
                return (null, refusal);
        }
        return (query, default);
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

    /// <summary>Null where malformed or not on the globe.</summary>
    public static Coordinate[]? ReadCoordinates(string text)
    {
        if (text.EndsWith(".json", StringComparison.Ordinal))
            text = text[..^5];
        if (text.StartsWith("polyline(", StringComparison.Ordinal) && text.EndsWith(')'))
            return Checked(Polyline.Decode(text.AsSpan(9, text.Length - 10), 1e5));
        if (text.StartsWith("polyline6(", StringComparison.Ordinal) && text.EndsWith(')'))
            return Checked(Polyline.Decode(text.AsSpan(10, text.Length - 11), 1e6));
        var points = new List<Coordinate>();
        foreach (var part in text.AsSpan().Split(';'))
        {
            var pair = text.AsSpan(part);
            var comma = pair.IndexOf(',');
            if (comma < 0 || !Degrees(pair[..comma], out var lon) || !Degrees(pair[(comma + 1)..], out var lat))
                return null;
            points.Add(new Coordinate(lon, lat));
        }
        return Checked(points);
    }

    private static bool Degrees(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);

    private static Coordinate[]? Checked(List<Coordinate>? points) =>
        points is { Count: > 0 } && points.TrueForAll(at => double.IsFinite(at.Lon) && double.IsFinite(at.Lat) && Math.Abs(at.Lon) <= 180 && Math.Abs(at.Lat) <= 90)
            ? [.. points]
            : null;

    private Refusal? Take(string service, string name, string value)
    {
        switch (name)
        {
            case "steps":
                return Bool(name, value, out var steps) ?? Then(() => Steps = steps);
            case "skip_waypoints":
                return Bool(name, value, out var skip) ?? Then(() => SkipWaypoints = skip);
            case "geometries":
                return OneOf(name, value, ["polyline", "polyline6", "geojson"], out var form) ?? Then(() => Geometries = (GeometryForm)form);
            case "overview":
                return OneOf(name, value, ["simplified", "full", "false"], out var overview) ?? Then(() => Overview = (Overview)overview);
            case "number":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
                    ? Then(() => Number = number)
                    : new Refusal(MapsFault.InvalidValue, $"number is '{Cut(value)}': give a whole number from 1 on.");
            case "annotations":
                return service == "table" ? TableAnnotations(value) : RouteAnnotations(value);
            case "sources":
                return Positions(name, value, out var sources) ?? Then(() => Sources = sources);
            case "destinations":
                return Positions(name, value, out var destinations) ?? Then(() => Destinations = destinations);
            case "radiuses":
                return ReadRadiuses(value);
            case "alternatives":
                return value is "true" or "false" || int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                    ? null
                    : new Refusal(MapsFault.InvalidValue, $"alternatives is '{Cut(value)}': give true, false or a number. One route is given in any case.");
            case "bearings" or "exclude" when value.Replace(";", "", StringComparison.Ordinal).Length > 0:
                return new Refusal(MapsFault.InvalidValue, $"{name} is not supported: leave it out.");
            case "approaches" when value.Split(';').Any(side => side is not ("" or "unrestricted" or "opposite" or "curb")):
                return new Refusal(MapsFault.InvalidValue, $"approaches is '{Cut(value)}': give unrestricted.");
            case "approaches" when value.Split(';').Any(side => side is "curb" or "opposite"):
                return new Refusal(MapsFault.InvalidValue, "approaches other than unrestricted are not supported: leave them out.");
            case "snapping" when value != "default":
                return new Refusal(MapsFault.InvalidValue, "snapping other than default is not supported: leave it out.");
            case "continue_straight" when value is not ("default" or "false"):
                return new Refusal(MapsFault.InvalidValue, "continue_straight other than default and false is not supported: a route may turn back at a waypoint where that is faster.");
            case "scale_factor" when value is not ("1" or "1.0"):
                return new Refusal(MapsFault.InvalidValue, "scale_factor other than 1 is not supported: scale the answer.");
            default:
                return null;
        }
    }

    private Refusal? TableAnnotations(string value)
    {
        var parts = value.Split(',');
        if (parts.Length == 0 || parts.Any(part => part is not ("duration" or "distance")))
            return new Refusal(MapsFault.InvalidValue, $"annotations is '{Cut(value)}': give duration, distance or both, separated by a comma.");
        WithDurations = parts.Contains("duration");
        WithDistances = parts.Contains("distance");
        return null;
    }

    private Refusal? RouteAnnotations(string value)
    {
        if (value is not ("true" or "false" or "distance"))
            return new Refusal(MapsFault.InvalidValue, $"annotations is '{Cut(value)}': of a route's annotations, distance is given (true gives it too).");
        WithDistances = value != "false";
        return null;
    }

    private Refusal? ReadRadiuses(string value)
    {
        var parts = value.Split(';');
        if (parts.Length != Coordinates.Length)
            return new Refusal(MapsFault.InvalidOptions, $"There are {parts.Length} radiuses for {Coordinates.Length} coordinates: give one each, metres or unlimited.");
        var radiuses = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is "" or "unlimited")
                radiuses[i] = double.PositiveInfinity;
            else if (!Degrees(parts[i], out radiuses[i]) || radiuses[i] < 0)
                return new Refusal(MapsFault.InvalidValue, $"The radius '{Cut(parts[i])}' is not a number of metres, nor unlimited.");
        }
        Radiuses = radiuses;
        return null;
    }

    private Refusal? Positions(string name, string value, out int[] positions)
    {
        positions = [.. Enumerable.Range(0, Coordinates.Length)];
        if (value == "all")
            return null;
        var parts = value.Split(';');
        positions = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out positions[i]) || positions[i] >= Coordinates.Length)
                return new Refusal(MapsFault.InvalidOptions, $"{name} names '{Cut(parts[i])}': give positions from 0 to {Coordinates.Length - 1}, separated by semicolons, or all.");
        }
        return null;
    }

    private static Refusal? Bool(string name, string value, out bool result)
    {
        result = value == "true";
        return value is "true" or "false" ? null : new Refusal(MapsFault.InvalidValue, $"{name} is '{Cut(value)}': give true or false.");
    }

    private static Refusal? OneOf(string name, string value, string[] allowed, out int index)
    {
        index = Array.IndexOf(allowed, value);
        return index >= 0 ? null : new Refusal(MapsFault.InvalidValue, $"{name} is '{Cut(value)}': give one of {string.Join(", ", allowed)}.");
    }

    private static Refusal? Then(Action take)
    {
        take();
        return null;
    }

    private static (OsrmQuery?, Refusal) Wrong(MapsFault fault, string text) => (null, new Refusal(fault, text));

    internal static string Cut(string value) => value.Length <= 60 ? value : value[..60] + "…";
}
