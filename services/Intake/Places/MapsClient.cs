using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Routing.Contracts;

namespace Routing.Intake.Places;

/// <summary>Maps did not answer, or is not ready yet.</summary>
internal sealed class MapsUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>An address that Maps knows.</summary>
/// <param name="Exactness"><c>house</c>, <c>interpolated</c>, <c>corner</c>, <c>street</c> or <c>place</c>.</param>
/// <param name="Lon">Degrees.</param>
/// <param name="Lat">Degrees.</param>
/// <param name="Label">One line for people.</param>
/// <param name="Key">The OSM key that made it an answer.</param>
/// <param name="Score">Higher fits better; comparable within one answer.</param>
internal sealed record MapsAddress(string Exactness, double Lon, double Lat, string Label, string? Key, double Score);

/// <summary>Asks Maps about places. Throws <see cref="MapsUnavailableException"/> when it cannot tell.</summary>
internal sealed class MapsClient(IHttpClientFactory clients)
{
    public const string Link = "maps";

    /// <summary>Addresses that fit the text, best first.</summary>
    public async Task<IReadOnlyList<MapsAddress>> Geocode(string text, int limit, CancellationToken cancellationToken) =>
        (await Get<MapsAddresses>(string.Create(CultureInfo.InvariantCulture, $"api/geocode?q={Uri.EscapeDataString(text)}&limit={limit}"), cancellationToken))?.Results ?? [];

    /// <summary>The address at a point; null when there is none near.</summary>
    public async Task<string?> Reverse(double lon, double lat, CancellationToken cancellationToken) =>
        (await Get<MapsAddresses>(string.Create(CultureInfo.InvariantCulture, $"api/reverse?lon={lon}&lat={lat}"), cancellationToken))?.Results is [var first, ..]
            ? first.Label
            : null;

    /// <summary>Metres to the nearest road that a car can use; null when there is none.</summary>
    public async Task<double?> RoadDistance(double lon, double lat, CancellationToken cancellationToken) =>
        (await Get<NearestAnswer>(string.Create(CultureInfo.InvariantCulture, $"nearest/v1/car/{lon},{lat}"), cancellationToken))?.Waypoints is [var first, ..]
            ? first.Distance
            : null;

    /// <summary>What Maps answers to a call of somebody else, be it good or a refusal of theirs.</summary>
    public async Task<(int Status, byte[] Body, string? ContentType)> Forward(string path, CancellationToken cancellationToken)
    {
        using var answer = await Ask(path, cancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken), answer.Content.Headers.ContentType?.ToString());
    }

    /// <summary>Null for a 4xx: Maps says that there is no such thing.</summary>
    private async Task<T?> Get<T>(string path, CancellationToken cancellationToken) where T : class
    {
        try
        {
            using var answer = await Ask(path, cancellationToken);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, cancellationToken) : null;
        }
        catch (JsonException exception)
        {
            throw Unreachable(exception);
        }
    }

    private async Task<HttpResponseMessage> Ask(string path, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            using var http = clients.CreateClient(Link);
            answer = await http.GetAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or BrokenCircuitException or TimeoutRejectedException)
        {
            throw Unreachable(exception);
        }

        if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && (int)answer.StatusCode is not (>= 500 or 429 or 408)) return answer;
        using (answer)
        {
            throw new MapsUnavailableException(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? "Maps does not let us in: give both processes the same Doors:SigningKey."
                : $"Maps answered {(int)answer.StatusCode}: it may still be importing.");
        }
    }

    private static MapsUnavailableException Unreachable(Exception cause) => new("Maps cannot be reached.", cause);

    // GeoJSON, in the form of Photon's answers.
    private sealed record MapsAddresses(IReadOnlyList<Feature> Features)
    {
        [JsonIgnore]
        public IReadOnlyList<MapsAddress> Results =>
        [
            .. Features.Select(f => new MapsAddress(
                f.Properties.Exactness, f.Geometry.Coordinates[0], f.Geometry.Coordinates[1], f.Properties.Label, f.Properties.Key, f.Properties.Score)),
        ];
    }

    private sealed record Feature(Point Geometry, Properties Properties);

    private sealed record Point(double[] Coordinates);

    private sealed record Properties(string Exactness, string Label, double Score, [property: JsonPropertyName("osm_key")] string? Key);

    private sealed record NearestAnswer(IReadOnlyList<Waypoint>? Waypoints);

    private sealed record Waypoint(double Distance);
}
