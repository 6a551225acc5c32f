using System.Text.Json;

namespace Routing.RoadNetwork.Live;

/// <summary>
/// Reads conditions from JSON: the form in which services tell each other of them and in which they may lie in a file.
/// <code>
/// [ { "closed": true, "road": { "way": 4711, "fromNode": 1, "toNode": 2, "oneDirection": true, "lon": -56.1, "lat": -34.9, "bearing": 90 },
///     "profiles": ["car"], "from": "2026-11-26T08:00:00Z", "until": "2026-11-26T18:00:00Z" },
///   { "speedFactor": 0.5, "area": { "type": "MultiPolygon", "coordinates": [[[[lon, lat], ...]]] } },
///   { "kilometresPerHour": 20, "road": { "way": 4712 } } ]
/// </code>
/// Members that are not named here are passed over.
/// </summary>
internal static class ConditionReader
{
    public static Conditions Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new Conditions([.. document.RootElement.EnumerateArray().Select(Condition)]);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            throw new ArgumentException($"These are no road conditions: {problem.Message}", nameof(json), problem);
        }
    }

    private static RoadCondition Condition(JsonElement each) => new()
    {
        On = Optional(each, "area") is { } area ? Area(area) : Stretch(each.GetProperty("road")),
        IsClosed = Optional(each, "closed")?.GetBoolean() ?? false,
        KilometresPerHour = Optional(each, "kilometresPerHour")?.GetDouble(),
        SpeedFactor = Optional(each, "speedFactor")?.GetDouble(),
        Profiles = Optional(each, "profiles") is { } profiles
            ? [.. profiles.EnumerateArray().Select(name => Enum.Parse<Profile>(name.GetString() ?? "", ignoreCase: true))]
            : [],
        From = Optional(each, "from")?.GetDateTimeOffset() ?? DateTimeOffset.MinValue,
        Until = Optional(each, "until")?.GetDateTimeOffset() ?? DateTimeOffset.MaxValue,
    };

    private static RoadSelection.Stretch Stretch(JsonElement road) => new(
        Optional(road, "way")?.GetInt64(),
        Optional(road, "fromNode")?.GetInt64(),
        Optional(road, "toNode")?.GetInt64(),
        Optional(road, "oneDirection")?.GetBoolean() ?? false,
        Optional(road, "lon") is { } lon && Optional(road, "lat") is { } lat ? new Coordinate(lon.GetDouble(), lat.GetDouble()) : null,
        Optional(road, "bearing")?.GetInt32());

    // What is inside an odd number of rings is in the area: which polygon a ring is of says nothing more.
    private static RoadSelection.Area Area(JsonElement area)
    {
        var coordinates = area.GetProperty("coordinates");
        var rings = area.GetProperty("type").GetString() switch
        {
            "Polygon" => coordinates.EnumerateArray().AsEnumerable(),
            "MultiPolygon" => coordinates.EnumerateArray().SelectMany(polygon => polygon.EnumerateArray()),
            var other => throw new FormatException($"an area is a Polygon or a MultiPolygon, not '{other}'."),
        };
        return new RoadSelection.Area([.. rings.Select(ring => (Coordinate[])[.. ring.EnumerateArray().Select(at => new Coordinate(at[0].GetDouble(), at[1].GetDouble()))])]);
    }

    private static JsonElement? Optional(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
