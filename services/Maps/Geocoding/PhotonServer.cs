using System.Globalization;
using System.Text.Json;
using Routing.Addresses;

namespace Routing.Maps.Geocoding;

/// <summary>Addresses of a Photon server (github.com/komoot/photon): <c>api</c> and <c>reverse</c> below its address.</summary>
internal sealed class PhotonServer(GeocodingServer server) : IGeocoder
{
    public Task<IReadOnlyList<Address>> Search(SearchRequest request, CancellationToken ct) => server.Ask(
        "api",
        [
            ("q", request.Text), ("limit", request.Limit.ToString(CultureInfo.InvariantCulture)), ("lang", request.Language),
            ("lon", request.Near is { } near ? GeocodingServer.Degrees(near.Lon) : null), ("lat", request.Near is { } at ? GeocodingServer.Degrees(at.Lat) : null),
        ],
        json => Read(json, request.Near), ct);

    public async Task<Address?> Reverse(Point point, string? language, CancellationToken ct)
    {
        var found = await server.Ask(
            "reverse", [("lon", GeocodingServer.Degrees(point.Lon)), ("lat", GeocodingServer.Degrees(point.Lat)), ("lang", language)], json => Read(json, point), ct);
        return found.Count > 0 ? found[0] : null;
    }

    private static IReadOnlyList<Address> Read(JsonElement collection, Point? near) =>
        [.. collection.GetProperty("features").EnumerateArray().Select((feature, rank) => Feature(feature, rank, near))];

    private static Address Feature(JsonElement feature, int rank, Point? near)
    {
        var properties = feature.GetProperty("properties");
        var at = feature.GetProperty("geometry").GetProperty("coordinates");
        var (lon, lat) = (at[0].GetDouble(), at[1].GetDouble());
        var number = GeocodingServer.Text(properties, "housenumber");
        var isStreet = GeocodingServer.Text(properties, "type") == "street";
        var name = GeocodingServer.Text(properties, "name");
        return new Address(
            number is not null ? Exactness.House : isStreet ? Exactness.Street : Exactness.Place, lon, lat,
            isStreet ? null : name,
            isStreet ? name : GeocodingServer.Text(properties, "street"),
            number,
            GeocodingServer.Text(properties, "postcode"),
            GeocodingServer.Text(properties, "district", "locality"),
            // A town's answer has its own name as its name alone.
            GeocodingServer.Text(properties, "city") ?? (GeocodingServer.Text(properties, "type") == "city" ? name : null),
            GeocodingServer.Text(properties, "countrycode"),
            GeocodingServer.Text(properties, "osm_key") ?? "place",
            GeocodingServer.Text(properties, "osm_value") ?? "",
            new OsmId(GeocodingServer.Text(properties, "osm_type") switch { "W" => OsmKind.Way, "R" => OsmKind.Relation, _ => OsmKind.Node }, properties.TryGetProperty("osm_id", out var id) ? id.GetInt64() : 0),
            properties.TryGetProperty("extent", out var box) ? [box[0].GetDouble(), box[3].GetDouble(), box[2].GetDouble(), box[1].GetDouble()] : null,
            1.0 / (1 + rank),
            near is { } point ? point.MetresTo(new Point(lon, lat)) : null);
    }
}
