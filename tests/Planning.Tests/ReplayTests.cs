using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.PlanChecker;
using Routing.Planning.CommandLine;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Replay;

namespace Routing.Planning.Tests;

public sealed class ReplayTests(SharedRegion region)
{
    private static readonly DayKey Key = new(PlanningProcess.Area, Town.Day);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void As_it_was_a_day_serves_what_it_served_on_the_same_ways()
    {
        var day = Asked(drivers: 3, requests: 8);
        var figures = Replayed(day, ReplayChange.None);
        Assert.Equal((16, 0, 0, 0, 0), (figures.Served, figures.Unserved, figures.Failed, figures.Late, figures.OtherDay));
        var stops = day.State.Routes.Values.SelectMany(route => route.Stops).ToList();
        Assert.Equal(stops.Where(stop => stop.IsLoaded).Sum(stop => stop.LegMetres), figures.LoadedMetres);
        Assert.Equal(stops.Where(stop => !stop.IsLoaded).Sum(stop => stop.LegMetres), figures.EmptyMetres);
        Assert.Equal(day.State.Routes.Values.Count(route => route.Stops.Any(stop => stop.MoveId is not null)), figures.Drivers);
    }

    [Fact]
    public void What_failed_fails_again_and_what_took_longer_does_so_again()
    {
        var day = Asked(drivers: 1, requests: 3);
        var order = day.State.Routes.Values.Single().Stops.Where(stop => stop is { MoveId: not null, StopIndex: 0 }).Select(stop => stop.MoveId!.Value).ToList();
        var (slow, absent) = (order[0], order[1]);
        day.Depart(slow, 0, day.EtaOf(slow, 0).AddMinutes(-5));
        day.Arrive(slow, 0, day.EtaOf(slow, 0));
        var left = day.Stop(slow, 0).Departure;
        day.Collect(slow, 0, left.AddMinutes(50));
        day.Replan();
        day.HandOver(slow, 1, day.EtaOf(slow, 1).AddMinutes(4));
        day.Replan();
        day.Depart(absent, 0, day.EtaOf(absent, 0).AddMinutes(-5));
        day.Arrive(absent, 0, day.EtaOf(absent, 0));
        day.Fail(absent, 0, day.Stop(absent, 0).ArrivedAt!.Value.AddMinutes(10));
        day.Replan();

        var happened = WhatHappened.Of(Key, LogOf(day));
        Assert.Equal(TimeSpan.FromMinutes(50), happened.Longer(slow, 0));
        Assert.Equal((FailureReason.Absent, TimeSpan.FromMinutes(10)), happened.Failure(absent, 0));

        // The car that was not there cannot be brought back either; the fifty minutes make a later promise late.
        var figures = Replayed(day, ReplayChange.None);
        Assert.Equal((4, 2), (figures.Served, figures.Failed));
        Assert.True(figures.WorstLateSeconds > 0, $"{figures}");
    }

    [Fact]
    public void Cars_that_stay_over_the_day_are_known_from_when_a_plan_knew_them()
    {
        var day = new PlayedDay(region, 2);
        day.Append(day.Workshop with { Revision = 2, CourtesyCars = 1 });
        day.Append(Town.Request(day.Workshop.WorkshopId, 1));
        day.Replan();

        // Only then a car that came yesterday with a courtesy car is said to stay until tomorrow.
        day.Restore(day.State with { Staying = [new StayingCar(Guid.CreateVersion7(Town.Morning), day.Workshop.WorkshopId, IsSwap: true)] });
        var swap = Town.Request(day.Workshop.WorkshopId, 2, swap: true);
        day.Append(swap);
        day.Replan();
        day.Append(Town.Request(day.Workshop.WorkshopId, 3));
        day.Replan();
        Assert.Equal("no-courtesy-car", day.State.Moves[swap.Details.CollectionMoveId!.Value].Reason!.Code);
        Assert.Equal([0, 1, 0], day.Log.OfType<PlanPublishedEntry>().Select(entry => entry.Staying?.Count ?? 0));

        var figures = Replayed(day, ReplayChange.None);
        Assert.Equal((2, 1), (figures.Served, figures.Unserved));

        // Without what the log says of them, the courtesy car would be there.
        var forgotten = LogOf(day).Select(each => (each.At, each.Entry is PlanPublishedEntry entry ? entry with { Staying = null } : each.Entry));
        var without = DayReplay.Play(Key, WhatHappened.Of(Key, forgotten), ReplayChange.None, region.Roads, day.Options, cancellation: Cancellation);
        Assert.Equal((3, 0), (without.Served, without.Unserved));
    }

    [Fact]
    public void One_more_driver_serves_what_there_was_no_driver_for()
    {
        var day = Asked(drivers: 1, requests: 12, drivenUntil: 11);
        var (before, after) = (Replayed(day, ReplayChange.None), Replayed(day, new() { AddedDrivers = [Means.Scooter, Means.Bicycle] }));
        Assert.True(before.Served < 24, $"{before}");
        Assert.True(after.Served > before.Served, $"{before}\n{after}");
        Assert.Equal(3, after.Drivers);
    }

    [Fact]
    public void More_lifts_and_technicians_get_cars_done_that_waited_for_them()
    {
        var day = Asked(drivers: 3, requests: 8, lifts: 1, workSeconds: 2 * 3600);
        var (before, after) = (Replayed(day, ReplayChange.None), Replayed(day, new() { AddedLifts = 3, AddedTechnicians = 3 }));
        Assert.True(after.Served > before.Served, $"{before}\n{after}");
    }

    [Fact]
    public void Other_means_for_all_are_other_ways()
    {
        var day = Asked(drivers: 2, requests: 5);
        var (before, after) = (Replayed(day, ReplayChange.None), Replayed(day, new() { MeansOfAll = Means.Foot }));
        Assert.NotEqual(before.RouteSeconds, after.RouteSeconds);
    }

    [Fact]
    public void Every_plan_of_a_replay_passes_the_checker_and_two_replays_are_the_same()
    {
        var day = Asked(drivers: 2, requests: 10, options: new PlanningOptions { ImproveSeconds = 5 });
        var plans = 0;
        var change = new ReplayChange { AddedDrivers = [Means.Scooter], AddedLifts = -2 };
        var once = Replayed(day, change, (model, plan) =>
        {
            plans++;
            Assert.Empty(Check.FaultsOfServed(model.Problem, plan));
        });
        Assert.True(plans > 1, $"{plans} plans");
        Assert.Equal(once, Replayed(day, change));
    }

    [Fact]
    public async Task The_command_sets_both_days_side_by_side_and_leaves_the_log_as_it_is()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        var request = Town.Request(workshop.WorkshopId, 1, isReturned: true);
        await process.Publish(request);
        await process.Heard.First<PickupScheduled>(scheduled => scheduled.MoveId == request.Details.ReturnMoveId);
        var entries = await process.In(context => Task.FromResult(context.Entries.Count()));

        var change = new ReplayChange { AddedDrivers = [Means.Bicycle], AddedLifts = 1 };
        var (code, table, error) = await Run(new(process.Data, null, Key.Area, Key.Day, change, Path.Combine(region.Folder, "montevideo.region"), IsJson: false, ShowsProgress: false));
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("montevideo, 2026-03-02, played again; changed: 1 more driver by bicycle, +1 lift\n", table, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^moves served +2 +2 +0$", table);

        (code, var json, _) = await Run(new(process.Data, null, Key.Area, Key.Day, ReplayChange.None, Path.Combine(region.Folder, "montevideo.region"), IsJson: true, ShowsProgress: false));
        var played = JsonDocument.Parse(json).RootElement.GetProperty("played");
        Assert.Equal((0, 1, 2), (code, played.GetArrayLength(), played[0].GetProperty("figures").GetProperty("served").GetInt32()));
        Assert.Equal(entries, await process.In(context => Task.FromResult(context.Entries.Count())));
    }

    [Fact]
    public async Task Without_a_database_or_a_day_the_command_says_what_is_missing()
    {
        var empty = Directory.CreateTempSubdirectory("replay-").FullName;
        var (code, _, error) = await Run(new(empty, null, Key.Area, Key.Day, ReplayChange.None, null, IsJson: false, ShowsProgress: false));
        Assert.Equal(2, code);
        Assert.Contains("There is no planning.db in", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(empty));
        Directory.Delete(empty);

        await using var process = await PlanningProcess.Start(region, Cancellation);
        (code, _, error) = await Run(new(process.Data, null, "nowhere", Key.Day, ReplayChange.None, null, IsJson: false, ShowsProgress: false));
        Assert.Equal((2, "Nothing is known of 2026-03-02 in 'nowhere'.\n"), (code, error.ReplaceLineEndings("\n")));
    }

    private static async Task<(int Code, string Output, string Error)> Run(ReplayArguments arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new ReplayCommand(output, error).Run(arguments, Cancellation);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>A day on which every customer has asked for a collection and a return, all planned.</summary>
    private PlayedDay Asked(int drivers, int requests, int lifts = 6, int workSeconds = 3600, int drivenUntil = 17, PlanningOptions? options = null)
    {
        var day = new PlayedDay(region, drivers, options: options ?? new PlanningOptions { ImproveSeconds = 0, HorizonDays = 1 }, driver: i => PlayedDay.Driver(i, until: drivenUntil), lifts: lifts);
        for (var i = 0; i < requests; i++)
        {
            day.Append(Town.Request(day.Workshop.WorkshopId, i, isReturned: true, workSeconds: workSeconds));
            day.Replan();
        }

        return day;
    }

    private ReplayFigures Replayed(PlayedDay day, ReplayChange change, Action<DayModel, Plan>? planned = null) =>
        DayReplay.Play(Key, WhatHappened.Of(Key, LogOf(day)), change, region.Roads, day.Options, progress: null, planned ?? Judged, Cancellation);

    /// <summary>Every plan of every replay.</summary>
    private static void Judged(DayModel model, Plan plan)
    {
        if (plan.Routes.Count > 0) Assert.Empty(Check.FaultsOfServed(model.Problem, plan));
    }

    private static IEnumerable<(DateTimeOffset At, object? Entry)> LogOf(PlayedDay day) => day.Log.Select(entry => (Town.Morning, (object?)entry));
}
