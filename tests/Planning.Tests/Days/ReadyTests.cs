using Routing.Contracts.Dispatch;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Planning.Tests.Days;

/// <summary>What a workshop tells of its cars, and what becomes of their returns.</summary>
public sealed class ReadyTests(SharedRegion region)
{
    [Fact]
    public void A_return_begins_no_earlier_than_the_workshop_says()
    {
        var (day, request) = CheckedIn(workSeconds: 3600);
        var back = request.Details.ReturnMoveId!.Value;
        Assert.True(day.Stop(back, 0).Departure < Town.At(14, 0));

        Tell(day, request, Town.At(15, 0), Town.At(9, 40), isReady: false);
        day.Replan();
        Assert.True(day.Stop(back, 0).Departure >= Town.At(15, 0));

        // What was promised before is off, before anyone is late; the new promise can be kept.
        var promised = day.State.Moves[back].Promised!;
        Assert.InRange(day.EtaOf(back, 1), promised.From, promised.Until);

        // Sooner after all: a promise is a promise.
        Tell(day, request, Town.At(11, 0), Town.At(11, 0), isReady: true);
        day.Replan();
        Assert.Equal(promised, day.State.Moves[back].Promised);
        var taken = day.Stop(back, 0).Departure;

        // The word that was overtaken on its way changes nothing.
        Tell(day, request, Town.At(16, 0), Town.At(10, 0), isReady: false);
        day.Replan();
        Assert.Equal(taken, day.Stop(back, 0).Departure);
    }

    [Fact]
    public void A_car_that_is_ready_before_the_sum_of_its_work_goes_back_the_same_day()
    {
        var (day, request) = CheckedIn(workSeconds: 12 * 3600);
        var back = request.Details.ReturnMoveId!.Value;
        Assert.DoesNotContain(day.State.Routes.Values, route => route.Stops.Any(stop => stop.MoveId == back));

        Tell(day, request, Town.At(10, 0), Town.At(10, 0), isReady: true);
        var said = day.Replan();
        Assert.Equal(back, Assert.Single(said.OfType<PickupScheduled>()).MoveId);
        Assert.True(day.Stop(back, 0).Departure >= Town.At(10, 0));
        Assert.Empty(day.Faults());
    }

    [Fact]
    public void A_lift_is_free_again_as_soon_as_its_car_is_ready()
    {
        var (day, request) = CheckedIn(workSeconds: 4 * 3600);
        Tell(day, request, Town.At(10, 0), Town.At(10, 0), isReady: true);
        var loads = day.Replan().OfType<PlanPublished>().Single().LiftLoads;
        Assert.Equal((1, 0), (loads.Single(load => load.From == Town.At(9, 45)).LiftsBusy, loads.Single(load => load.From == Town.At(10, 0)).LiftsBusy));

        Tell(day, request, Town.At(16, 0), Town.At(10, 5), isReady: false);
        loads = day.Replan().OfType<PlanPublished>().Single().LiftLoads;
        Assert.Equal((1, 0), (loads.Single(load => load.From == Town.At(15, 45)).LiftsBusy, loads.Single(load => load.From == Town.At(16, 0)).LiftsBusy));
    }

    [Fact]
    public async Task A_workshops_word_reaches_the_day_of_its_car()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var process = await PlanningProcess.Start(region, cancellation);
        var workshop = await process.MakeTown(1);
        var request = Town.Request(workshop.WorkshopId, 1, isReturned: true);
        await process.Publish(request);
        await process.Heard.First<PickupScheduled>(s => s.MoveId == request.Details.ReturnMoveId);
        await process.Publish(Word(request, workshop.WorkshopId, Town.At(16, 0), Town.At(7, 0), isReady: false));
        await process.Heard.First<PlanPublished>(p => p.Cause == "a workshop told when a car will be ready");
    }

    /// <summary>A car that a driver handed over at the workshop shortly after nine, and that is to go back today.</summary>
    private (PlayedDay Day, PickupRequested Request) CheckedIn(int workSeconds)
    {
        var day = new PlayedDay(region, 1);
        var asked = Town.Request(day.Workshop.WorkshopId, 1, [Town.Between(8, 9)], isReturned: true, workSeconds: workSeconds);
        asked = asked with { Details = asked.Details with { ReturnWindows = [Town.Between(8, 17)] } };
        day.Append(asked);
        day.Replan();
        var move = asked.Details.CollectionMoveId!.Value;
        day.Depart(move, 0, Town.At(8, 20));
        day.Arrive(move, 0, Town.At(8, 40));
        day.Collect(move, 0, Town.At(8, 45));
        day.Arrive(move, 1, Town.At(9, 0));
        day.HandOver(move, 1, Town.At(9, 5));
        day.Now = Town.At(9, 6);
        day.Replan();
        return (day, asked);
    }

    private static void Tell(PlayedDay day, PickupRequested request, DateTimeOffset readyAt, DateTimeOffset at, bool isReady)
    {
        day.Append(Word(request, day.Workshop.WorkshopId, readyAt, at, isReady));
        if (at > day.Now) day.Now = at;
    }

    private static VehicleReady Word(PickupRequested request, Guid workshopId, DateTimeOffset readyAt, DateTimeOffset at, bool isReady) => new()
    {
        RequestId = request.RequestId,
        WorkshopId = workshopId,
        Area = PlanningProcess.Area,
        Day = Town.Day,
        IsReady = isReady,
        ReadyAt = readyAt,
        By = "somebody",
        At = at,
    };
}
