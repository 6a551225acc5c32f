using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Routing.Contracts;

namespace Routing.Stories.Tests.City;

/// <summary>Calls over HTTP as one caller makes them: staff, a device, a customer, or a stranger.</summary>
internal sealed class Api : IDisposable
{
    private readonly HttpClient http;

    public Api(Uri address, string? token)
    {
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Uri Address => http.BaseAddress!;

    public AuthenticationHeaderValue? Authorization => http.DefaultRequestHeaders.Authorization;

    public Task<JsonNode> Get(string path, CancellationToken ct) => Send(HttpMethod.Get, path, null, ct);

    public Task<JsonNode> Post(string path, object? body, CancellationToken ct, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, body, ct, headers);

    public Task<JsonNode> Put(string path, object body, CancellationToken ct) => Send(HttpMethod.Put, path, body, ct);

    public Task<JsonNode> Delete(string path, CancellationToken ct) => Send(HttpMethod.Delete, path, null, ct);

    /// <summary>An answer that is not JSON.</summary>
    public async Task<string> Text(string path, CancellationToken ct) => await http.GetStringAsync(new Uri(path, UriKind.Relative), ct);

    public async Task<HttpStatusCode> Status(HttpMethod method, string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await http.SendAsync(request, ct);
        return answer.StatusCode;
    }

    /// <summary>The answer, which is 2xx; an empty one is an empty object.</summary>
    /// <exception cref="RefusedException">It is not.</exception>
    public async Task<JsonNode> Send(HttpMethod method, string path, object? body, CancellationToken ct, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = body as HttpContent ?? JsonContent.Create(body, body.GetType(), options: WireJson.Options);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var answer = await http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode) throw new RefusedException($"{method} {path}", answer.StatusCode, text);
        return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
    }

    /// <summary>What the service says to a call that it refuses.</summary>
    public static async Task<RefusedException> Refused(Task<JsonNode> call) => await Assert.ThrowsAsync<RefusedException>(() => call);

    /// <summary>What one service was told reaches the others by message, a moment later.</summary>
    public static async Task<JsonNode> WhenKnown(Func<Task<JsonNode>> call, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (RefusedException early) when (early.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity && tries < 100)
            {
                await Task.Delay(50, ct);
            }
        }
    }

    /// <summary>Waits for something that others do; fails with <paramref name="what"/> after a while.</summary>
    public async Task Until(Func<Task<bool>> isSo, string what, CancellationToken ct, int seconds = 40)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await Attempt())
        {
            if (TimeProvider.System.GetElapsedTime(begun).TotalSeconds > seconds) Assert.Fail($"Not within {seconds} s: {what}");
            await Task.Delay(50, ct);
        }

        async Task<bool> Attempt()
        {
            try
            {
                return await isSo();
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    public void Dispose() => http.Dispose();
}

/// <summary>A service said no.</summary>
internal sealed class RefusedException(string call, HttpStatusCode status, string text) : Exception($"{call}: {(int)status} {text}")
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>The problem details.</summary>
    public JsonNode Problem { get; } = text.StartsWith('{') ? JsonNode.Parse(text)! : new JsonObject { ["detail"] = text };
}
