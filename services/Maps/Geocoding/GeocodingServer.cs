using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Polly;

namespace Routing.Maps.Geocoding;

/// <summary>Asks another server for JSON; what can go wrong on the way becomes a <see cref="GeocoderException"/>.</summary>
internal sealed class GeocodingServer(IHttpClientFactory clients)
{
    public const string Client = "geocoder";

    /// <param name="path">Relative to <c>Maps:GeocoderUrl</c>.</param>
    /// <param name="query">Names and values; those without a value are left out.</param>
    /// <param name="read">Makes the answer of it; may throw as <see cref="JsonElement"/> does where a field is absent or of another kind.</param>
    public async Task<T> Ask<T>(string path, IEnumerable<(string Name, string? Value)> query, Func<JsonElement, T> read, CancellationToken ct)
    {
        using var http = clients.CreateClient(Client);
        var address = path + "?" + string.Join('&', query.Where(each => each.Value is not null).Select(each => $"{each.Name}={Uri.EscapeDataString(each.Value!)}"));
        try
        {
            return read(await http.GetFromJsonAsync<JsonElement>(new Uri(address, UriKind.Relative), ct));
        }
        catch (Exception problem) when (problem is HttpRequestException or ExecutionRejectedException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException
            || (problem is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // What was asked is somebody's address: it is not repeated here.
            throw new GeocoderException(
                new Refusal(MapsFault.GeocoderFailed, $"The address server {http.BaseAddress} gives no answer that can be read ({problem.GetType().Name}). Ask again in a moment; the operator sets it as Maps:GeocoderUrl."), problem);
        }
    }

    public static string Degrees(double degrees) => degrees.ToString("0.#######", CultureInfo.InvariantCulture);

    public static string? Text(JsonElement from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
                return text;
        }

        return null;
    }
}
