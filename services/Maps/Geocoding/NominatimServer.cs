using System.Globalization;
using System.Text.Json;
using Routing.Addresses;

namespace Routing.Maps.Geocoding;

/// <summary>
/// Addresses of a Nominatim server (nominatim.org): <c>search</c> and <c>reverse</c> below its address, in its jsonv2. It finds
/// whole words alone, so that a search as one types has little to show; the public server forbids it.
/// </summary>
internal sealed class NominatimServer(GeocodingServer server) : IGeocoder
{
    // Half a side of the rectangle whose answers come first, degrees.
    private const double Near = 0.25;

    public Task<IReadOnlyList<Address>> Search(SearchRequest request, CancellationToken ct) => server.Ask(
        "search",
        [
            ("q", request.Text), ("format", "jsonv2"), ("addressdetails", "1"), ("limit", request.Limit.ToString(CultureInfo.InvariantCulture)), ("accept-language", request.Language),
            ("viewbox", request.Near is { } near ? string.Join(',', new[] { near.Lon - Near, near.Lat + Near, near.Lon + Near, near.Lat - Near }.Select(GeocodingServer.Degrees)) : null),
        ],
        json => (IReadOnlyList<Address>)[.. json.EnumerateArray().Select(place => Read(place, request.Near))], ct);

    public Task<Address?> Reverse(Point point, string? language, CancellationToken ct) => server.Ask(
        "reverse",
        [("lon", GeocodingServer.Degrees(point.Lon)), ("lat", GeocodingServer.Degrees(point.Lat)), ("format", "jsonv2"), ("addressdetails", "1"), ("accept-language", language)],
        // In the open sea it says {"error": "Unable to geocode"}.
        json => json.TryGetProperty("error", out _) ? null : Read(json, point), ct);

    private static Address Read(JsonElement place, Point? near)
    {
        var (lon, lat) = (Number(place.GetProperty("lon")), Number(place.GetProperty("lat")));
        var parts = place.TryGetProperty("address", out var details) ? details : default;
        string? Part(params ReadOnlySpan<string> names) => parts.ValueKind == JsonValueKind.Object ? GeocodingServer.Text(parts, names) : null;
        var number = Part("house_number");
        var key = GeocodingServer.Text(place, "category", "class") ?? "place";
        var name = GeocodingServer.Text(place, "name");
        var isStreet = number is null && key == "highway";
        return new Address(
            number is not null ? Exactness.House : isStreet ? Exactness.Street : Exactness.Place, lon, lat,
            isStreet || (number is not null && key is "place" or "building") ? null : name,
            Part("road", "pedestrian", "footway") ?? (isStreet ? name : null),
            number,
            Part("postcode"),
            Part("suburb", "city_district", "borough", "quarter", "neighbourhood"),
            Part("city", "town", "village", "municipality", "hamlet"),
            Part("country_code")?.ToUpperInvariant(),
            key,
            GeocodingServer.Text(place, "type") ?? "",
            new OsmId(GeocodingServer.Text(place, "osm_type") switch { "way" => OsmKind.Way, "relation" => OsmKind.Relation, _ => OsmKind.Node }, place.TryGetProperty("osm_id", out var id) ? id.GetInt64() : 0),
            // South, north, west, east, as text.
            place.TryGetProperty("boundingbox", out var box) && number is null ? [Number(box[2]), Number(box[0]), Number(box[3]), Number(box[1])] : null,
            place.TryGetProperty("importance", out var importance) ? importance.GetDouble() : 0,
            near is { } point ? point.MetresTo(new Point(lon, lat)) : null);
    }

    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.Parse(value.GetString()!, CultureInfo.InvariantCulture);
}
