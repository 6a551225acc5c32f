using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Dispatch.Tests.Support;
using static Routing.Dispatch.Tests.Support.Days;

namespace Routing.Dispatch.Tests.Board;

/// <summary>What the workshop sees and tells, as an adviser, the same on both databases.</summary>
public abstract class BoardTests
{
    private static readonly Guid Ana = Id(1);
    private static readonly (Guid Request, Guid Move) First = (Id(101), Id(201)), Second = (Id(102), Id(202)), Third = (Id(103), Id(203));
    private static readonly string Path = $"/api/boards/{Workshop}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Database Make();

    private static IEnumerable<object> Planned =>
    [
        AreaChanged(), WorkshopChanged(), DriverChanged(Ana),
        Requested(First.Request, First.Move), Requested(Second.Request, Second.Move), Requested(Third.Request, Third.Move),
        Scheduled(First.Request, First.Move, Ana), Scheduled(Second.Request, Second.Move, Ana, hour: 10.5), Unserved(Third.Request, Third.Move),
        Assigned(Ana, 1, First, Second),
        Published(1, [new(Third.Request, Third.Move, MoveKind.Collection, null, Full)], [new(Workshop, At(9.75), 1, 2, 1, 2, 0, 8), new(Id(901), At(9.75), 0, 2, 0, 2, 0, 8)]),
    ];

    [Fact]
    public async Task The_board_follows_a_car_from_the_customer_to_the_workshop_and_names_no_customer()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        using var adviser = app.As(Roles.Adviser);
        await app.Tell(Planned);
        var board = await Get(adviser, Path);
        Assert.Equal(("Taller Italia", "2031-03-05", "America/Montevideo", 1), (board.Text("name"), board.Text("day"), board.Text("timeZone"), board.Int("planVersion")));
        Assert.Equal(["expected", "expected", "notComing"], board.List("cars").Select(car => car.Text("state")));
        var car = board.List("cars")[0];
        Assert.Equal((First.Request, "SBA 1234", 3600, At(9.75), "Ana"), (
            car.GetProperty("requestId").GetGuid(), car.GetProperty("vehicle").Text("plate"), car.Int("workSeconds"), car.Time("arrivesAt"), car.Text("arrivesWith")));
        Assert.Equal(1, Assert.Single(board.List("liftLoads")).Int("liftsBusy"));
        Assert.DoesNotContain("Bulevar", board.GetRawText(), StringComparison.Ordinal);

        await app.Tell(Collected(Ana, First.Move, 0, 9.4));
        Assert.Equal("coming", State(await Get(adviser, Path), First.Request));
        await app.Tell(HandedOver(Ana, First.Move, 1, 9.8));
        board = await Get(adviser, Path);
        Assert.Equal(("here", At(9.8)), (State(board, First.Request), board.Time("latestAt")));
        Assert.Equal(Second.Request, board.List("cars")[0].GetProperty("requestId").GetGuid());
        Assert.Empty((await Get(adviser, $"{Path}?day=2031-03-06")).List("cars"));
    }

    [Fact]
    public async Task A_car_is_told_to_be_later_and_then_ready_each_once()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        using var adviser = app.As(Roles.Adviser);
        await app.Tell(Planned);
        await Refused(adviser, Workshop, First.Request, null, HttpStatusCode.Conflict, "car-not-here");
        await app.Tell(Collected(Ana, First.Move, 0, 9.4), HandedOver(Ana, First.Move, 1, 9.8));
        await Refused(adviser, Workshop, First.Request, At(9.5), HttpStatusCode.UnprocessableEntity, "ready-time-wrong");
        await Refused(adviser, Workshop, Id(999), null, HttpStatusCode.NotFound, "unknown-car");
        await Refused(adviser, Id(998), First.Request, null, HttpStatusCode.NotFound, "unknown-workshop");

        await Told(adviser, At(12));
        Assert.Equal(("here", At(12)), (State(await Get(adviser, Path), First.Request), Car(await Get(adviser, Path), First.Request).Time("readyAt")));
        await Told(adviser, null);
        await Told(adviser, null);
        Assert.Equal("ready", State(await Get(adviser, Path), First.Request));
        await Told(adviser, At(13));
        Assert.Equal("here", State(await Get(adviser, Path), First.Request));

        await Wait.Until(() => Task.FromResult(app.Planning.Heard.OfType<VehicleReady>().Count() == 3), "three words");
        Assert.Equal(
            [(false, At(12)), (true, At(9.8)), (false, At(13))],
            app.Planning.Heard.OfType<VehicleReady>().Select(word => (word.IsReady, word.ReadyAt)));
        Assert.All(app.Planning.Heard.OfType<VehicleReady>(), word => Assert.Equal((First.Request, DispatchApp.Name, Days.Day), (word.RequestId, word.By, word.Day)));
    }

    [Fact]
    public async Task A_car_is_taken_in_with_its_key_tag_and_who_holds_the_key_is_known_all_the_way()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        using var adviser = app.As(Roles.Adviser);
        await app.Tell(Planned);
        Assert.Equal((HttpStatusCode.Conflict, "car-not-here"), await CheckIn(adviser, First.Request, "7", "Reception"));

        await app.Tell(Collected(Ana, First.Move, 0, 9.4), Collected(Ana, Second.Move, 0, 9.6));
        Assert.Equal("Ana", Car(await Get(adviser, Path), First.Request).Text("keyHolder"));

        // Its driver has no signal: whoever takes it in says that it is there.
        Assert.Equal((HttpStatusCode.NoContent, null), await CheckIn(adviser, First.Request, " b7 ", "Reception"));
        Assert.Equal((HttpStatusCode.NoContent, null), await CheckIn(adviser, First.Request, "B7", "Reception"));
        var car = Car(await Get(adviser, Path), First.Request);
        Assert.Equal(("here", "B7", "Reception"), (car.Text("state"), car.Text("keyTag"), car.Text("keyHolder")));
        Assert.Equal((HttpStatusCode.Conflict, "key-tag-taken"), await CheckIn(adviser, Second.Request, "b7", null));
        Assert.Equal((HttpStatusCode.BadRequest, null), await CheckIn(adviser, Second.Request, "a tag that is too long", null));
        await Told(adviser, null);
        Assert.Equal("ready", State(await Get(adviser, Path), First.Request));
    }

    [Fact]
    public async Task The_load_moves_on_within_a_plan_and_an_older_one_is_passed_over()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        using var adviser = app.As(Roles.Adviser);
        await app.Tell(Planned);
        await app.Tell(Loads(busy: 2, hour: 10), Loads(busy: 0, hour: 9.9), Loads(busy: 0, hour: 11) with { PlanVersion = 0 });
        Assert.Equal(2, Assert.Single((await Get(adviser, Path)).List("liftLoads")).Int("liftsBusy"));

        static LiftLoadsChanged Loads(int busy, double hour) =>
            new() { Area = Area, Day = Days.Day, PlanVersion = 1, LiftLoads = [new(Workshop, At(9.75), 1, 2, busy, 2, 0, 8)], At = At(hour) };
    }

    [Fact]
    public async Task Whoever_waits_for_news_hears_of_it_when_it_comes()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        using var adviser = app.As(Roles.Adviser);
        await app.Tell(Planned);
        var seen = (await Get(adviser, Path)).GetProperty("lastEventId").GetInt64();
        var waiting = Get(adviser, $"{Path}?after={seen}&waitSeconds=30");
        await app.Tell(Collected(Ana, First.Move, 0, 9.4));
        Assert.True((await waiting).GetProperty("lastEventId").GetInt64() > seen);
    }

    private static async Task<JsonElement> Get(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }

    private static async Task Told(HttpClient client, DateTimeOffset? readyAt)
    {
        using var answer = await client.PostAsJsonAsync($"{Path}/cars/{First.Request}/ready", new { readyAt }, Token);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<(HttpStatusCode, string?)> CheckIn(HttpClient client, Guid request, string? keyTag, string? keyHolder)
    {
        using var answer = await client.PostAsJsonAsync($"{Path}/cars/{request}/check-in", new { keyTag, keyHolder }, Token);
        if (answer.StatusCode == HttpStatusCode.NoContent) return (answer.StatusCode, null);
        return (answer.StatusCode, (await answer.Json()).TryGetProperty("code", out var code) && answer.StatusCode != HttpStatusCode.BadRequest ? code.GetString() : null);
    }

    private static async Task Refused(HttpClient client, Guid workshop, Guid request, DateTimeOffset? readyAt, HttpStatusCode status, string code)
    {
        using var answer = await client.PostAsJsonAsync($"/api/boards/{workshop}/cars/{request}/ready", new { readyAt }, Token);
        Assert.Equal((status, code), (answer.StatusCode, (await answer.Json()).Text("code")));
    }

    private static JsonElement Car(JsonElement board, Guid request) => board.List("cars").Single(car => car.GetProperty("requestId").GetGuid() == request);

    private static string State(JsonElement board, Guid request) => Car(board, request).Text("state");
}

public sealed class SqliteBoardTests : BoardTests
{
    private protected override Database Make() => Database.Sqlite();
}

public sealed class PostgresBoardTests : BoardTests
{
    private protected override Database Make() => Database.Postgres();
}
