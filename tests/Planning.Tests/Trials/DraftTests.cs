using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Days;
using Routing.Planning.Trials;

namespace Routing.Planning.Tests.Trials;

/// <summary>A plan that waits for approval: what it would change, and back.</summary>
public sealed class DraftTests(SharedRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_draft_is_shown_against_the_plan_in_force_and_dropped()
    {
        var day = Published(3, 8);
        Assert.False(Shown(day).IsDraft);
        var published = Where(day);
        var moveId = day.State.Moves.Keys.First(id => day.State.Moves[id].Status == MoveStatus.Planned);
        var from = day.RouteOf(moveId).DriverId;
        var to = day.Drivers.First(driver => driver.DriverId != from).DriverId;
        day.Append(Move(day, moveId, to));
        day.Replan();
        Assert.True(day.State.IsDraft);

        var shown = Shown(day);
        Assert.True(shown is { IsDraft: true, HasPublished: true, Difference: not null });
        var moved = Assert.Single(shown.Moves, move => move.MoveId == moveId);
        Assert.Equal((from, to), (moved.Now!.DriverId, moved.Then!.DriverId));
        Assert.NotNull(moved.Vehicle);
        Assert.All(shown.Moves.Where(move => move.MoveId != moveId), move => Assert.True(move.Now!.DriverId != move.Then!.DriverId || (move.Now.Eta - move.Then.Eta).Duration() >= TimeSpan.FromMinutes(5) || move.Now.Order != move.Then.Order));
        Assert.Contains(to, shown.Difference.ChangedDrivers);
        var trialBack = new DayTrials(day.State, day.Now, region.Roads.On(day.State, day.Now), day.Options, Cancellation);
        Assert.Equal(shown.Difference.AddedCents, trialBack.Draft(Discard(day), Cancellation).Difference!.AddedCents);

        day.Append(Discard(day));
        var said = day.Replan();
        Assert.Single(said.OfType<CommandApplied>());
        Assert.DoesNotContain(said, message => message is RouteAssigned or RouteRevoked);
        Assert.Empty(day.Faults());
        Assert.False(day.State.IsDraft);
        Assert.Equal(published, Where(day));
        Assert.Equal(LockStrength.None, day.State.Moves[moveId].Lock);
        day.Append(Discard(day));
        Assert.Equal("no-draft", Assert.Single(day.Replan().OfType<CommandRefused>()).Code);
    }

    [Fact]
    public void What_came_in_since_the_plan_in_force_is_planned_beside_it()
    {
        var day = Published(2, 5);
        var published = Where(day);
        var late = Town.Request(day.Workshop.WorkshopId, 30, [Town.Between(13, 16)]);
        day.Append(late);
        day.Replan();
        Assert.Null(Assert.Single(Shown(day).Moves, move => move.MoveId == late.Details.CollectionMoveId).Now);
        day.Append(Move(day, published[0].Move, day.Drivers.First(driver => driver.DriverId != published[0].Driver).DriverId));
        day.Replan();
        day.Append(Discard(day));
        day.Replan();
        Assert.Empty(day.Faults());
        Assert.Equal(published, Where(day).Where(place => place.Move != late.Details.CollectionMoveId));
        Assert.NotNull(day.RouteOf(late.Details.CollectionMoveId!.Value));
        Assert.True(day.State.IsDraft);
    }

    [Fact]
    public void Before_the_first_plan_is_published_there_is_nothing_to_go_back_to()
    {
        var day = new PlayedDay(region, 2, autoPublish: false);
        day.Append(Town.Request(day.Workshop.WorkshopId, 1));
        day.Replan();
        Assert.True(Shown(day) is { IsDraft: true, HasPublished: false, Difference: null, Moves: [] });
        day.Append(Discard(day));
        Assert.Equal("nothing-published", Assert.Single(day.Replan().OfType<CommandRefused>()).Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_was_ordered_and_driven_meanwhile_a_dropped_draft_leaves_a_sound_plan(int seed)
    {
        var random = new Random(seed);
        var day = Published(3, 9);
        var published = Where(day);
        for (var i = 0; i < 4; i++)
        {
            var moveId = published[random.Next(published.Count)].Move;
            day.Append(Move(day, moveId, day.Drivers[random.Next(3)].DriverId));
            if (i == 1) day.Append(Town.Request(day.Workshop.WorkshopId, 40 + seed, [Town.Between(9, 16)]));
            day.Replan();
        }

        // A driver sets off by the plan that they were sent.
        var first = published[0];
        day.Now = Town.At(8, 20);
        day.Append(new Contracts.Drivers.DriverDeparted { DriverId = first.Driver, Area = day.State.Area, Day = Town.Day, MoveId = first.Move, StopIndex = 0, RequestId = day.State.Moves[first.Move].RequestId, At = day.Now, ReceivedAt = day.Now });
        day.Append(Discard(day));
        day.Replan();
        Assert.Empty(day.Faults());
        Assert.Equal(first.Driver, day.RouteOf(first.Move).DriverId);
        Assert.Equal(published.Select(place => (place.Driver, place.Move)).Order(), Where(day).Where(place => published.Exists(was => was.Move == place.Move)).Select(place => (place.Driver, place.Move)).Order());
    }

    private DraftShown Shown(PlayedDay day) =>
        new DayTrials(day.State, day.Now, region.Roads.On(day.State, day.Now), day.Options, Cancellation).Draft(Discard(day), Cancellation);

    private PlayedDay Published(int drivers, int requests)
    {
        var day = new PlayedDay(region, drivers, autoPublish: false);
        for (var i = 0; i < requests; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i, [Town.Between(8, 15)]));
        day.Replan();
        day.Append(new PublishPlan { CommandId = Guid.CreateVersion7(), Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now });
        day.Replan();
        Assert.NotNull(day.State.Published);
        return day;
    }

    /// <summary>Who does what, in order.</summary>
    private static List<(Guid Driver, Guid Move)> Where(PlayedDay day) =>
    [
        .. day.State.Routes.Values.OrderBy(route => route.DriverId)
            .SelectMany(route => route.Stops.Where(stop => stop.MoveId is not null).Select(stop => (route.DriverId, stop.MoveId!.Value)).Distinct()),
    ];

    private static MoveStop Move(PlayedDay day, Guid moveId, Guid to) =>
        new() { CommandId = Guid.CreateVersion7(), Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId, ToDriverId = to };

    private static DiscardDraft Discard(PlayedDay day) =>
        new() { CommandId = Guid.CreateVersion7(), Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now };
}
