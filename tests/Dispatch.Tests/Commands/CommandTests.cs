using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Dispatch.Tests.Support;
using static Routing.Dispatch.Tests.Support.Days;

namespace Routing.Dispatch.Tests.Commands;

/// <summary>Commands from a dispatcher to Planning and back, the same on both databases.</summary>
public abstract class CommandTests
{
    private static readonly Guid Ana = Id(1), Beto = Id(2);
    private static readonly (Guid Request, Guid Move) First = (Id(101), Id(201)), Second = (Id(102), Id(202));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Database Make();

    private static IEnumerable<object> Planned =>
    [
        AreaChanged(), DriverChanged(Ana), DriverChanged(Beto, "Beto"),
        Scheduled(First.Request, First.Move, Ana), Unserved(Second.Request, Second.Move), Assigned(Ana, 1, First), Published(1),
    ];

    [Fact]
    public async Task A_command_reaches_Planning_with_who_gave_it_and_its_answer_comes_back()
    {
        await using var database = Make();
        await using var app = await Started(database);
        app.Planning.Answer = command => new CommandApplied { CommandId = ((MoveStop)command).CommandId, Area = Area, Day = Days.Day, PlanVersion = 2 };
        using var accepted = await Post(app, "move-stop", new { moveId = First.Move, toDriverId = Beto, window = Between(10, 10.5) });
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var pending = await accepted.Json();
        var id = pending.GetProperty("commandId").GetGuid();
        Assert.Equal(7, id.Version);
        Assert.Equal(("move-stop", DispatchApp.Name, "pending"), (pending.Text("kind"), pending.Text("by"), pending.Text("state")));

        var applied = await app.Get($"{accepted.Headers.Location}?waitSeconds=30");
        Assert.Equal(("applied", 2), (applied.Text("state"), applied.Int("planVersion")));
        var heard = Assert.IsType<MoveStop>(Assert.Single(app.Planning.Heard));
        Assert.Equal((id, Area, Days.Day, DispatchApp.Name), (heard.CommandId, heard.Area, heard.Day, heard.By));
        Assert.Equal((First.Move, Beto, null, At(10), At(10.5)), (heard.MoveId, heard.ToDriverId, heard.AfterMoveId, heard.Window!.From, heard.Window.Until));
    }

    [Fact]
    public async Task A_refusal_says_why()
    {
        await using var database = Make();
        await using var app = await Started(database);
        app.Planning.Answer = command => new CommandRefused
        {
            CommandId = ((LockStop)command).CommandId, Area = Area, Day = Days.Day, Code = "move-begun", Text = "The driver is on the way.",
        };
        using var accepted = await Post(app, "lock-stop", new { moveId = First.Move, strength = "order" });
        var refused = await app.Get($"{accepted.Headers.Location}?waitSeconds=30");
        Assert.Equal(("refused", "move-begun", "The driver is on the way."), (refused.Text("state"), refused.Text("code"), refused.Text("text")));

        // The first answer counts.
        await app.Tell(new CommandApplied { CommandId = refused.GetProperty("commandId").GetGuid(), Area = Area, Day = Days.Day, PlanVersion = 9 });
        Assert.Equal("refused", (await app.Get(accepted.Headers.Location!.ToString())).Text("state"));
    }

    [Fact]
    public async Task A_driver_who_can_go_no_further_is_shown_so_until_they_are_back()
    {
        await using var database = Make();
        await using var app = await Started(database);
        app.Planning.Answer = command => new CommandApplied
        {
            CommandId = command is RemoveDriver removed ? removed.CommandId : ((AddDriver)command).CommandId, Area = Area, Day = Days.Day, PlanVersion = 2,
        };
        await Answered("remove-driver", new { driverId = Ana, reason = "breakdown", note = "Flat tyre" });
        var heard = Assert.IsType<RemoveDriver>(Assert.Single(app.Planning.Heard));
        Assert.Equal((UnavailableReason.Breakdown, "Flat tyre"), (heard.Reason, heard.Note));
        var route = Assert.Single((await app.Day()).List("routes"));
        Assert.Equal(("unavailable", "breakdown", "Flat tyre"), (route.Text("state"), route.GetProperty("unavailable").Text("reason"), route.GetProperty("unavailable").Text("note")));
        await Answered("add-driver", new { driverId = Ana, shift = Between(9, 15) });
        Assert.NotEqual("unavailable", Assert.Single((await app.Day()).List("routes")).Text("state"));
        using var bare = await Post(app, "remove-driver", new { driverId = Ana, note = "Why" });
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);

        async Task Answered(string path, object body)
        {
            using var accepted = await Post(app, path, body);
            Assert.Equal("applied", (await app.Get($"{accepted.Headers.Location}?waitSeconds=30")).Text("state"));
        }
    }

    [Fact]
    public async Task Every_command_arrives_as_its_message()
    {
        await using var database = Make();
        await using var app = await Started(database);
        (string Path, object? Body, Type Message)[] commands =
        [
            ("lock-stop", new { moveId = First.Move, strength = "time" }, typeof(LockStop)),
            ("move-stop", new { moveId = Second.Move }, typeof(MoveStop)),
            ("unassign-stop", new { moveId = First.Move }, typeof(UnassignStop)),
            ("add-driver", new { driverId = Beto, shift = Between(9, 15), startPlace = Depot }, typeof(AddDriver)),
            ("remove-driver", new { driverId = Ana }, typeof(RemoveDriver)),
            ("replan", null, typeof(ReplanArea)),
            ("discard-draft", null, typeof(DiscardDraft)),
            ("publish", new { commandId = Id(77) }, typeof(PublishPlan)),
        ];
        foreach (var (path, body, _) in commands)
        {
            using var accepted = await Post(app, path, body);
            Assert.True(accepted.StatusCode == HttpStatusCode.Accepted, $"{path}: {await accepted.Content.ReadAsStringAsync(Token)}");
        }

        await Wait.Until(() => Task.FromResult(app.Planning.Heard.Count == commands.Length), "the commands");
        Assert.Equal(commands.Select(command => command.Message), app.Planning.Heard.Select(message => message.GetType()));
        Assert.Equal(Id(77), ((PublishPlan)app.Planning.Heard[^1]).CommandId);
        Assert.Equal((Beto, At(9), At(15), Depot), app.Planning.Heard.OfType<AddDriver>().Select(add => (add.DriverId, add.Shift.From, add.Shift.Until, add.StartPlace!)).Single());
        Assert.Equal(LockStrength.Time, app.Planning.Heard.OfType<LockStop>().Single().Strength);

        var history = await app.Get($"/api/days/{Area}/{Days.Day:yyyy-MM-dd}/history");
        Assert.Equal(commands.Select(command => command.Path), history.List("commands").Select(command => command.Text("kind")));
        Assert.All(history.List("commands"), command => Assert.Equal(DispatchApp.Name, command.Text("by")));
        var plan = Assert.Single(history.List("plans"));
        Assert.Equal((1, "3 new requests", 2), (plan.Int("version"), plan.Text("cause"), plan.Int("moves")));
    }

    [Fact]
    public async Task The_same_command_twice_has_one_effect_and_another_under_its_id_is_refused()
    {
        await using var database = Make();
        await using var app = await Started(database);
        object body = new { commandId = Id(70), moveId = First.Move };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Post(app, "unassign-stop", body)));
        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.Accepted, $"/api/commands/{Id(70)}"), (answer.StatusCode, answer.Headers.Location?.ToString())));
        using var other = await Post(app, "unassign-stop", new { commandId = Id(70), moveId = Second.Move });
        Assert.Equal((HttpStatusCode.Conflict, "command-id-taken"), (other.StatusCode, (await other.Json()).Text("code")));
        using var otherDay = await Post(app, "replan", new { commandId = Id(70) }, day: "2031-03-06");
        Assert.Equal(HttpStatusCode.Conflict, otherDay.StatusCode);

        var first = await Keyed("monday-1");
        Assert.Equal(first, await Keyed("monday-1"));
        Assert.NotEqual(first, await Keyed("monday-2"));
        Assert.Equal(Id(71), await Keyed(Id(71).ToString()));
        await Wait.Until(() => Task.FromResult(app.Planning.Heard.Count >= 4), "the commands");
        await app.Settle();
        Assert.Equal(4, app.Planning.Heard.Count);

        async Task<Guid> Keyed(string key)
        {
            using var answer = await Post(app, "replan", body: null, key: key);
            return (await answer.Json()).GetProperty("commandId").GetGuid();
        }
    }

    [Theory]
    [InlineData("lock-stop", """{"moveId":"01890a5d-ac96-774b-bcce-000000000999","strength":"time"}""", 422, "unknown-move")]
    [InlineData("move-stop", """{"moveId":"01890a5d-ac96-774b-bcce-000000000201","toDriverId":"01890a5d-ac96-774b-bcce-000000000999"}""", 422, "unknown-driver")]
    [InlineData("move-stop", """{"moveId":"01890a5d-ac96-774b-bcce-000000000201","window":{"from":"2031-03-09T10:00:00-03:00","until":"2031-03-09T11:00:00-03:00"}}""", 422, "other-day")]
    [InlineData("remove-driver", """{"driverId":"01890a5d-ac96-774b-bcce-000000000999"}""", 422, "unknown-driver")]
    [InlineData("lock-stop", """{}""", 400, "moveId,strength")]
    [InlineData("lock-stop", """{"moveId":"01890a5d-ac96-774b-bcce-000000000201","strength":"glue"}""", 400, null)]
    [InlineData("move-stop", """{"moveId":"01890a5d-ac96-774b-bcce-000000000201","afterMoveId":"01890a5d-ac96-774b-bcce-000000000202"}""", 400, "afterMoveId")]
    [InlineData("move-stop", """{"moveId":"01890a5d-ac96-774b-bcce-000000000201","window":{"from":"2031-03-05T11:00:00-03:00","until":"2031-03-05T10:00:00-03:00"}}""", 400, "window.until")]
    [InlineData("add-driver", """{"driverId":"01890a5d-ac96-774b-bcce-000000000002","startPlace":{"lon":200,"lat":0}}""", 400, "shift,startPlace.lon")]
    [InlineData("unassign-stop", """{"moveId":""", 400, null)]
    public async Task What_is_wrong_is_told_at_once_and_Planning_does_not_hear_of_it(string path, string body, int status, string? what)
    {
        await using var database = Make();
        await using var app = await Started(database);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await app.Dispatcher.PostAsync($"/api/days/{Area}/{Days.Day:yyyy-MM-dd}/commands/{path}", content, Token);
        var problem = await answer.Json();
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        if (problem.TryGetProperty("errors", out var errors)) Assert.Equal(what, string.Join(',', errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)));
        else if (what is not null) Assert.Equal(what, problem.Text("code"));
        await app.Settle();
        Assert.Empty(app.Planning.Heard);
        Assert.Equal(0, await app.Look(data => Task.FromResult(data.Commands.Count())));
    }

    [Fact]
    public async Task A_command_for_an_unknown_area_or_an_unknown_command_is_not_found()
    {
        await using var database = Make();
        await using var app = await Started(database);
        using var area = await app.Dispatcher.PostAsync("/api/days/atlantis/2031-03-05/commands/replan", null, Token);
        Assert.Equal((HttpStatusCode.NotFound, "unknown-area"), (area.StatusCode, (await area.Json()).Text("code")));
        using var command = await app.Dispatcher.GetAsync($"/api/commands/{Id(5)}", Token);
        Assert.Equal((HttpStatusCode.NotFound, "unknown-command"), (command.StatusCode, (await command.Json()).Text("code")));
    }

    [Fact]
    public async Task A_pending_command_outlives_a_restart()
    {
        await using var database = Make();
        await using (var app = await Started(database))
        {
            using var accepted = await Post(app, "replan", new { commandId = Id(72) });
            await Wait.Until(() => Task.FromResult(app.Planning.Heard.Count == 1), "the command");
            await app.Settle();
        }

        await using var again = await DispatchApp.Start(database);
        Assert.Equal("pending", (await again.Get($"/api/commands/{Id(72)}")).Text("state"));
        var waiting = again.Get($"/api/commands/{Id(72)}?waitSeconds=30");
        await again.Tell(new CommandApplied { CommandId = Id(72), Area = Area, Day = Days.Day, PlanVersion = 5 });
        Assert.Equal(5, (await waiting).Int("planVersion"));
    }

    private static async Task<DispatchApp> Started(Database database)
    {
        var app = await DispatchApp.Start(database);
        await app.Tell(Planned);
        return app;
    }

    private static async Task<HttpResponseMessage> Post(DispatchApp app, string command, object? body, string? key = null, string day = "2031-03-05")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/days/{Area}/{day}/commands/{command}");
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: WireJson.Options);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await app.Dispatcher.SendAsync(request, Token);
    }
}

public sealed class SqliteCommandTests : CommandTests
{
    private protected override Database Make() => Database.Sqlite();
}

public sealed class PostgresCommandTests : CommandTests
{
    private protected override Database Make() => Database.Postgres();
}
