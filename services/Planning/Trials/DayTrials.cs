using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Optimisation.Objective;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Roads;
using Reason = Routing.Contracts.Values.Reason;
using Window = Routing.Contracts.Values.Window;

namespace Routing.Planning.Trials;

/// <summary>
/// What orders would do to a day, found by doing them: the order is folded in and planned as the day's owner would, and
/// what comes out is held against the day without it. Nothing is kept. For one moment of the day; for several threads.
/// </summary>
internal sealed class DayTrials
{
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Noticed = TimeSpan.FromMinutes(5);
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
        served = Served(before.Outcome);
    }

    /// <summary>What an order would change.</summary>
    public Trial Try(MoveStop order, CancellationToken cancellation)
    {
        var folded = DayFold.Apply(state, order);
        if (folded.Commands.First(command => command.CommandId == order.CommandId).Refusal is { } refusal) return Refused(refusal);
        var after = Make(folded, served.Contains, cancellation);
        return after.Outcome.Answers.First(answer => answer.CommandId == order.CommandId).Refusal is { } unfit
            ? Refused(unfit)
            : Difference(order.MoveId, before, after);
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

    /// <summary>The draft against the plan in force: what publishing it changes of the day as it would be were it dropped.</summary>
    public DraftShown Draft(DiscardDraft discard, CancellationToken cancellation)
    {
        if (!state.IsDraft || state.Published is null)
            return new DraftShown { IsDraft = state.IsDraft, HasPublished = state.Published is not null, Difference = null, Moves = [] };
        var dropped = Make(DayFold.Apply(state, discard), _ => false, cancellation);
        var (was, will) = (Places(dropped), Places(before));

        // Were the draft dropped, what is new would be planned as well; drivers do not know of it yet.
        var known = state.Published.Routes.Values.SelectMany(route => route.Stops).Select(stop => stop.MoveId).ToHashSet();
        foreach (var id in was.Keys.Where(id => !known.Contains(id)).ToList()) was.Remove(id);
        var overtaken = Overtaken(was, will);
        return new DraftShown
        {
            IsDraft = true,
            HasPublished = true,
            Difference = Difference(null, dropped, before),
            Moves =
            [
                .. before.Outcome.Moves.Values
                    .Where(move => overtaken.Contains(move.MoveId) || IsChanged(was.GetValueOrDefault(move.MoveId), will.GetValueOrDefault(move.MoveId), state.Published.Moves.GetValueOrDefault(move.MoveId)?.Promised))
                    .Select(move => new DraftMove(
                        move.MoveId,
                        move.RequestId,
                        state.Requests.GetValueOrDefault(move.RequestId)?.Details.Vehicle,
                        was.GetValueOrDefault(move.MoveId) is { } place ? place with { Window = state.Published.Moves.GetValueOrDefault(move.MoveId)?.Promised ?? place.Window } : null,
                        will.GetValueOrDefault(move.MoveId)))
                    .OrderBy(move => (move.Then ?? move.Now)?.Eta)
                    .ThenBy(move => move.MoveId),
            ],
        };
    }

    private static bool IsChanged(DraftPlace? was, DraftPlace? will, Window? promised) =>
        was?.DriverId != will?.DriverId
        || (was is not null && will is not null
            && ((was.Eta - will.Eta).Duration() >= Noticed || (promised is not null && promised != will.Window)));

    /// <summary>Moves that come after one of the same driver which they came before.</summary>
    private static HashSet<Guid> Overtaken(Dictionary<Guid, DraftPlace> was, Dictionary<Guid, DraftPlace> will)
    {
        var found = new HashSet<Guid>();
        foreach (var route in will.Where(move => was.GetValueOrDefault(move.Key)?.DriverId == move.Value.DriverId).GroupBy(move => move.Value.DriverId))
        {
            var latest = 0;
            foreach (var (id, _) in route.OrderBy(move => move.Value.Order))
            {
                if (was[id].Order < latest) found.Add(id);
                latest = Math.Max(latest, was[id].Order);
            }
        }

        return found;
    }

    private static Dictionary<Guid, DraftPlace> Places(Planned day)
    {
        var places = new Dictionary<Guid, DraftPlace>();
        foreach (var route in day.Outcome.Routes.Values)
        {
            var order = route.Stops.Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value).Distinct().ToList();
            foreach (var stop in route.Stops.Where(stop => IsAtCustomer(stop) && !stop.IsDone))
            {
                var id = stop.MoveId!.Value;
                places[id] = new DraftPlace(
                    route.DriverId, order.IndexOf(id) + 1, day.Model.Clock.Calendar.Local(stop.Eta), day.Outcome.Moves.GetValueOrDefault(id)?.Promised, stop.LateSeconds);
            }
        }

        return places;
    }

    private Planned Make(DayState day, Func<Guid, bool> explains, CancellationToken cancellation)
    {
        var model = DayModel.Build(day, now, roads, options, cancellation);
        var plan = Planner.Place(model, cancellation, explains);
        return new Planned(model, plan, OutcomeBuilder.Read(model, plan, options), Expenses.Cents(model.Problem, plan));
    }

    private Trial Difference(Guid? moveId, Planned now, Planned after)
    {
        var route = moveId is { } id ? RouteOf(after.Outcome, id) : null;
        var stop = route?.Stops.FirstOrDefault(stop => stop.MoveId == moveId && IsAtCustomer(stop));
        return new Trial
        {
            AddedCents = Math.Round(after.Cents - now.Cents, 1),
            Currency = options.Currency,
            AddedEmptyMetres = EmptyMetres(after.Outcome) - EmptyMetres(now.Outcome),
            AddedWorkingSeconds = (int)(WorkingSeconds(after.Outcome) - WorkingSeconds(now.Outcome)),
            DriverId = route?.DriverId,
            By = route?.Stops.First(each => each.MoveId == moveId).By,
            Eta = stop is null ? null : after.Model.Clock.Calendar.Local(stop.Eta),
            Window = moveId is { } move ? after.Outcome.Moves.GetValueOrDefault(move)?.Promised : null,
            Late = Late(now.Outcome, after.Outcome),
            Unserved = Dropped(now.Outcome, after.Outcome),
            Broken = Broken(now.Plan, after.Plan),
            ChangedDrivers = [.. now.Outcome.Routes.Keys.Union(after.Outcome.Routes.Keys).Where(driver => IsChanged(StopsOf(now.Outcome, driver), StopsOf(after.Outcome, driver))).Order()],
        };
    }

    private static List<TrialLateness> Late(PlanOutcome now, PlanOutcome after)
    {
        var lateNow = Stops(now).Where(IsAtCustomer).ToDictionary(stop => stop.MoveId!.Value, stop => stop.LateSeconds);
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

    private static List<UnservedMove> Dropped(PlanOutcome now, PlanOutcome after)
    {
        var left = Served(after);
        return
        [
            .. Served(now).Where(id => !left.Contains(id)).Order().Select(id =>
            {
                var was = now.Moves[id];
                var reason = after.Moves.GetValueOrDefault(id)?.Reason ?? new Reason("other-day", "It would go to another day.", null);
                return new UnservedMove(was.RequestId, id, was.Kind, was.Promised, reason);
            }),
        ];
    }

    // A missed window is told as lateness.
    private static List<string> Broken(Plan now, Plan after)
    {
        var known = now.Violations.Select(violation => (violation.Kind, violation.ResourceId, violation.JobId)).ToHashSet();
        return
        [
            .. after.Violations
                .Where(violation => violation.Kind != ViolationKind.WindowMissed && !known.Contains((violation.Kind, violation.ResourceId, violation.JobId)))
                .Select(violation => violation.Text)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static bool IsChanged(IReadOnlyList<PlannedStop> now, IReadOnlyList<PlannedStop> after) =>
        now.Count != after.Count
        || now.Zip(after).Any(pair => pair.First.MoveId != pair.Second.MoveId || pair.First.Kind != pair.Second.Kind || (pair.First.Eta - pair.Second.Eta).Duration() >= Unnoticed);

    private static HashSet<Guid> Served(PlanOutcome outcome) => [.. Stops(outcome).Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value)];

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
