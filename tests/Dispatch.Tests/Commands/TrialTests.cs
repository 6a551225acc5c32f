using System.Net;
using System.Net.Http.Json;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Dispatch.Tests.Support;
using static Routing.Dispatch.Tests.Support.Days;

namespace Routing.Dispatch.Tests.Commands;

/// <summary>Orders tried before they are given: the question reaches Planning, and its answer the page.</summary>
public sealed class TrialTests
{
    private static readonly Guid Ana = Id(1), Beto = Id(2);
    private static readonly (Guid Request, Guid Move) First = (Id(101), Id(201)), Second = (Id(102), Id(202));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Path => $"/api/days/{Area}/{Days.Day:yyyy-MM-dd}";

    [Fact]
    public async Task A_trial_is_asked_of_Planning_and_gives_no_command()
    {
        await using var app = await Started();
        app.Planning.Answer = _ => new MoveTried
        {
            Trial = new Trial { AddedCents = 240.5, AddedEmptyMetres = 1200, AddedWorkingSeconds = -60, DriverId = Beto, Late = [new TrialLateness(Second.Move, Beto, 420, 0)], ChangedDrivers = [Ana, Beto] },
        };
        using var answer = await Post(app, new { moveId = First.Move, toDriverId = Beto, afterMoveId = Second.Move, window = Between(10, 10.5) });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var trial = await answer.Json();
        Assert.Equal((240.5, 1200, "EUR"), (trial.GetProperty("addedCents").GetDouble(), trial.Int("addedEmptyMetres"), trial.Text("currency")));
        Assert.Equal((Second.Move.ToString(), 420), (Assert.Single(trial.List("late")).Text("moveId"), trial.List("late")[0].Int("lateSeconds")));
        var asked = Assert.IsType<TryMove>(Assert.Single(app.Planning.Heard));
        Assert.Equal((Area, Days.Day, First.Move, Beto, Second.Move, At(10)), (asked.Area, asked.Day, asked.MoveId, asked.ToDriverId, asked.AfterMoveId, asked.Window!.From));
        Assert.Contains(DispatchApp.Name, asked.By, StringComparison.Ordinal);
        Assert.Empty((await app.Get($"{Path}/history")).List("commands"));
    }

    [Fact]
    public async Task Each_driver_is_told_with_what_it_would_cost()
    {
        await using var app = await Started();
        app.Planning.Answer = _ => new DriversTried
        {
            Drivers = [new DriverTrial(Beto, IsNow: false, new Trial { AddedCents = -20 }), new DriverTrial(Ana, IsNow: true, new Trial { Refusal = new Reason("does-not-fit", "It does not fit.", null) })],
        };
        var drivers = await app.Get($"{Path}/moves/{First.Move}/drivers");
        Assert.Equal([Beto, Ana], drivers.EnumerateArray().Select(driver => driver.GetProperty("driverId").GetGuid()));
        Assert.Equal("does-not-fit", drivers[1].GetProperty("trial").GetProperty("refusal").Text("code"));
        Assert.Equal(First.Move, Assert.IsType<TryDrivers>(Assert.Single(app.Planning.Heard)).MoveId);
    }

    [Fact]
    public async Task A_draft_is_shown_move_by_move()
    {
        await using var app = await Started();
        app.Planning.Answer = _ => new DraftShown
        {
            IsDraft = true, HasPublished = true, Difference = new Trial { AddedCents = -310 },
            Moves = [new DraftMove(First.Move, First.Request, null, new DraftPlace(Ana, 1, At(10), Between(10, 11), 0), new DraftPlace(Beto, 2, At(10.5), Between(10, 11), 0))],
        };
        var draft = await app.Get($"{Path}/draft");
        Assert.Equal(-310, draft.GetProperty("difference").GetProperty("addedCents").GetDouble());
        Assert.Equal((Ana, Beto), (draft.List("moves")[0].GetProperty("now").GetProperty("driverId").GetGuid(), draft.List("moves")[0].GetProperty("then").GetProperty("driverId").GetGuid()));
        Assert.Equal((Area, Days.Day), Assert.IsType<ShowDraft>(Assert.Single(app.Planning.Heard)) is var asked ? (asked.Area, asked.Day) : default);
        using var elsewhere = await app.Dispatcher.GetAsync($"/api/days/atlantis/{Days.Day:yyyy-MM-dd}/draft", Token);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_or_overtaken_is_said_in_time()
    {
        await using var app = await Started(("Dispatch:TrialTimeoutSeconds", "1"));
        Assert.Equal("unknown-move", await CodeOf(Post(app, new { moveId = Id(999) }), HttpStatusCode.UnprocessableEntity));
        Assert.Equal("unknown-driver", await CodeOf(Post(app, new { moveId = First.Move, toDriverId = Id(999) }), HttpStatusCode.UnprocessableEntity));
        Assert.Equal("other-day", await CodeOf(Post(app, new { moveId = First.Move, window = Between(100, 101) }), HttpStatusCode.UnprocessableEntity));
        using var empty = await Post(app, new { });
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal("unknown-move", await CodeOf(app.Dispatcher.GetAsync($"{Path}/moves/{Id(999)}/drivers", Token), HttpStatusCode.UnprocessableEntity));
        Assert.Empty(app.Planning.Heard);

        app.Planning.Answer = asked => asked is TryMove ? new MoveTried { Trial = null } : new DriversTried { Drivers = null };
        Assert.Equal("asked-anew", await CodeOf(Post(app, new { moveId = First.Move }), HttpStatusCode.Conflict));
        Assert.Equal("asked-anew", await CodeOf(app.Dispatcher.GetAsync($"{Path}/moves/{First.Move}/drivers", Token), HttpStatusCode.Conflict));

        app.Planning.Answer = _ => null;
        Assert.Equal("planning-unavailable", await CodeOf(Post(app, new { moveId = First.Move }), HttpStatusCode.ServiceUnavailable));
    }

    private static async Task<DispatchApp> Started(params (string Key, string? Value)[] settings)
    {
        var app = await DispatchApp.Start(null, settings);
        await app.Tell(
            AreaChanged(), DriverChanged(Ana), DriverChanged(Beto, "Beto"),
            Scheduled(First.Request, First.Move, Ana), Scheduled(Second.Request, Second.Move, Ana), Assigned(Ana, 1, First, Second), Published(1));
        return app;
    }

    private static Task<HttpResponseMessage> Post(DispatchApp app, object body) => app.Dispatcher.PostAsJsonAsync($"{Path}/trials", body, WireJson.Options, Token);

    private static async Task<string> CodeOf(Task<HttpResponseMessage> call, HttpStatusCode status)
    {
        using var answer = await call;
        Assert.Equal(status, answer.StatusCode);
        return (await answer.Json()).Text("code")!;
    }
}
