using Microsoft.Extensions.DependencyInjection;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Data;
using Routing.Planning.Days;
using Routing.Planning.Plans;

namespace Routing.Planning.Tests.Days;

/// <summary>Lifts that are kept for cars whose customers are asked where they are.</summary>
public sealed class HeldLiftsTests(SharedRegion region)
{
    [Fact]
    public void A_held_lift_is_taken_from_its_time_on_and_free_again_once_it_is_released()
    {
        var day = new PlayedDay(region, lifts: 1);
        var asked = Ask(day, 10, workSeconds: 7200);
        Assert.Equal([0, 1, 1, 0], Busy(day, Town.At(9, 45), Town.At(10, 0), Town.At(11, 45), Town.At(12, 0)));
        Assert.Empty(day.Faults());

        day.Append(new LiftReleased { RequestId = asked.RequestId, Revision = 1, Area = PlanningProcess.Area, Hold = asked.Details.Hold!, ReleasedAt = Town.At(8, 0) });
        Assert.Equal([0, 0], Busy(day, Town.At(10, 0), Town.At(11, 45)));
    }

    [Fact]
    public void A_car_that_comes_later_waits_until_the_held_lift_is_done_and_goes_back_after_it()
    {
        var day = new PlayedDay(region, lifts: 1);
        Ask(day, 10, workSeconds: 7200);
        var other = Town.Request(day.Workshop.WorkshopId, 2, [Town.Between(10, 11)], isReturned: true);
        day.Append(other);
        day.Replan();
        Assert.Equal(MoveStatus.Planned, day.State.Moves[other.Details.CollectionMoveId!.Value].Status);
        Assert.True(day.RouteOf(other.Details.ReturnMoveId!.Value).Stops.First(stop => stop.MoveId == other.Details.ReturnMoveId).Departure >= Town.At(13, 0));
        Assert.Empty(day.Faults());
    }

    [Fact]
    public void Whoever_answers_or_cancels_holds_nothing_any_more()
    {
        var day = new PlayedDay(region, lifts: 1);
        var answered = Ask(day, 10, workSeconds: 3600);
        var request = Town.Request(day.Workshop.WorkshopId, 1, [Town.Between(12, 13)]);
        day.Append(new PickupRequested { RequestId = answered.RequestId, Revision = 2, RequestedAt = Town.Morning, Details = request.Details });
        Assert.Empty(day.State.Holds);
        Assert.Equal([0], Busy(day, Town.At(10, 0)));

        var cancelled = Ask(day, 15, workSeconds: 3600, i: 3);
        day.Append(new RequestCancelled { RequestId = cancelled.RequestId, Revision = 2, CancelledAt = Town.Morning });
        Assert.Empty(day.State.Holds);
        Assert.Equal([0], Busy(day, Town.At(15, 0)));
    }

    [Fact]
    public async Task The_day_that_held_the_lift_has_it_back_when_the_customer_chooses_another()
    {
        await using var process = await PlanningProcess.Start(region, TestContext.Current.CancellationToken);
        var workshop = await process.MakeTown(1);
        var asked = Asked(workshop.WorkshopId, 5, 10, workSeconds: 3600, days: 1);
        await process.Publish(asked);
        await PlanningProcess.Until(async () => await HoldsTomorrow(process) == 1, "a held lift");
        var wish = Town.Request(workshop.WorkshopId, 5, [Town.Between(9, 10)]);
        await process.Publish(wish with { RequestId = asked.RequestId, Revision = 2 });
        var scheduled = await process.Heard.First<PickupScheduled>(s => s.RequestId == asked.RequestId);
        Assert.Equal((Town.Day, 2), (scheduled.Day, scheduled.Revision));
        Assert.Equal(0, await HoldsTomorrow(process));

        // What comes after it, and late, holds nothing again.
        await process.Publish(asked with { AskedAt = Town.Morning.AddMinutes(1) });
        await process.Publish(Town.Request(workshop.WorkshopId, 6, [Town.Between(11, 12)]));
        await process.Heard.First<PickupScheduled>(s => s.RequestId != asked.RequestId);
        Assert.Equal(0, await HoldsTomorrow(process));
    }

    private static async Task<int> HoldsTomorrow(PlanningProcess process)
    {
        await using var scope = process.Services.CreateAsyncScope();
        return (await DayLog.Fold(scope.ServiceProvider.GetRequiredService<PlanningContext>(), new DayKey(PlanningProcess.Area, Town.Day.AddDays(1)), null, TestContext.Current.CancellationToken)).Holds.Count;
    }

    private static PlaceAsked Ask(PlayedDay day, int hour, int workSeconds, int i = 1)
    {
        var asked = Asked(day.Workshop.WorkshopId, i, hour, workSeconds);
        day.Append(asked);
        return asked;
    }

    private static PlaceAsked Asked(Guid workshopId, int i, int hour, int workSeconds, int days = 0) => new()
    {
        RequestId = Guid.CreateVersion7(Town.Morning.AddSeconds(i)),
        Revision = 1,
        Area = PlanningProcess.Area,
        AskedAt = Town.Morning,
        Details = Town.Request(workshopId, i, workSeconds: workSeconds).Details with { Places = [], Windows = [], Hold = new LiftHold(Town.At(hour, 0, days), Town.At(8, 0, days)) },
    };

    private static int[] Busy(PlayedDay day, params DateTimeOffset[] at)
    {
        day.Replan();
        var loads = LiftLoads.Of(day.State, day.Outcome!);
        return [.. at.Select(from => loads.Single(load => load.From == from).LiftsBusy)];
    }
}
