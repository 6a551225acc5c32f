using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Optimisation.Objective;
using Routing.PlanChecker;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Trials;
using Window = Routing.Contracts.Values.Window;

namespace Routing.Planning.Tests.Trials;

/// <summary>What a trial says is what the command then does.</summary>
public sealed class DayTrialsTests(SharedRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_trial_says_what_the_command_then_does(int seed)
    {
        var random = new Random(seed);
        var day = RandomDay(random);
        for (var i = 0; i < 6; i++)
        {
            day.Now = day.Now.AddMinutes(random.Next(0, 20));
            var order = RandomOrder(day, random);
            var state = day.State;
            var trial = Trials(day).Try(order, Cancellation);
            Assert.Same(state, day.State);

            // The day as it would be planned without the order, at the same moment.
            day.Replan();
            var (outcome, cents) = (day.Outcome!, CheckedCents(day));
            day.Restore(state);

            day.Append(order);
            var said = day.Replan();
            if (trial.Refusal is { } refusal)
            {
                var refused = Assert.Single(said.OfType<CommandRefused>());
                Assert.Equal((refusal.Code, refusal.Text), (refused.Code, refused.Text));
                continue;
            }

            Assert.Empty(day.Faults());
            Assert.Single(said.OfType<CommandApplied>());
            Assert.Equal(CheckedCents(day) - cents, trial.AddedCents, 0.06);
            Assert.Equal(Empty(day.Outcome!) - Empty(outcome), trial.AddedEmptyMetres);
            Assert.Equal(Working(day.Outcome!) - Working(outcome), trial.AddedWorkingSeconds);
            Assert.Equal(Late(day.Outcome!).Where(late => late.Value > Late(outcome).GetValueOrDefault(late.Key)).OrderBy(late => late.Key).Select(late => (late.Key, late.Value)),
                trial.Late.OrderBy(late => late.MoveId).Select(late => (late.MoveId, late.LateSeconds)));
            Assert.Equal(Served(outcome).Except(Served(day.Outcome!)).Order(), trial.Unserved.Select(left => left.MoveId).Order());
            var route = day.State.Routes.Values.FirstOrDefault(each => each.Stops.Any(stop => stop.MoveId == order.MoveId));
            Assert.Equal(route?.DriverId, trial.DriverId);
            Assert.Equal(day.State.Moves.GetValueOrDefault(order.MoveId)?.Promised, trial.Window);
            if (order.ToDriverId is { } to) Assert.Equal(to, trial.DriverId);
        }
    }

    [Fact]
    public void Drivers_are_told_best_first_each_with_what_their_trial_says()
    {
        var day = new PlayedDay(region, 4);
        for (var i = 0; i < 8; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i, [Town.Between(8, 13)]));
        day.Replan();
        var order = Order(day, Served(day.Outcome!).First());
        var trials = Trials(day);
        var drivers = trials.OfDrivers(order, Cancellation);
        Assert.Equal(day.Drivers.Select(driver => driver.DriverId).Order(), drivers.Select(driver => driver.DriverId).Order());
        Assert.Equal(day.RouteOf(order.MoveId).DriverId, Assert.Single(drivers, driver => driver.IsNow).DriverId);
        Assert.All(drivers, driver => Assert.Equivalent(trials.Try(order with { ToDriverId = driver.DriverId }, Cancellation), driver.Trial));
        var fit = drivers.Where(driver => driver.Trial is { Refusal: null, Late: [], Unserved: [], Broken: [] }).Select(driver => driver.Trial.AddedCents).ToList();
        Assert.NotEmpty(fit);
        Assert.Equal(fit.Order(), fit);
    }

    [Fact]
    public void A_driver_who_lacks_a_skill_is_named_with_it()
    {
        var day = new PlayedDay(region, 2, driver: i => PlayedDay.Driver(i, skills: i == 0 ? ["manual"] : []));
        day.Append(Town.Request(day.Workshop.WorkshopId, 1));
        day.Replan();
        var refusal = Trials(day).Try(Order(day, day.State.Moves.Keys.Single()) with { ToDriverId = day.Drivers[1].DriverId }, Cancellation).Refusal;
        Assert.Equal(("does-not-fit", "Driver 1 lacks the skill manual."), (refusal?.Code, refusal?.Text));
    }

    [Fact]
    public void A_window_that_nobody_can_keep_tells_who_is_late_and_by_how_much()
    {
        var day = new PlayedDay(region, 1);
        for (var i = 0; i < 2; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i, [Town.Between(8, 13)]));
        day.Replan();
        var moves = day.State.Moves.Keys.ToList();
        var other = day.State.Moves[moves[1]].Promised!;
        var trial = Trials(day).Try(Order(day, moves[0]) with { Window = new Window(other.From, other.From.AddMinutes(1)), AfterMoveId = moves[1] }, Cancellation);
        Assert.Null(trial.Refusal);
        Assert.Contains(trial.Late, late => late.MoveId == moves[0] && late.LateSeconds > 0 && late.LateSecondsNow == 0);
        Assert.Contains(day.Drivers[0].DriverId, trial.ChangedDrivers);
    }

    private DayTrials Trials(PlayedDay day) => new(day.State, day.Now, region.Roads.On(day.State, day.Now), day.Options, Cancellation);

    private PlayedDay RandomDay(Random random)
    {
        var drivers = random.Next(2, 5);
        var day = new PlayedDay(region, drivers, lifts: random.Next(2, 5), driver: i => PlayedDay.Driver(
            i, random.Next(4) == 0 ? Means.Bicycle : Means.Scooter, skills: i > 0 && random.Next(4) == 0 ? [] : null, from: 7 + random.Next(3), until: 14 + random.Next(4), rests: random.Next(2) == 0));
        for (var i = 0; i < random.Next(6, 14); i++)
        {
            var from = random.Next(8, 14);
            day.Append(Town.Request(day.Workshop.WorkshopId, i, [Town.Between(from, from + random.Next(1, 4))], isReturned: random.Next(3) == 0, gearbox: random.Next(2) == 0 ? Gearbox.Automatic : Gearbox.Manual));
        }

        day.Replan(random.Next(2) * 200);
        if (random.Next(2) == 0 || day.State.Routes.IsEmpty) return day;

        // One driver is on the way by now.
        var first = day.State.Routes.Values.SelectMany(route => route.Stops.Skip(1).Take(1)).First(stop => stop.MoveId is not null);
        day.Now = first.Eta.AddMinutes(-5);
        day.Depart(first.MoveId!.Value, first.StopIndex, day.Now);
        return day;
    }

    private static MoveStop RandomOrder(PlayedDay day, Random random)
    {
        var moves = day.State.Moves.Keys.ToList();
        var moveId = moves[random.Next(moves.Count)];
        var order = Order(day, moveId);
        if (random.Next(4) == 0)
        {
            var from = Town.At(8 + random.Next(8), 15 * random.Next(4));
            order = order with { Window = new Window(from, from.AddMinutes(60)) };
        }

        return random.Next(5) switch
        {
            0 => order,
            1 => order with { AfterMoveId = moves[random.Next(moves.Count)] },
            _ => order with { ToDriverId = day.Drivers[random.Next(day.Drivers.Count)].DriverId },
        };
    }

    private static MoveStop Order(PlayedDay day, Guid moveId) =>
        new() { CommandId = Guid.CreateVersion7(), Area = day.State.Area, Day = Town.Day, By = "d", At = day.Now, MoveId = moveId };

    /// <summary>What the plan costs but for the disturbance, as the independent checker adds it up, too.</summary>
    private static double CheckedCents(PlayedDay day)
    {
        var placed = day.Plan!.Routes.SelectMany(route => route.Visits).Select(visit => visit.JobId).ToHashSet();
        var problem = day.Model!.Problem with
        {
            Jobs = [.. day.Model.Problem.Jobs.Where(job => placed.Contains(job.Id))],
            Published = null,
            Disturbance = new DisturbancePrices { OtherDriver = 0, OtherOrder = 0, PerShiftedHour = 0 },
        };
        var cents = Expenses.Cents(day.Model.Problem, day.Plan);
        var said = day.Plan.Cost with { UnservedWeight = 0, PromisedUnserved = 0, Cost = (long)Math.Round(cents * PlanCost.UnitsPerCent) };
        Assert.Empty(Check.Faults(problem, day.Plan with { Unserved = [], Cost = said }));
        return cents;
    }

    private static IEnumerable<PlannedStop> Stops(PlanOutcome outcome) => outcome.Routes.Values.SelectMany(route => route.Stops);

    private static HashSet<Guid> Served(PlanOutcome outcome) => [.. Stops(outcome).Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value)];

    private static int Empty(PlanOutcome outcome) => Stops(outcome).Where(stop => !stop.IsLoaded).Sum(stop => stop.LegMetres);

    private static int Working(PlanOutcome outcome) =>
        (int)outcome.Routes.Values.Where(route => route.Stops.Count > 0).Sum(route => (route.Stops[^1].Eta - route.Stops[0].Departure).TotalSeconds);

    private static Dictionary<Guid, int> Late(PlanOutcome outcome) =>
        Stops(outcome).Where(stop => stop.LateSeconds > 0 && !stop.IsDone).ToDictionary(stop => stop.MoveId!.Value, stop => stop.LateSeconds);
}
