using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Days;

namespace Routing.Planning.Tests.Days;

public sealed class CommandsTests(SharedRegion region)
{
    private static readonly Guid CommandId = Guid.CreateVersion7();

    [Fact]
    public void A_move_given_to_a_driver_goes_there_and_stays()
    {
        var day = Planned(2, 6);
        var from = day.State.Routes.Values.First(route => route.Stops.Any(stop => stop.MoveId is not null));
        var moveId = from.Stops.First(stop => stop.MoveId is not null).MoveId!.Value;
        var to = day.Drivers.First(driver => driver.DriverId != from.DriverId).DriverId;
        day.Append(new MoveStop { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId, ToDriverId = to });
        var said = day.Replan();
        Assert.Equal(to, day.RouteOf(moveId).DriverId);
        Assert.Equal(day.State.Version, Assert.Single(said.OfType<CommandApplied>()).PlanVersion);
        Assert.Equal(to, said.OfType<PickupScheduled>().Single(s => s.MoveId == moveId).DriverId);
        Assert.Empty(day.State.Commands);
        day.Append(new ReplanArea { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now });
        day.Replan(500);
        Assert.Equal(to, day.RouteOf(moveId).DriverId);
    }

    [Fact]
    public void A_move_that_follows_another_comes_directly_after_it()
    {
        var day = Planned(2, 6);
        var moves = day.State.Moves.Keys.ToList();
        var after = moves.First(id => day.RouteOf(id).DriverId != day.RouteOf(moves[0]).DriverId || id != moves[0]);
        day.Append(new MoveStop { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moves[0], AfterMoveId = after, Window = Town.Between(8, 17) });
        var said = day.Replan();
        Assert.Single(said.OfType<CommandApplied>());
        var order = day.RouteOf(moves[0]).Stops.Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value).Distinct().ToList();
        Assert.Equal(order.IndexOf(after) + 1, order.IndexOf(moves[0]));
        Assert.Equal(Town.Between(8, 17), day.State.Moves[moves[0]].Promised);
    }

    [Fact]
    public void A_move_that_fits_nowhere_there_is_refused_and_left_as_it_was()
    {
        var day = new PlayedDay(region, 2, driver: i => PlayedDay.Driver(i, skills: i == 0 ? ["manual"] : []));
        day.Append(Town.Request(day.Workshop.WorkshopId, 1));
        day.Replan();
        var moveId = day.State.Moves.Keys.Single();
        var before = day.State.Moves[moveId];
        day.Append(new MoveStop { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId, ToDriverId = day.Drivers[1].DriverId });
        var refused = Assert.Single(day.Replan().OfType<CommandRefused>());
        Assert.Equal("does-not-fit", refused.Code);
        day.Replan();
        Assert.Equal(day.Drivers[0].DriverId, day.RouteOf(moveId).DriverId);
        Assert.Equal(before.Promised, day.State.Moves[moveId].Promised);
    }

    [Fact]
    public void Unassigned_work_waits_for_a_dispatcher()
    {
        var day = Planned(2, 4);
        var moveId = day.State.Moves.Keys.First();
        day.Append(new UnassignStop { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId });
        var said = day.Replan(300);
        Assert.Equal("unassigned", Assert.Single(said.OfType<PickupUnserved>()).Reason.Code);
        Assert.Single(said.OfType<PlanPublished>().Single().Unserved);
        day.Append(Town.Request(day.Workshop.WorkshopId, 20));
        day.Replan(300);
        Assert.DoesNotContain(day.State.Routes.Values, route => route.Stops.Any(stop => stop.MoveId == moveId));
        day.Append(new MoveStop { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId });
        day.Replan();
        Assert.NotNull(day.RouteOf(moveId));
    }

    [Theory]
    [InlineData(LockStrength.Driver)]
    [InlineData(LockStrength.Order)]
    [InlineData(LockStrength.Time)]
    public void A_locked_move_stays(LockStrength strength)
    {
        var day = Planned(2, 8);
        var route = day.State.Routes.Values.MaxBy(route => route.Stops.Count)!;
        var moves = route.Stops.Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value).Distinct().ToList();
        var eta = day.Stop(moves[^1], 0).Eta;
        day.Append(new LockStop { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moves[^1], Strength = strength });
        Assert.Single(day.Replan().OfType<CommandApplied>());
        for (var i = 20; i < 26; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i));
        day.Append(new ReplanArea { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now });
        day.Replan(700);
        Assert.Equal(route.DriverId, day.RouteOf(moves[^1]).DriverId);
        var order = day.RouteOf(moves[^1]).Stops.Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value).Distinct().ToList();
        if (strength != LockStrength.Driver) Assert.Equal(moves[^2], order[order.IndexOf(moves[^1]) - 1]);
        if (strength == LockStrength.Time) Assert.InRange(day.Stop(moves[^1], 0).Eta, eta.AddMinutes(-6), eta.AddMinutes(6));
    }

    [Fact]
    public void Drivers_come_and_go()
    {
        var day = Planned(2, 6);
        var gone = day.Drivers[0].DriverId;
        var had = day.State.Routes[gone].Stops.Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value).Distinct().ToList();
        Assert.NotEmpty(had);
        day.Append(new RemoveDriver { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, DriverId = gone });
        var said = day.Replan();
        Assert.Equal(gone, Assert.Single(said.OfType<RouteRevoked>()).DriverId);
        Assert.All(had, id => Assert.NotEqual(gone, day.RouteOf(id).DriverId));
        day.Append(new AddDriver { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, DriverId = gone, Shift = Town.Between(6, 22) });
        day.Append(Town.Request(day.Workshop.WorkshopId, 30, [Town.Between(19, 20)]));
        day.Replan();
        Assert.DoesNotContain(day.State.Routes, route => route.Key == gone && route.Value.Stops.Any(stop => stop.Eta < Town.At(6, 0)));
    }

    [Fact]
    public void A_driver_who_breaks_down_under_way_leaves_their_work_to_others()
    {
        var day = Planned(2, 6);
        var moveId = day.State.Routes.Values.SelectMany(route => route.Stops).First(stop => stop.MoveId is not null).MoveId!.Value;
        var gone = day.RouteOf(moveId).DriverId;
        day.Depart(moveId, 0, Town.At(8, 5));
        day.Now = Town.At(8, 10);
        day.Append(new RemoveDriver { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, DriverId = gone, Reason = UnavailableReason.Breakdown });
        Assert.Single(day.Replan().OfType<CommandApplied>());
        Assert.Empty(day.Faults());
        Assert.NotEqual(gone, day.RouteOf(moveId).DriverId);
        day.Append(new AddDriver { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, DriverId = gone, Shift = Town.Between(8, 17) });
        day.Append(new MoveStop { CommandId = Guid.CreateVersion7(), Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId, ToDriverId = gone });
        day.Replan();
        Assert.Equal(gone, day.RouteOf(moveId).DriverId);
    }

    [Fact]
    public void What_cannot_be_done_is_refused_with_a_reason()
    {
        var day = Planned(1, 2);
        var moveId = day.State.Moves.Keys.First();
        day.Depart(moveId, 0, Town.At(8, 5));
        day.Append(new LockStop { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId, Strength = LockStrength.Driver });
        day.Append(new UnassignStop { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = Guid.CreateVersion7() });
        day.Append(new AddDriver { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, DriverId = Guid.CreateVersion7(), Shift = Town.Between(8, 12) });
        day.Append(new RemoveDriver { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, DriverId = day.Drivers[0].DriverId });
        var codes = day.Replan().OfType<CommandRefused>().Select(refused => refused.Code);
        Assert.Equal(["move-begun", "unknown-move", "unknown-driver", "move-begun"], codes);
    }

    [Fact]
    public void Without_auto_publish_promises_go_out_and_routes_wait_for_approval()
    {
        var day = new PlayedDay(region, 2, autoPublish: false);
        for (var i = 0; i < 4; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i));
        var said = day.Replan();
        Assert.Equal(4, said.OfType<PickupScheduled>().Count());
        Assert.DoesNotContain(said, message => message is RouteAssigned or PlanPublished);
        Assert.True(day.State.IsDraft);
        day.Append(new PublishPlan { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now });
        said = day.Replan();
        Assert.NotEmpty(said.OfType<RouteAssigned>());
        Assert.Single(said.OfType<CommandApplied>());
        Assert.IsType<PlanPublished>(said[^1]);
        Assert.False(day.State.IsDraft);
        var moveId = day.State.Moves.Keys.First();
        var other = day.Drivers.First(driver => driver.DriverId != day.RouteOf(moveId).DriverId).DriverId;
        day.Append(new MoveStop { CommandId = CommandId, Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId, ToDriverId = other });
        Assert.DoesNotContain(day.Replan(), message => message is RouteAssigned or PickupScheduled);
        Assert.True(day.State.IsDraft);
    }

    private PlayedDay Planned(int drivers, int requests)
    {
        var day = new PlayedDay(region, drivers);
        for (var i = 0; i < requests; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i, [Town.Between(8, 13)]));
        day.Replan();
        Assert.All(day.State.Moves.Values, move => Assert.Equal(MoveStatus.Planned, move.Status));
        return day;
    }
}
