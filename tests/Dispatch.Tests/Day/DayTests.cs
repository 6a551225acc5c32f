using System.Net;
using System.Text.Json;
using Routing.Contracts.Values;
using Routing.Dispatch.Tests.Support;
using static Routing.Dispatch.Tests.Support.Days;

namespace Routing.Dispatch.Tests.Day;

/// <summary>The day as it is read, the same on both databases.</summary>
public abstract class DayTests
{
    private static readonly Guid Ana = Id(1), Beto = Id(2);
    private static readonly (Guid Request, Guid Move) First = (Id(101), Id(201)), Second = (Id(102), Id(202)), Third = (Id(103), Id(203));

    private protected abstract Database Make();

    /// <summary>Two moves on Ana's route, one unserved that was promised, Beto idle.</summary>
    private static IEnumerable<object> Planned =>
    [
        AreaChanged(), WorkshopChanged(), DriverChanged(Ana), DriverChanged(Beto, "Beto"),
        Requested(First.Request, First.Move), Requested(Second.Request, Second.Move), Requested(Third.Request, Third.Move),
        Scheduled(First.Request, First.Move, Ana), Scheduled(Second.Request, Second.Move, Ana, hour: 10.5), Unserved(Third.Request, Third.Move, promised: Between(9, 10)),
        Assigned(Ana, 1, First, Second),
        Published(
            1,
            [new(Third.Request, Third.Move, MoveKind.Collection, Between(9, 10), Full)],
            [new(Workshop, At(9.75), 1, 2, 1, 2, 0, 8)]),
    ];

    [Fact]
    public async Task A_day_shows_its_plan()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(Planned);
        var day = await app.Day();
        Assert.Equal(("Montevideo", 1, "3 new requests"), (day.Text("areaName"), day.Int("planVersion"), day.Text("cause")));
        Assert.Equal("America/Montevideo", day.Text("timeZone"));

        var route = Assert.Single(day.List("routes"));
        Assert.Equal(("Ana", "scooter", "notStarted", 1), (route.Text("driverName"), route.Text("means"), route.Text("state"), route.Int("planVersion")));
        Assert.Equal((6000, 3000, 2, 0), (route.Int("loadedMetres"), route.Int("emptyMetres"), route.Int("moves"), route.Int("movesDone")));
        Assert.Equal(["start", "collect", "checkIn", "collect", "checkIn", "end"], route.List("stops").Select(stop => stop.Text("kind")));
        var stop = route.List("stops")[1];
        Assert.Equal((At(9), At(9.5), At(9.25)), (stop.GetProperty("window").Time("from"), stop.GetProperty("window").Time("until"), stop.Time("eta")));
        var leg = stop.GetProperty("leg");
        Assert.Equal(("scooter", false, 1500, 300.0), (leg.Text("means"), leg.GetProperty("loaded").GetBoolean(), leg.Int("distanceMetres"), leg.GetProperty("durationSeconds").GetDouble()));
        Assert.False(leg.TryGetProperty("geometry", out _));
        var drawn = await app.Day("?geometry=true");
        Assert.Equal("_ibE_seK", drawn.List("routes")[0].List("stops")[1].GetProperty("leg").Text("geometry"));

        var unserved = Assert.Single(day.List("unserved"));
        Assert.Equal((Third.Move, "reception-full", "if the window opened 20 minutes earlier", "SBA 1234"), (
            unserved.GetProperty("moveId").GetGuid(), unserved.GetProperty("reason").Text("code"), unserved.GetProperty("reason").Text("smallestChange"),
            unserved.GetProperty("vehicle").Text("plate")));
        var figures = day.GetProperty("figures");
        Assert.Equal((3, 2, 1, 2, 0, 1500), (
            figures.Int("moves"), figures.Int("served"), figures.Int("unserved"), figures.Int("onTime"), figures.Int("late"), figures.Int("emptyMetresPerMove")));
        Assert.Equal("Taller Italia", Assert.Single(day.List("workshops")).Text("name"));
        Assert.Equal(1, Assert.Single(day.List("liftLoads")).Int("checkIns"));
        Assert.Equal("Beto", Assert.Single(day.List("idleDrivers")).Text("name"));

        var listed = (await app.Get("/api/days")).EnumerateArray().Single(area => area.Text("area") == Area);
        var line = Assert.Single(listed.List("days"));
        Assert.Equal(("2031-03-05", 1, 2, 1, 6000), (line.Text("day"), line.Int("planVersion"), line.Int("moves"), line.Int("unserved"), line.Int("loadedMetres")));
        Assert.Empty((await app.Get("/api/days?from=2031-03-06")).EnumerateArray().Single(area => area.Text("area") == Area).List("days"));
    }

    [Fact]
    public async Task A_driver_is_followed_through_the_day()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(Planned);
        await Step("notStarted", "planned", Acknowledged(Ana, 1), Positioned(Ana, -56.15, 8));
        await Step("onTheWay", "underway", Departed(Ana, First.Move, 0, 9));
        await Step("atStop", "arrived", Arrived(Ana, First.Move, 0, 9.2));
        await Step("driving", "done", Collected(Ana, First.Move, 0, 9.3));
        await Step("driving", "done", Departed(Ana, First.Move, 1, 9.31));
        await Step("atStop", "done", Arrived(Ana, First.Move, 1, 9.7));
        await Step("atStop", "done", HandedOver(Ana, First.Move, 1, 9.8));
        await Step("onTheWay", "done", Departed(Ana, Second.Move, 0, 9.9));
        await Step("unavailable", "done", Unavailable(Ana, 10));
        await Step("atStop", "done", Arrived(Ana, Second.Move, 0, 11.25));
        await Step("driving", "done", Collected(Ana, Second.Move, 0, 11.3));
        await Step("done", "done", HandedOver(Ana, Second.Move, 1, 12));

        var day = await app.Day();
        var route = day.List("routes")[0];
        Assert.Equal((1, 2), (route.Int("acknowledgedVersion"), route.Int("movesDone")));
        Assert.Equal((-56.15, At(8)), (route.GetProperty("position").GetProperty("lon").GetDouble(), route.GetProperty("position").Time("at")));
        var late = route.List("stops")[3];
        Assert.Equal((At(11.25), At(11.3), 900), (late.Time("arrivedAt"), late.Time("doneAt"), late.Int("lateSeconds")));
        Assert.Equal(900, route.Int("lateSeconds"));
        Assert.Equal((1, 1, 2), (day.GetProperty("figures").Int("onTime"), day.GetProperty("figures").Int("late"), day.GetProperty("figures").Int("done")));

        async Task Step(string driver, string firstStop, params object[] messages)
        {
            await app.Tell(messages);
            var now = (await app.Day()).List("routes")[0];
            Assert.Equal((driver, firstStop), (now.Text("state"), now.List("stops")[1].Text("state")));
        }
    }

    [Fact]
    public async Task A_driver_on_the_way_is_shown_on_the_road_and_as_measured_when_no_match_comes()
    {
        const double second = 1.0 / 3600;
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell([.. Planned, Departed(Ana, First.Move, 0, 9), Positioned(Ana, -56.1503, 9.1)]);
        Assert.Equal(-56.1503, await Lon());
        await app.Tell(Located(Ana, -56.15, 9.1));
        Assert.Equal(-56.15, await Lon());
        await app.Tell(Positioned(Ana, -56.1513, 9.1 + (5 * second)));
        Assert.Equal(-56.15, await Lon());
        await app.Tell(Located(Ana, -56.151, 9.1 + (5 * second)), Located(Ana, -56.15, 9.1));
        Assert.Equal(-56.151, await Lon());
        await app.Tell(Positioned(Ana, -56.1603, 9.1 + (30 * second)));
        Assert.Equal(-56.1603, await Lon());

        async Task<double> Lon() => (await app.Day()).List("routes")[0].GetProperty("position").GetProperty("lon").GetDouble();
    }

    [Fact]
    public async Task A_failed_stop_shows_why_until_it_is_tried_again()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell([.. Planned, Arrived(Ana, First.Move, 0, 9.2), Failed(Ana, First.Move, 0, 9.4)]);
        var stop = (await app.Day()).List("routes")[0].List("stops")[1];
        Assert.Equal(("failed", "absent", "rang twice", At(9.4)), (stop.Text("state"), stop.Text("failureReason"), stop.Text("failureNote"), stop.Time("failedAt")));
        await app.Tell(Departed(Ana, First.Move, 0, 14));
        stop = (await app.Day()).List("routes")[0].List("stops")[1];
        Assert.Equal("underway", stop.Text("state"));
        Assert.False(stop.TryGetProperty("failureReason", out _));
        Assert.False(stop.TryGetProperty("arrivedAt", out _));
    }

    [Fact]
    public async Task What_is_at_risk_comes_most_urgent_first()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(Planned);
        Assert.Equal(["unserved"], Causes(await app.Day()));
        await app.Tell(Eta(Ana, First.Move, 9.45, at: 8), Eta(Ana, Second.Move, 11.1, at: 8));
        var day = await app.Day();
        Assert.Equal(["unserved", "late", "tight"], Causes(day));
        Assert.Equal([-360, 180], day.List("atRisk").Skip(1).Select(risk => risk.Int("secondsLeft")));
        await app.Tell(Arrived(Ana, First.Move, 0, 9.4));
        Assert.Equal(["unserved", "late"], Causes(await app.Day()));
        await app.Tell(Unavailable(Ana, 9.6));
        Assert.Equal(["unserved", "driverUnavailable"], Causes(await app.Day()));
        await app.Tell(Cancelled(Third.Request), Cancelled(Second.Request));
        day = await app.Day();
        Assert.Empty(day.List("atRisk"));
        Assert.Empty(day.List("unserved"));
        Assert.True(day.List("routes")[0].List("stops")[3].GetProperty("cancelled").GetBoolean());
    }

    [Fact]
    public async Task An_estimate_holds_until_a_newer_one_or_a_newer_route()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell([.. Planned, Eta(Ana, First.Move, 9.4, at: 8.5), Eta(Ana, First.Move, 9.1, at: 8.2)]);
        Assert.Equal(At(9.4), await Present());
        await app.Tell(Assigned(Ana, 2, First, Second));
        Assert.Equal(At(9.25), await Present());
        await app.Tell(Eta(Ana, First.Move, 9.1, at: 8.3));
        Assert.Equal(At(9.25), await Present());
        await app.Tell(Eta(Ana, First.Move, 9.3, at: 8.6));
        Assert.Equal(At(9.3), await Present());

        async Task<DateTimeOffset> Present() => (await app.Day()).List("routes")[0].List("stops")[1].Time("eta");
    }

    [Fact]
    public async Task A_late_collection_puts_off_the_workshop_behind_it_and_not_the_customers_window()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell([.. Planned, Eta(Ana, First.Move, 10.25, at: 8.5)]);

        // An hour late: the stop takes 0.1 h, and the way to the workshop 600 s, while the next customer was told nothing new.
        Assert.Equal([At(8), At(10.25), At(10.35).AddSeconds(600), At(10.75)], (await Etas()).Take(4));
        await app.Tell(Arrived(Ana, First.Move, 0, 10.5), Collected(Ana, First.Move, 0, 10.75));
        Assert.Equal(At(10.75).AddSeconds(600), (await Etas())[2]);

        async Task<List<DateTimeOffset>> Etas() => [.. (await app.Day()).List("routes")[0].List("stops").Select(stop => stop.Time("eta"))];
    }

    [Fact]
    public async Task A_refusal_that_belongs_to_no_area_is_nobodys_day()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(Unserved(First.Request, First.Move) with { Area = "", PlanVersion = 0 });
        Assert.Equal(0, await app.Look(data => Task.FromResult(data.Days.Count())));
    }

    [Fact]
    public async Task Whatever_order_messages_come_in_the_day_is_the_same()
    {
        object[] messages =
        [
            .. Planned,
            DriverChanged(Ana, "Ana María", revision: 2), Requested(First.Request, First.Move, revision: 1), Cancelled(Second.Request),
            Assigned(Ana, 2, First), Assigned(Beto, 2, Second), Scheduled(Second.Request, Second.Move, Beto, version: 2), Published(2, cause: "an unassigned move"),
            Revoked(Beto, 4), Unserved(Second.Request, Second.Move, version: 4), Assigned(Beto, 3, Second), Published(3, [new(Third.Request, Third.Move, MoveKind.Collection, null, Full)]),
            Acknowledged(Ana, 1), Acknowledged(Ana, 2), Departed(Ana, First.Move, 0, 9), Arrived(Ana, First.Move, 0, 9.2), Failed(Ana, First.Move, 0, 9.3),
            Corrected(Ana, First.Move, 0, StopEvent.Failed, 9.3), Collected(Ana, First.Move, 0, 10.4), Corrected(Ana, First.Move, 0, StopEvent.Collected, 10.4),
            Departed(Ana, First.Move, 0, 11), Arrived(Ana, First.Move, 0, 11.2), Collected(Ana, First.Move, 0, 11.3), Departed(Ana, null, 0, 12),
            Positioned(Ana, -56.1, 9), Positioned(Ana, -56.2, 10), Located(Ana, -56.11, 9), Located(Ana, -56.21, 10), Unavailable(Ana, 9.5), Unavailable(Beto, 9.6),
        ];
        await using var database = Make();
        await using var inOrder = await DispatchApp.Start(database);
        await inOrder.Tell(messages);
        var expected = Comparable(await inOrder.Day());

        var seed = int.Parse(Environment.GetEnvironmentVariable("ROUTING_SEED") ?? $"{Random.Shared.Next()}");
        TestContext.Current.SendDiagnosticMessage($"ROUTING_SEED={seed}");
        var random = new Random(seed);
        for (var round = 0; round < 3; round++)
        {
            random.Shuffle(messages);
            await using var other = Make();
            await using var shuffled = await DispatchApp.Start(other);
            await shuffled.Tell(messages);
            Assert.True(expected == Comparable(await shuffled.Day()), $"ROUTING_SEED={seed}, round {round}");
        }

        static string Comparable(JsonElement day) =>
            JsonSerializer.Serialize(day.EnumerateObject().Where(part => part.Name != "lastEventId").ToDictionary(part => part.Name, part => part.Value));
    }

    [Fact]
    public async Task The_highest_revision_wins_also_between_two_processes()
    {
        await using var database = Make();
        await using var one = await DispatchApp.Start(database);
        await using var other = await DispatchApp.Start(database);
        await Task.WhenAll(
            one.Tell(Enumerable.Range(1, 30).Select(i => DriverChanged(Ana, $"Ana {2 * i}", revision: 2 * i))),
            other.Tell(Enumerable.Range(1, 30).Select(i => DriverChanged(Ana, $"Ana {2 * i - 1}", revision: 2 * i - 1))));
        Assert.Equal("Ana 60", await one.Look(data => Task.FromResult(data.Drivers.Single().Name)));
    }

    [Fact]
    public async Task A_day_of_a_thousand_moves_is_whole()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        var drivers = Enumerable.Range(0, 100).Select(i => (Driver: Id(i + 1), Moves: Enumerable.Range(0, 10).Select(j => (Id(100_000 + (10 * i) + j), Id(200_000 + (10 * i) + j))).ToList())).ToList();
        await app.Tell([AreaChanged(), .. drivers.Select(each => Assigned(each.Driver, 1, each.Moves)), .. drivers.Select(each => Arrived(each.Driver, each.Moves[0].Item2, 0, 9.1))]);
        var day = await app.Day();
        Assert.Equal((1000, 100, 1000), (day.GetProperty("figures").Int("moves"), day.List("routes").Count, day.GetProperty("figures").Int("onTime")));
        Assert.All(day.List("routes"), route => Assert.Equal((22, "atStop"), (route.List("stops").Count, route.Text("state"))));
    }

    [Fact]
    public async Task A_restart_keeps_the_day()
    {
        await using var database = Make();
        string before;
        await using (var app = await DispatchApp.Start(database))
        {
            await app.Tell([.. Planned, Departed(Ana, First.Move, 0, 9), Positioned(Ana, -56.15, 9.1), Eta(Ana, First.Move, 9.4, at: 9.1)]);
            before = (await app.Day("?geometry=true")).GetRawText();
        }

        await using var again = await DispatchApp.Start(database);
        Assert.Equal(before, (await again.Day("?geometry=true")).GetRawText());
        await again.Tell(Arrived(Ana, First.Move, 0, 9.2));
        Assert.Equal("atStop", (await again.Day()).List("routes")[0].Text("state"));
    }

    [Fact]
    public async Task A_known_area_has_an_empty_day_and_an_unknown_one_none()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(AreaChanged());
        var day = await app.Day();
        Assert.Equal(0, day.Int("planVersion"));
        Assert.Empty(day.List("routes"));
        using var none = await app.Dispatcher.GetAsync("/api/days/atlantis/2031-03-05", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal("unknown-area", (await none.Json()).Text("code"));
    }

    [Theory]
    [InlineData("2031-03-05", "2031-03-04")]
    [InlineData("2031-01-01", "2031-12-31")]
    public async Task A_period_that_ends_before_it_begins_or_is_a_year_is_refused(string from, string until)
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(AreaChanged());
        foreach (var what in new[] { "figures", "moves.csv" })
        {
            using var refused = await app.Dispatcher.GetAsync($"/api/days/montevideo/{what}?from={from}&until={until}", TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "period-wrong"), (refused.StatusCode, (await refused.Json()).Text("code")));
        }
    }

    private static IEnumerable<string> Causes(JsonElement day) => day.List("atRisk").Select(risk => risk.Text("cause"));
}

public sealed class SqliteDayTests : DayTests
{
    private protected override Database Make() => Database.Sqlite();
}

public sealed class PostgresDayTests : DayTests
{
    private protected override Database Make() => Database.Postgres();
}
