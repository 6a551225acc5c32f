using System.Buffers;
using System.Text.Json;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;

namespace Routing.Maps.Osrm;

/// <summary>Writes routes as the OSRM API does.</summary>
internal sealed class RouteWriter(Utf8JsonWriter json, OsrmQuery query)
{
    private readonly StepWriter steps = new(json, query);

    /// <param name="route">With what the query asks for.</param>
    /// <param name="confidence">Of a matching, 0 to 1; null for a route.</param>
    public void Write(RouteResult route, double? confidence = null)
    {
        json.WriteStartObject();
        if (confidence is { } sure)
            json.WriteNumber("confidence", Math.Round(sure, 6));
        if (query.Overview != Overview.None)
        {
            var whole = Whole(route.Legs);
            Geometry(json, query.Overview == Overview.Full ? whole : Simplification.ForOverview(whole), query.Geometries);
        }
        json.WriteStartArray("legs");
        foreach (var leg in route.Legs)
            Leg(leg);
        json.WriteEndArray();
        json.WriteString("weight_name", "duration");
        Totals(json, route.DurationDeciseconds, route.DistanceMetres);
        json.WriteEndObject();
    }

    // Legs meet in a point that both have.
    private static Coordinate[] Whole(IReadOnlyList<RouteLeg> legs)
    {
        if (legs.Count == 1)
            return [.. legs[0].Coordinates];
        var whole = new List<Coordinate>(legs.Sum(leg => leg.Coordinates.Count));
        foreach (var leg in legs)
            whole.AddRange(leg.Coordinates.Skip(whole.Count > 0 && leg.Coordinates.Count > 0 && whole[^1] == leg.Coordinates[0] ? 1 : 0));
        return [.. whole];
    }

    private void Leg(RouteLeg leg)
    {
        json.WriteStartObject();
        json.WriteStartArray("steps");
        if (query.Steps)
        {
            Coordinate[] coordinates = [.. leg.Coordinates];
            foreach (var step in leg.Steps)
                steps.Write(step, coordinates);
        }
        json.WriteEndArray();
        json.WriteString("summary", query.Steps ? Summary(leg.Steps) : "");
        Totals(json, leg.DurationDeciseconds, leg.DistanceMetres);
        if (leg.Annotation is { } annotation)
            Annotate(annotation);
        json.WriteEndObject();
    }

    private void Annotate(LegAnnotation annotation)
    {
        json.WriteStartObject("annotation");
        if ((query.Annotations & Annotations.Datasources) != Annotations.None)
        {
            json.WriteStartObject("metadata");
            json.WriteStartArray("datasource_names");
            json.WriteStringValue("lua profile"); // The name that OSRM gives to speeds that come from the map alone.
            json.WriteEndArray();
            json.WriteEndObject();
        }
        var pieces = annotation.DistancesMetres.Count;
        if ((query.Annotations & Annotations.Nodes) != Annotations.None)
        {
            json.WriteStartArray("nodes");
            foreach (var node in annotation.NodeOsmIds)
                json.WriteNumberValue(node);
            json.WriteEndArray();
        }
        Each(Annotations.Datasources, "datasources", _ => 0);
        Each(Annotations.Speed, "speed", i => annotation.DurationsDeciseconds[i] > 0 ? OsrmWriter.Rounded(annotation.DistancesMetres[i] / OsrmWriter.Seconds(annotation.DurationsDeciseconds[i])) : 0);
        Each(Annotations.Weight, "weight", i => OsrmWriter.Seconds(annotation.DurationsDeciseconds[i]));
        Each(Annotations.Duration, "duration", i => OsrmWriter.Seconds(annotation.DurationsDeciseconds[i]));
        Each(Annotations.Distance, "distance", i => OsrmWriter.Rounded(annotation.DistancesMetres[i]));
        json.WriteEndObject();

        void Each(Annotations what, string name, Func<int, double> value)
        {
            if ((query.Annotations & what) == Annotations.None)
                return;
            json.WriteStartArray(name);
            for (var i = 0; i < pieces; i++)
                json.WriteNumberValue(value(i));
            json.WriteEndArray();
        }
    }

    internal static void Totals(Utf8JsonWriter json, int deciseconds, double metres)
    {
        json.WriteNumber("weight", OsrmWriter.Seconds(deciseconds));
        json.WriteNumber("duration", OsrmWriter.Seconds(deciseconds));
        json.WriteNumber("distance", OsrmWriter.Rounded(metres));
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

    internal static void Geometry(Utf8JsonWriter json, ReadOnlySpan<Coordinate> line, GeometryForm form)
    {
        if (form != GeometryForm.GeoJson)
        {
            var text = ArrayPool<byte>.Shared.Rent(Polyline.MostBytes(line.Length));
            json.WriteString("geometry"u8, text.AsSpan(0, Polyline.Encode(line, form == GeometryForm.Polyline ? 5 : 6, text)));
            ArrayPool<byte>.Shared.Return(text);
            return;
        }
        json.WriteStartObject("geometry");
        json.WriteStartArray("coordinates");
        foreach (var at in line)
            OsrmWriter.LocationValue(json, at);
        json.WriteEndArray();
        json.WriteString("type", "LineString");
        json.WriteEndObject();
    }
}
