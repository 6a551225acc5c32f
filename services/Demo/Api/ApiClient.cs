using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Routing.Contracts;

namespace Routing.Demo.Api;

/// <summary>The public API as anybody would call it: JSON over HTTP, with a token or a booking key.</summary>
public sealed class ApiClient(HttpClient http)
{
    /// <summary>Sends a call and reads its answer.</summary>
    /// <param name="key">What opens the door.</param>
    /// <exception cref="ApiRefusedException">The service said no; its problem details are the message.</exception>
    public async Task<T> Send<T>(HttpMethod method, Uri address, object? body, Credential? key, CancellationToken ct)
    {
        using var answer = await Send(method, address, body, key, ct);
        return (await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, ct))!;
    }

    /// <summary>Sends a call; the answer is 2xx, and the caller disposes of it.</summary>
    /// <exception cref="ApiRefusedException">The service said no; its problem details are the message.</exception>
    public async Task<HttpResponseMessage> Send(HttpMethod method, Uri address, object? body, Credential? key, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null) request.Content = body as HttpContent ?? JsonContent.Create(body, body.GetType(), options: WireJson.Options);
        key?.Open(request);
        var answer = await http.SendAsync(request, ct);
        if (answer.IsSuccessStatusCode) return answer;
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(ct);
            throw new ApiRefusedException((int)answer.StatusCode, $"{method} {address.AbsolutePath}: {(int)answer.StatusCode} {Describe(text)}");
        }
    }

    private static string Describe(string text)
    {
        try
        {
            var problem = JsonNode.Parse(text);
            var fields = problem?["errors"]?.AsObject().Select(e => $"{e.Key}: {e.Value?[0]}") ?? [];
            return string.Join(' ', new[] { problem?["title"]?.ToString(), problem?["detail"]?.ToString() }.Concat(fields).Where(s => s is not null));
        }
        catch (JsonException)
        {
            return text;
        }
    }
}

/// <summary>What opens a door.</summary>
public abstract record Credential
{
    internal abstract void Open(HttpRequestMessage request);

    /// <summary>A token of staff or of a device.</summary>
    public sealed record Token(string Value) : Credential
    {
        internal override void Open(HttpRequestMessage request) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Value);
    }

    /// <summary>A workshop's booking key, and the caller's key for asking twice.</summary>
    public sealed record Booking(string Key, string Idempotency) : Credential
    {
        internal override void Open(HttpRequestMessage request)
        {
            request.Headers.Add("Booking-Key", Key);
            request.Headers.Add("Idempotency-Key", Idempotency);
        }
    }
}

/// <summary>A service said no.</summary>
public sealed class ApiRefusedException(int status, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;
}
