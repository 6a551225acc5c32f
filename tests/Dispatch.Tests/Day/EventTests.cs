using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Doors;
using Routing.Dispatch.Tests.Support;
using static Routing.Dispatch.Tests.Support.Days;

namespace Routing.Dispatch.Tests.Day;

/// <summary>The day as it goes on, the same on both databases.</summary>
public abstract class EventTests
{
    private static readonly Guid Ana = Id(1);
    private static readonly (Guid Request, Guid Move) First = (Id(101), Id(201));

    private protected abstract Database Make();

    [Fact]
    public async Task What_happens_is_told_in_order_as_it_happens()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(AreaChanged());
        await using var stream = await EventStream.Open(app.Dispatcher);
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("ready", "0"), Head(await stream.NextNews()));
        await app.Tell(
            Assigned(Ana, 1, First), Published(1), Departed(Ana, First.Move, 0, 9), Positioned(Ana, -56.15, 9.1), Eta(Ana, First.Move, 9.4, at: 9.1),
            Arrived(Ana, First.Move, 0, 9.2), Collected(Ana, First.Move, 0, 9.3), Unavailable(Ana, 9.5), Revoked(Ana, 2));
        var told = new List<(string, string?)>();
        for (var i = 0; i < 9; i++) told.Add(Head(await stream.NextNews()));
        Assert.Equal(
            [("route", "1"), ("plan", "2"), ("stop", "3"), ("position", "4"), ("eta", "5"), ("stop", "6"), ("stop", "7"), ("unavailable", "8"), ("routeRevoked", "9")],
            told);
        Assert.Equal(9, (await app.Day()).Int("lastEventId"));
    }

    [Fact]
    public async Task An_old_message_is_no_event()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(Assigned(Ana, 3, First), Positioned(Ana, -56.15, 9));
        Assert.Equal(2, (await app.Day()).Int("lastEventId"));
        await app.Tell(Assigned(Ana, 2, First), Assigned(Ana, 3, First), Positioned(Ana, -56.25, 8.9));
        Assert.Equal(2, (await app.Day()).Int("lastEventId"));
    }

    [Fact]
    public async Task An_interrupted_view_goes_on_where_it_was()
    {
        await using var database = Make();
        string? last;
        await using (var app = await DispatchApp.Start(database))
        {
            await app.Tell(AreaChanged());
            await using var stream = await EventStream.Open(app.Dispatcher);
            await stream.NextNews();
            await app.Tell(Positioned(Ana, -56.1, 9), Positioned(Ana, -56.2, 9.1));
            last = (await stream.NextNews()).Id;
            await app.Tell(Positioned(Ana, -56.3, 9.2), Positioned(Ana, -56.4, 9.3));
        }

        await using var again = await DispatchApp.Start(database);
        await using (var resumed = await EventStream.Open(again.Dispatcher, lastEventId: last))
        {
            Assert.Equal(("ready", "1"), Head(await resumed.NextNews()));
            var lons = new List<double>();
            for (var i = 0; i < 3; i++) lons.Add((await resumed.NextNews()).Data.GetProperty("lon").GetDouble());
            Assert.Equal([-56.2, -56.3, -56.4], lons);
        }

        // The day and what follows it, without a gap.
        await using var after = await EventStream.Open(again.Dispatcher, $"?after={(await again.Day()).Int("lastEventId") - 1}");
        Assert.Equal(("ready", "3"), Head(await after.NextNews()));
        Assert.Equal(("position", "4"), Head(await after.NextNews()));
    }

    [Fact]
    public async Task Whoever_was_away_too_long_is_told_to_read_the_day_again()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database, settings: ("Dispatch:JournalLength", "20"));
        await app.Tell(AreaChanged());
        await app.Tell(Enumerable.Range(0, 205).Select(i => Positioned(Ana, -56 - i / 1000.0, 9 + i / 100.0)));
        var kept = await app.Look(data => Task.FromResult(data.Journal.Count()));
        Assert.InRange(kept, 20, 120);
        await using (var stream = await EventStream.Open(app.Dispatcher, lastEventId: "7"))
        {
            Assert.Equal(("ready", "7"), Head(await stream.NextNews()));
            Assert.Equal(("reset", "205"), Head(await stream.NextNews()));
            await app.Tell(Positioned(Ana, -57, 20));
            Assert.Equal(("position", "206"), Head(await stream.NextNews()));
        }

        // From another life of the database.
        await using var foreign = await EventStream.Open(app.Dispatcher, lastEventId: "9000");
        Assert.Equal(("reset", "206"), Head(await foreign.NextNews()));
    }

    [Fact]
    public async Task What_another_process_writes_is_told_too()
    {
        await using var database = Make();
        await using var one = await DispatchApp.Start(database, settings: ("Dispatch:PollSeconds", "1"));
        await using var other = await DispatchApp.Start(database);
        await one.Tell(AreaChanged());
        await using var stream = await EventStream.Open(one.Dispatcher);
        await stream.NextNews();
        await other.Tell(Positioned(Ana, -56.1, 9));
        Assert.Equal(("position", "1"), Head(await stream.NextNews()));
    }

    [Fact]
    public async Task Two_processes_that_write_at_once_leave_no_gap_in_the_numbers()
    {
        await using var database = Make();
        await using var one = await DispatchApp.Start(database);
        await using var other = await DispatchApp.Start(database);
        await Task.WhenAll(
            one.Tell(Enumerable.Range(0, 60).Select(i => Positioned(Ana, -56, 9 + i / 100.0))),
            other.Tell(Enumerable.Range(0, 60).Select(i => Positioned(Id(2), -56, 9 + i / 100.0))));
        var ids = await one.Look(data => Task.FromResult(data.Journal.Select(row => row.EventId).Order().ToList()));
        Assert.Equal(Enumerable.Range(1, 120).Select(id => (long)id), ids);
    }

    [Fact]
    public async Task Silence_is_broken_by_signs_of_life_and_the_stream_ends_after_its_time()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database, settings: [("Dispatch:HeartbeatSeconds", "1"), ("Dispatch:PollSeconds", "1"), ("Dispatch:StreamSeconds", "10")]);
        await app.Tell(AreaChanged());
        await using var stream = await EventStream.Open(app.Dispatcher);
        var kinds = new List<string>();
        while (await stream.Next() is { } next) kinds.Add(next.Kind);
        Assert.Equal("ready", kinds[0]);
        Assert.InRange(kinds.Count(kind => kind == "heartbeat"), 2, 10);
    }

    [Fact]
    public async Task An_open_view_does_not_hold_up_the_end_of_the_process()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(AreaChanged());
        await using var stream = await EventStream.Open(app.Dispatcher);
        await stream.NextNews();
        var ended = stream.Next();
        await app.Web.StopAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Null(await ended);
    }

    [Fact]
    public async Task A_browser_passes_its_token_in_the_query_of_the_stream_and_nowhere_else()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(AreaChanged());
        var token = app.Services.GetRequiredService<Tokens>().Issue("somebody", Roles.Dispatcher, TimeSpan.FromHours(1));
        await using var stream = await EventStream.Open(app.Stranger, $"?access_token={token}");
        Assert.Equal("ready", (await stream.NextNews()).Kind);
        using var elsewhere = await app.Stranger.GetAsync($"/api/days?access_token={token}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
    }

    private static (string Kind, string? Id) Head((string Kind, string? Id, System.Text.Json.JsonElement Data) item) => (item.Kind, item.Id);
}

public sealed class SqliteEventTests : EventTests
{
    private protected override Database Make() => Database.Sqlite();
}

public sealed class PostgresEventTests : EventTests
{
    private protected override Database Make() => Database.Postgres();
}
