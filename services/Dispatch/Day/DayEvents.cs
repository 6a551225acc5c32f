using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>Follows a day's journal. Holds no connection to the database between two looks.</summary>
internal sealed class DayEvents(IServiceScopeFactory scopes, DayFeed feed, IOptions<DispatchOptions> options, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>
    /// Events after <paramref name="after"/>, or from now on when it is null, until the stream's time is over. Begins with
    /// <c>ready</c>, or with <c>reset</c> when what followed <paramref name="after"/> is not kept any more.
    /// </summary>
    public async IAsyncEnumerable<SseItem<string>> Follow(DayKey key, long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var poll = TimeSpan.FromSeconds(options.Value.PollSeconds);
        var heartbeat = TimeSpan.FromSeconds(options.Value.HeartbeatSeconds);
        var life = TimeSpan.FromSeconds(options.Value.StreamSeconds);
        var start = clock.GetTimestamp();
        var spoke = start;

        var head = await Head(key, cancellationToken);
        var last = after ?? head;
        if (last > head)
        {
            last = head;
            yield return Position("reset", head);
        }
        else
        {
            yield return Position("ready", last);
        }

        while (clock.GetElapsedTime(start) < life)
        {
            var news = feed.News(key);
            var events = await After(key, last, cancellationToken);
            if (events.Count > 0 && events[0].EventId != last + 1)
            {
                last = await Head(key, cancellationToken);
                spoke = clock.GetTimestamp();
                yield return Position("reset", last);
                continue;
            }

            foreach (var row in events)
            {
                last = row.EventId;
                spoke = clock.GetTimestamp();
                yield return new(row.Data, row.Kind) { EventId = Text(last) };
            }

            if (events.Count > 0) continue;
            if (clock.GetElapsedTime(spoke) >= heartbeat)
            {
                spoke = clock.GetTimestamp();
                yield return new("{}", "heartbeat");
            }

            await DayFeed.Wait(news, poll, heartbeat, clock, cancellationToken);
        }
    }

    private async Task<long> Head(DayKey key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DispatchContext>().Days
            .Where(row => row.Area == key.Area && row.Day == key.Day).Select(row => row.LastEventId).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<List<JournalRow>> After(DayKey key, long last, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DispatchContext>().Journal.AsNoTracking()
            .Where(row => row.Area == key.Area && row.Day == key.Day && row.EventId > last)
            .OrderBy(row => row.EventId).Take(Batch).ToListAsync(cancellationToken);
    }

    private static SseItem<string> Position(string kind, long id) =>
        new(JsonSerializer.Serialize(new { lastEventId = id }, WireJson.Options), kind) { EventId = Text(id) };

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
