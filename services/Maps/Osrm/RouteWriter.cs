using System.Text.Json;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;

namespace Routing.Maps.Osrm;

/// <summary>Writes a route as the OSRM API does.</summary>
internal static class RouteWriter
{
    public static void Route(Utf8JsonWriter json, RouteResult route, OsrmQuery query)
    {
        json.WriteStartObject();
        json.WriteString("code", "Ok");
        json.WriteStartArray("routes");
        json.WriteStartObject();
        if (query.Overview != Overview.None)
        {
            var whole = Whole(route.Legs);
            Geometry(json, query.Overview == Overview.Full ? whole : Simplification.ForOverview(whole), query.Geometries);
        }
        json.WriteStartArray("legs");
        foreach (var leg in route.Legs)
            Leg(json, leg, query);
        json.WriteEndArray();
        json.WriteString("weight_name", "duration");
        Totals(json, route.DurationDeciseconds, route.DistanceMetres);
        json.WriteEndObject();
        json.WriteEndArray();
        if (!query.SkipWaypoints)
            OsrmWriter.Waypoints(json, "waypoints", route.Waypoints);
        json.WriteEndObject();
    }

    // Legs meet in a point that both have.
    private static Coordinate[] Whole(IReadOnlyList<RouteLeg> legs)
    {
        var whole = new List<Coordinate>(legs.Sum(leg => leg.Coordinates.Count));
        foreach (var leg in legs)
            whole.AddRange(leg.Coordinates.Skip(whole.Count > 0 && leg.Coordinates.Count > 0 && whole[^1] == leg.Coordinates[0] ? 1 : 0));
        return [.. whole];
    }

    private static void Leg(Utf8JsonWriter json, RouteLeg leg, OsrmQuery query)
    {
        json.WriteStartObject();
        json.WriteStartArray("steps");
        Coordinate[] coordinates = query.Steps ? [.. leg.Coordinates] : [];
        if (query.Steps)
        {
            foreach (var step in leg.Steps)
                Step(json, step, coordinates, query);
        }
        json.WriteEndArray();
        json.WriteString("summary", query.Steps ? Summary(leg.Steps) : "");
        Totals(json, leg.DurationDeciseconds, leg.DistanceMetres);
        if (query.WithDistances)
        {
            json.WriteStartObject("annotation");
            json.WriteStartArray("distance");
            for (var i = 1; i < leg.Coordinates.Count; i++)
                json.WriteNumberValue(OsrmWriter.Rounded(leg.Coordinates[i - 1].MetresTo(leg.Coordinates[i])));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Totals(Utf8JsonWriter json, int deciseconds, double metres)
    {
        json.WriteNumber("weight", OsrmWriter.Seconds(deciseconds));
        json.WriteNumber("duration", OsrmWriter.Seconds(deciseconds));
        json.WriteNumber("distance", OsrmWriter.Rounded(metres));
    }

    private static void Step(Utf8JsonWriter json, RouteStep step, Coordinate[] coordinates, OsrmQuery query)
    {
        var manoeuvre = step.Manoeuvre;
        json.WriteStartObject();
        // A geometry has two points at least, also where a step has no length.
        var shape = step.FirstCoordinate == step.LastCoordinate
            ? [coordinates[step.FirstCoordinate], coordinates[step.FirstCoordinate]]
            : coordinates[step.FirstCoordinate..(step.LastCoordinate + 1)];
        Geometry(json, shape, query.Geometries);
        json.WriteStartObject("maneuver");
        json.WriteNumber("bearing_after", manoeuvre.BearingAfter);
        json.WriteNumber("bearing_before", manoeuvre.BearingBefore);
        OsrmWriter.Location(json, "location", manoeuvre.Location);
        if (Modifier(manoeuvre.Modifier) is { } modifier)
            json.WriteString("modifier", modifier);
        json.WriteString("type", Type(manoeuvre.Type));
        if (manoeuvre.Exit is { } exit)
            json.WriteNumber("exit", exit);
        json.WriteEndObject();
        json.WriteString("mode", Mode(query.Profile, step.Class));
        json.WriteString("driving_side", "right");
        json.WriteString("name", step.Name);
        if (step.Ref.Length > 0)
            json.WriteString("ref", step.Ref);
        Intersection(json, manoeuvre);
        Totals(json, step.DurationDeciseconds, step.DistanceMetres);
        json.WriteEndObject();
    }

    // The junction at which the step begins, with the two roads that the route uses.
    private static void Intersection(Utf8JsonWriter json, Manoeuvre manoeuvre)
    {
        json.WriteStartArray("intersections");
        json.WriteStartObject();
        OsrmWriter.Location(json, "location", manoeuvre.Location);
        var back = (manoeuvre.BearingBefore + 180) % 360;
        var (hasIn, hasOut) = (manoeuvre.Type != ManoeuvreType.Depart, manoeuvre.Type != ManoeuvreType.Arrive);
        json.WriteStartArray("bearings");
        if (hasOut)
            json.WriteNumberValue(manoeuvre.BearingAfter);
        if (hasIn)
            json.WriteNumberValue(back);
        json.WriteEndArray();
        json.WriteStartArray("entry");
        if (hasOut)
            json.WriteBooleanValue(true);
        if (hasIn)
            json.WriteBooleanValue(!hasOut);
        json.WriteEndArray();
        if (hasOut)
            json.WriteNumber("out", 0);
        if (hasIn)
            json.WriteNumber("in", hasOut ? 1 : 0);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // The two names that are followed longest, in the order in which they come.
    private static string Summary(IReadOnlyList<RouteStep> steps) =>
        string.Join(
            ", ",
            steps
                .Select((step, i) => (step.Name, step.DistanceMetres, i))
                .Where(step => step.Name.Length > 0)
                .GroupBy(step => step.Name)
                .OrderByDescending(group => group.Sum(step => step.DistanceMetres))
                .Take(2)
                .OrderBy(group => group.First().i)
                .Select(group => group.Key)
        );

    private static void Geometry(Utf8JsonWriter json, Coordinate[] line, GeometryForm form)
    {
        if (form != GeometryForm.GeoJson)
        {
            json.WriteString("geometry", Polyline.Encode(line, form == GeometryForm.Polyline ? 1e5 : 1e6));
            return;
        }
        json.WriteStartObject("geometry");
        json.WriteStartArray("coordinates");
        foreach (var at in line)
        {
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(at.Lon, 6));
            json.WriteNumberValue(Math.Round(at.Lat, 6));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteString("type", "LineString");
        json.WriteEndObject();
    }

    private static string Mode(Profile profile, RoadClass road) =>
        road == RoadClass.Ferry ? "ferry"
        : profile switch
        {
            Profile.Car => "driving",
            Profile.Foot => "walking",
            _ => "cycling",
        };

    internal static string Type(ManoeuvreType type) =>
        type switch
        {
            ManoeuvreType.Depart => "depart",
            ManoeuvreType.Turn => "turn",
            ManoeuvreType.NewName => "new name",
            ManoeuvreType.Continue => "continue",
            ManoeuvreType.Merge => "merge",
            ManoeuvreType.OnRamp => "on ramp",
            ManoeuvreType.OffRamp => "off ramp",
            ManoeuvreType.Fork => "fork",
            ManoeuvreType.EndOfRoad => "end of road",
            ManoeuvreType.Roundabout => "roundabout",
            ManoeuvreType.Rotary => "rotary",
            ManoeuvreType.Notification => "notification",
            ManoeuvreType.Arrive => "arrive",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };

    internal static string? Modifier(TurnModifier modifier) =>
        modifier switch
        {
            TurnModifier.None => null,
            TurnModifier.UTurn => "uturn",
            TurnModifier.SharpRight => "sharp right",
            TurnModifier.Right => "right",
            TurnModifier.SlightRight => "slight right",
            TurnModifier.Straight => "straight",
            TurnModifier.SlightLeft => "slight left",
            TurnModifier.Left => "left",
            TurnModifier.SharpLeft => "sharp left",
            _ => throw new ArgumentOutOfRangeException(nameof(modifier), modifier, null),
        };
}
