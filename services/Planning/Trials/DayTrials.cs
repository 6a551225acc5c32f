using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Optimisation.Objective;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Roads;
using Reason = Routing.Contracts.Values.Reason;

namespace Routing.Planning.Trials;

/// <summary>
/// What orders would do to a day, found by doing them: the order is folded in and planned as the day's owner would, and
/// what comes out is held against the day without it. Nothing is kept. For one moment of the day; for several threads.
/// </summary>
internal sealed class DayTrials
{
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMinutes(1);
    private readonly DayState state;
    private readonly DateTimeOffset now;
    private readonly RoadsInUse roads;
    private readonly PlanningOptions options;
    private readonly Planned before;
    private readonly HashSet<Guid> served;

    /// <param name="state">The day.</param>
    /// <param name="now">The clock.</param>
    /// <param name="roads">Its roads.</param>
    /// <param name="options">As the owner has them.</param>
    /// <param name="cancellation">Ends it early.</param>
    public DayTrials(DayState state, DateTimeOffset now, RoadsInUse roads, PlanningOptions options, CancellationToken cancellation)
    {
        (this.state, this.now, this.roads, this.options) = (state, now, roads, options);
        before = Make(state, _ => false, cancellation);
        served = [.. before.Outcome.Routes.Values.SelectMany(route => route.Stops).Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value)];
    }

    /// <summary>What an order would change.</summary>
    public Trial Try(MoveStop order, CancellationToken cancellation)
    {
        var folded = DayFold.Apply(state, order);
        if (folded.Commands.First(command => command.CommandId == order.CommandId).Refusal is { } refusal) return Refused(refusal);
        var after = Make(folded, served.Contains, cancellation);
        return after.Outcome.Answers.First(answer => answer.CommandId == order.CommandId).Refusal is { } unfit
            ? Refused(unfit)
            : Difference(order.MoveId, after);
    }

    /// <summary>What giving a move to each driver of the day would change: best first, those who cannot last.</summary>
    public IReadOnlyList<DriverTrial> OfDrivers(MoveStop order, CancellationToken cancellation)
    {
        var driverNow = RouteOf(before.Outcome, order.MoveId)?.DriverId;
        var drivers = before.Model.Drivers.Keys.ToList();
        var trials = new DriverTrial[drivers.Count];
        Parallel.For(0, drivers.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
            trials[i] = new DriverTrial(drivers[i], drivers[i] == driverNow, Try(order with { ToDriverId = drivers[i] }, cancellation)));
        return
        [
            .. trials
                .OrderBy(driver => driver.Trial.Refusal is not null)
                .ThenBy(driver => driver.Trial.Unserved.Count + driver.Trial.Broken.Count)
                .ThenBy(driver => driver.Trial.Late.Sum(late => late.LateSeconds - late.LateSecondsNow))
                .ThenBy(driver => driver.Trial.AddedCents)
                .ThenBy(driver => driver.DriverId),
        ];
    }

    private Planned Make(DayState day, Func<Guid, bool> explains, CancellationToken cancellation)
    {
        var model = DayModel.Build(day, now, roads, options, cancellation);
        var plan = Planner.Place(model, cancellation, explains);
        return new Planned(model, plan, OutcomeBuilder.Read(model, plan, options), Expenses.Cents(model.Problem, plan));
    }

    private Trial Difference(Guid moveId, Planned after)
    {
        var route = RouteOf(after.Outcome, moveId);
        return new Trial
        {
            AddedCents = Math.Round(after.Cents - before.Cents, 1),
            Currency = options.Currency,
            AddedEmptyMetres = EmptyMetres(after.Outcome) - EmptyMetres(before.Outcome),
            AddedWorkingSeconds = (int)(WorkingSeconds(after.Outcome) - WorkingSeconds(before.Outcome)),
            DriverId = route?.DriverId,
            Eta = route?.Stops.FirstOrDefault(stop => stop.MoveId == moveId && IsAtCustomer(stop)) is { } stop ? after.Model.Clock.Calendar.Local(stop.Eta) : null,
            Window = after.Outcome.Moves.GetValueOrDefault(moveId)?.Promised,
            Late = Late(after.Outcome),
            Unserved = Dropped(after.Outcome),
            Broken = Broken(after.Plan),
            ChangedDrivers = [.. before.Outcome.Routes.Keys.Union(after.Outcome.Routes.Keys).Where(driver => IsChanged(driver, after.Outcome)).Order()],
        };
    }

    private List<TrialLateness> Late(PlanOutcome after)
    {
        var lateNow = Stops(before.Outcome).Where(IsAtCustomer).ToDictionary(stop => stop.MoveId!.Value, stop => stop.LateSeconds);
        return
        [
            .. after.Routes.Values
                .SelectMany(route => route.Stops.Where(stop => !stop.IsDone && IsAtCustomer(stop) && stop.LateSeconds > 0)
                    .Select(stop => new TrialLateness(stop.MoveId!.Value, route.DriverId, stop.LateSeconds, lateNow.GetValueOrDefault(stop.MoveId.Value))))
                .Where(late => late.LateSeconds > late.LateSecondsNow)
                .OrderByDescending(late => late.LateSeconds - late.LateSecondsNow)
                .ThenBy(late => late.MoveId),
        ];
    }

    private List<UnservedMove> Dropped(PlanOutcome after)
    {
        var left = Stops(after).Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value).ToHashSet();
        return
        [
            .. served.Where(id => !left.Contains(id)).Order().Select(id =>
            {
                var was = before.Outcome.Moves[id];
                var reason = after.Moves.GetValueOrDefault(id)?.Reason ?? new Reason("other-day", "It would go to another day.", null);
                return new UnservedMove(was.RequestId, id, was.Kind, was.Promised, reason);
            }),
        ];
    }

    // A missed window is told as lateness.
    private List<string> Broken(Plan after)
    {
        var known = before.Plan.Violations.Select(violation => (violation.Kind, violation.ResourceId, violation.JobId)).ToHashSet();
        return
        [
            .. after.Violations
                .Where(violation => violation.Kind != ViolationKind.WindowMissed && !known.Contains((violation.Kind, violation.ResourceId, violation.JobId)))
                .Select(violation => violation.Text)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private bool IsChanged(Guid driver, PlanOutcome after)
    {
        var (was, will) = (StopsOf(before.Outcome, driver), StopsOf(after, driver));
        return was.Count != will.Count
            || was.Zip(will).Any(pair => pair.First.MoveId != pair.Second.MoveId || pair.First.Kind != pair.Second.Kind || (pair.First.Eta - pair.Second.Eta).Duration() >= Unnoticed);
    }

    private static Trial Refused(CommandRefusal refusal) => new() { Refusal = new Reason(refusal.Code, refusal.Text, null) };

    private static RouteState? RouteOf(PlanOutcome outcome, Guid moveId) =>
        outcome.Routes.Values.FirstOrDefault(route => route.Stops.Any(stop => stop.MoveId == moveId));

    private static IEnumerable<PlannedStop> Stops(PlanOutcome outcome) => outcome.Routes.Values.SelectMany(route => route.Stops);

    private static IReadOnlyList<PlannedStop> StopsOf(PlanOutcome outcome, Guid driver) => outcome.Routes.GetValueOrDefault(driver)?.Stops ?? [];

    private static bool IsAtCustomer(PlannedStop stop) => stop.Kind is StopKind.Collect or StopKind.Return or StopKind.Swap;

    private static int EmptyMetres(PlanOutcome outcome) => Stops(outcome).Where(stop => !stop.IsLoaded).Sum(stop => stop.LegMetres);

    private static double WorkingSeconds(PlanOutcome outcome) =>
        outcome.Routes.Values.Where(route => route.Stops.Count > 0).Sum(route => (route.Stops[^1].Eta - route.Stops[0].Departure).TotalSeconds);

    /// <summary>A day as planned.</summary>
    private sealed record Planned(DayModel Model, Plan Plan, PlanOutcome Outcome, double Cents);
}
