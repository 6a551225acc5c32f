using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Roads;
using Routing.RoadNetwork;

namespace Routing.Planning.Tests;

public sealed class PlansTests(SharedRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_promised_a_window_and_its_driver_gets_a_sheet()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        var request = Town.Request(workshop.WorkshopId, 1);
        await process.Publish(request);
        var scheduled = await process.Heard.First<PickupScheduled>(s => s.RequestId == request.RequestId);
        Assert.Equal(Town.Day, scheduled.Day);
        Assert.Equal(TimeSpan.FromMinutes(60), scheduled.Window.Until - scheduled.Window.From);
        Assert.Equal(0, scheduled.Window.From.Minute % 15);
        Assert.InRange(scheduled.Eta, scheduled.Window.From, scheduled.Window.Until);
        var published = await process.Heard.First<PlanPublished>(p => p.Version == scheduled.PlanVersion);
        Assert.Empty(published.Unserved);
        Assert.Equal(1, published.Routes.Single().Moves);
        var sheet = process.Heard.Sheets().Values.Single();
        Assert.Equal([StopKind.Start, StopKind.Collect, StopKind.CheckIn, StopKind.End], sheet.Stops.Select(stop => stop.Kind));
        Assert.Equal(scheduled.Window, sheet.Stops[1].Window);
        Assert.Equal(request.Details.Vehicle, sheet.Stops[1].Vehicle);
        SheetCheck.IsWhole(sheet, region.Roads);

        // Routes first, the promise, and the plan last: whoever hears of a plan knows its routes.
        var order = process.Heard.Everything.Where(m => m is RouteAssigned or PickupScheduled or PlanPublished).Select(m => m.GetType()).Take(3);
        Assert.Equal([typeof(RouteAssigned), typeof(PickupScheduled), typeof(PlanPublished)], order);
    }

    /// <summary>A driver who never told the end of a stop would otherwise be planned until now, for ever.</summary>
    [Fact]
    public async Task What_is_told_of_a_day_that_has_been_over_for_months_is_taken_in_as_at_its_end()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        var request = Town.Request(workshop.WorkshopId, 1);
        await process.Publish(request);
        var scheduled = await process.Heard.First<PickupScheduled>(s => s.RequestId == request.RequestId);
        var at = scheduled.Eta;
        await process.Publish(new StopArrived { DriverId = scheduled.DriverId, Area = scheduled.Area, Day = scheduled.Day, MoveId = scheduled.MoveId, StopIndex = 0, RequestId = request.RequestId, At = at, ReceivedAt = at });
        await process.Heard.First<PlanPublished>(plan => plan.Version > 0);

        process.Clock.Advance(TimeSpan.FromDays(90));
        await process.Publish(new StopFailed { DriverId = scheduled.DriverId, Area = scheduled.Area, Day = scheduled.Day, MoveId = scheduled.MoveId, StopIndex = 0, RequestId = request.RequestId, Reason = FailureReason.Absent, At = at.AddMinutes(10), ReceivedAt = at.AddMinutes(10) });
        await PlanningProcess.Until(
            () => process.In(context => Task.FromResult(context.Days.Single(day => day.Day == scheduled.Day) is { LookAgainAt: null } row && row.PlannedThrough == row.LastEntry
                && context.Entries.Any(entry => entry.Day == scheduled.Day && entry.Kind == nameof(StopFailed)))),
            "the day is planned and not looked at again");
    }

    [Fact]
    public async Task Sixty_requests_at_once_are_all_answered_and_every_promise_is_kept()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(9, driver: i => Town.Driver(i, (Means)(1 + (i % 4)), rests: true));
        var requests = Enumerable.Range(0, 60).Select(i => Town.Request(workshop.WorkshopId, i, isReturned: i % 3 == 0)).ToList();
        var begun = TimeProvider.System.GetTimestamp();
        foreach (var request in requests) await process.Publish(request);
        await PlanningProcess.Until(
            () =>
            {
                var answered = process.Heard.All<PickupScheduled>().Select(s => s.MoveId).Concat(process.Heard.All<PickupUnserved>().Select(u => u.MoveId)).ToHashSet();
                return Task.FromResult(requests.TrueForAll(r => answered.Contains(r.Details.CollectionMoveId!.Value)));
            },
            "an answer to each request");
        TestContext.Current.SendDiagnosticMessage("60 requests answered after {0}", TimeProvider.System.GetElapsedTime(begun));
        await process.Heard.First<PlanPublished>(p => p.Version >= process.Heard.All<PickupScheduled>().Max(s => s.PlanVersion) && p.Day == Town.Day);
        foreach (var sheet in process.Heard.Sheets().Values) SheetCheck.IsWhole(sheet, region.Roads);
        Assert.Contains(process.Heard.All<PickupScheduled>(), s => s.Kind == MoveKind.Return);
    }
}

/// <summary>What every sheet must hold.</summary>
internal static class SheetCheck
{
    public static void IsWhole(RouteSheet sheet, RoadsInUse roads)
    {
        Assert.Null(sheet.Stops[0].Leg);
        for (var i = 1; i < sheet.Stops.Count; i++)
        {
            var (before, stop) = (sheet.Stops[i - 1], sheet.Stops[i]);
            var leg = stop.Leg;
            Assert.NotNull(leg);
            Assert.Equal(before.Place, leg.From);
            Assert.Equal(stop.Place, leg.To);
            Assert.Equal(leg.Loaded ? Means.Car : sheet.Means, leg.Means);
            var route = roads.Router.Route(Ways.Of(leg.Means).Profile, [RoadsInUse.PointOf(leg.From), RoadsInUse.PointOf(leg.To)], false, false, TestContext.Current.CancellationToken);
            Assert.Equal(RouteOutcome.Ok, route.Outcome);
            Assert.Equal(route.DurationDeciseconds / 10.0, leg.DurationSeconds);
            Assert.NotEmpty(leg.Geometry);
            Assert.NotEmpty(leg.Instructions);
            Assert.True(stop.Eta >= before.Departure.AddSeconds(leg.DurationSeconds), $"{sheet.DriverName}, stop {i} ({stop.Kind}): arrives {stop.Eta} after leaving {before.Departure} for {leg.DurationSeconds} s by {leg.Means}");
            Assert.True(stop.Departure >= stop.Eta.AddSeconds(stop.ServiceSeconds), $"{sheet.DriverName}, stop {i} ({stop.Kind}) is too short");
            if (stop.Window is { } window) Assert.InRange(stop.Eta, window.From, window.Until);
        }
    }
}
