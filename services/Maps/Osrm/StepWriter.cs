using System.Text.Json;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;

namespace Routing.Maps.Osrm;

/// <summary>Writes steps as the OSRM API does. Its way through a roundabout is two of them: into it, and out of it.</summary>
internal sealed class StepWriter(Utf8JsonWriter json, OsrmQuery query)
{
    /// <summary>The part of a step that one of OSRM's has.</summary>
    private readonly record struct Part(Manoeuvre Manoeuvre, string Name, string Ref, double Metres, int Deciseconds, int First, int Last);

    public void Write(RouteStep step, Coordinate[] coordinates)
    {
        if (step.Inside is not { } inside)
        {
            Write(step, new Part(step.Manoeuvre, step.Name, step.Ref, step.DistanceMetres, step.DurationDeciseconds, step.FirstCoordinate, step.LastCoordinate), coordinates);
            return;
        }
        Write(step, new Part(step.Manoeuvre, inside.Name, inside.Ref, inside.DistanceMetres, inside.DurationDeciseconds, step.FirstCoordinate, inside.LastCoordinate), coordinates);
        Write(
            step,
            new Part(inside.Leaving, step.Name, step.Ref, step.DistanceMetres - inside.DistanceMetres, step.DurationDeciseconds - inside.DurationDeciseconds, inside.LastCoordinate, step.LastCoordinate),
            coordinates
        );
    }

    private void Write(RouteStep step, Part part, Coordinate[] coordinates)
    {
        json.WriteStartObject();
        // A geometry has two points at least, also where a step has no length.
        var shape = part.First == part.Last ? [coordinates[part.First], coordinates[part.First]] : coordinates.AsSpan(part.First, part.Last - part.First + 1);
        RouteWriter.Geometry(json, shape, query.Geometries);
        Manoeuvre(part.Manoeuvre);
        json.WriteString("mode", Mode(query.Profile, step.Class));
        json.WriteString("driving_side", step.KeepsLeft ? "left" : "right");
        json.WriteString("name", part.Name);
        if (part.Ref.Length > 0)
            json.WriteString("ref", part.Ref);
        if (step.Destinations.Length > 0)
            json.WriteString("destinations", step.Destinations);
        if (step.ExitNumber.Length > 0)
            json.WriteString("exits", step.ExitNumber);
        if (step.RotaryName.Length > 0)
            json.WriteString("rotary_name", step.RotaryName);
        json.WriteStartArray("intersections");
        var isLeaving = part.First != step.FirstCoordinate;
        foreach (var intersection in step.Intersections)
        {
            var isInside = step.Inside is { } inside && intersection.Coordinate < inside.LastCoordinate;
            if (step.Inside is null || isInside != isLeaving)
                Intersection(intersection);
        }
        json.WriteEndArray();
        RouteWriter.Totals(json, part.Deciseconds, part.Metres);
        json.WriteEndObject();
    }

    private void Manoeuvre(Manoeuvre manoeuvre)
    {
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
    }

    private void Intersection(Intersection intersection)
    {
        json.WriteStartObject();
        OsrmWriter.Location(json, "location", intersection.Location);
        json.WriteStartArray("bearings");
        foreach (var bearing in intersection.Bearings)
            json.WriteNumberValue(bearing);
        json.WriteEndArray();
        json.WriteStartArray("entry");
        foreach (var entry in intersection.Entry)
            json.WriteBooleanValue(entry);
        json.WriteEndArray();
        if (intersection.In >= 0)
            json.WriteNumber("in", intersection.In);
        if (intersection.Out >= 0)
            json.WriteNumber("out", intersection.Out);
        if (intersection.Classes.Count > 0)
        {
            json.WriteStartArray("classes");
            foreach (var name in intersection.Classes)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }
        if (intersection.Lanes.Count > 0)
        {
            json.WriteStartArray("lanes");
            foreach (var lane in intersection.Lanes)
            {
                json.WriteStartObject();
                json.WriteStartArray("indications");
                foreach (var indication in lane.Indications)
                    json.WriteStringValue(indication);
                json.WriteEndArray();
                json.WriteBoolean("valid", lane.IsValid);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
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
            ManoeuvreType.ExitRoundabout => "exit roundabout",
            ManoeuvreType.ExitRotary => "exit rotary",
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
