using System.Net.ServerSentEvents;
using System.Text.Json;
using Routing.Contracts;

namespace Routing.Dispatch.Tests.Support;

/// <summary>A day's live view, as a browser holds it open.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

        private readonly IAsyncEnumerator<SseItem<string>> items;
    private readonly CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private EventStream(HttpResponseMessage response, Stream body)
    {
        Response = response;
        items = SseParser.Create(body).EnumerateAsync(ended.Token).GetAsyncEnumerator(ended.Token);
    }

    public HttpResponseMessage Response { get; }

    public static async Task<EventStream> Open(HttpClient client, string query = "", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/days/{Days.Area}/{Days.Day:yyyy-MM-dd}/events{query}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return new(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event; null when the stream has ended.</summary>
    public async Task<(string Kind, string? Id, JsonElement Data)?> Next()
    {
        if (!await items.MoveNextAsync().AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken)) return null;
        var item = items.Current;
        return (item.EventType, item.EventId, JsonSerializer.Deserialize<JsonElement>(item.Data, WireJson.Options));
    }

    /// <summary>The next event that is no sign of life.</summary>
    public async Task<(string Kind, string? Id, JsonElement Data)> NextNews()
    {
        while (true)
        {
            var next = await Next() ?? throw new InvalidOperationException("The stream has ended.");
            if (next.Kind != "heartbeat") return next;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        Response.Dispose();
        try
        {
            await items.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // A read that a deadline left behind.
        }

        ended.Dispose();
    }
}
