using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Search;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Roads;
using OptimiserPlan = Routing.Optimisation.Model.Plan;

namespace Routing.Planning.Replay;

/// <summary>
/// A day played again from its log: what people wished, ordered and told comes at the same times, plans are made as the
/// service makes them, and drivers drive what is planned, at the planned times but for what took longer or failed then.
/// Without a clock and without chance: the same log and change give the same day.
/// </summary>
internal sealed class DayReplay
{
    // Enough for what a few seconds find on a day of a hundred moves.
    private const int IterationsPerMove = 40;
    private static readonly TimeSpan LongestSearch = TimeSpan.FromMinutes(10);

    // A stop that took so much longer than planned that the estimates behind it are worth another look.
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(1);

    private readonly WhatHappened happened;
    private readonly ReplayChange change;
    private readonly RoadsInUse roads;
    private readonly PlanningOptions options;
    private readonly Action<DayModel, OptimiserPlan>? planned;
    private readonly CancellationToken cancellation;
    private DayState state;
    private DateTimeOffset now;
    private int handedOn;
    private PlanOutcome? outcome;

    private DayReplay(DayKey key, WhatHappened happened, ReplayChange change, RoadsInUse roads, PlanningOptions options, Action<DayModel, OptimiserPlan>? planned, CancellationToken cancellation)
    {
        (this.happened, this.change, this.roads, this.options) = (happened, change, roads, options);
        (this.planned, this.cancellation) = (planned, cancellation);
        state = DayFold.Start(key);
    }

    /// <summary>Plays the day.</summary>
    /// <param name="key">Which.</param>
    /// <param name="happened">What its log says.</param>
    /// <param name="change">What is otherwise.</param>
    /// <param name="roads">The roads of the region; conditions are the log's.</param>
    /// <param name="options">As the service's.</param>
    /// <param name="progress">Told the share of what was told that is played, from 0 to 1.</param>
    /// <param name="planned">Shown every plan that comes into force, with the problem that it solves.</param>
    /// <param name="cancellation">Ends it.</param>
    public static ReplayFigures Play(
        DayKey key, WhatHappened happened, ReplayChange change, RoadsInUse roads, PlanningOptions options,
        IProgress<double>? progress = null, Action<DayModel, OptimiserPlan>? planned = null, CancellationToken cancellation = default)
    {
        var replay = new DayReplay(key, happened, change, roads, options, planned, cancellation);
        replay.Play(progress);
        var loads = replay.outcome is { } last ? LiftLoads.Of(replay.state, last) : [];
        return ReplayFigures.Of(replay.state, replay.handedOn, loads);
    }

    private void Play(IProgress<double>? progress)
    {
        var told = happened.All;
        var hasNewDrivers = change.AddedDrivers.Count == 0;
        for (var i = 0; i < told.Count; i++)
        {
            var (at, entry, isPlanned) = told[i];
            DriveUntil(at);
            now = Later(now, at);
            if (entry is WhatHappened.CarsStay stay)
            {
                state = state with { Staying = stay.Cars };
                continue;
            }

            if (!hasNewDrivers && entry is not (Days.DayOpened or WorkshopChanged or DriverChanged))
            {
                hasNewDrivers = true;
                if (state.Drivers.Values.Select(driver => driver.Driver).FirstOrDefault(driver => driver.Active) is { } like)
                {
                    foreach (var added in change.NewDrivers(like)) Apply(added);
                }
            }

            Apply(entry is Days.DayOpened opened ? opened with { AutoPublish = true } : change.On(entry));
            var isQuiet = i + 1 == told.Count || told[i + 1].At - at >= TimeSpan.FromMilliseconds(options.ImproveAfterMilliseconds);
            if (state.Cause is not null && (isPlanned || isQuiet)) Plan(isQuiet);
            progress?.Report((i + 1.0) / told.Count);
        }

        DriveUntil(DateTimeOffset.MaxValue);
        if (outcome is not null) Plan(improves: false);
    }

    private void Apply(object entry) => state = DayFold.Apply(state, entry);

    private void Plan(bool improves)
    {
        cancellation.ThrowIfCancellationRequested();
        var under = roads.On(state, now);
        var model = DayModel.Build(state, now, under, options, cancellation);
        var plan = Planner.Place(model, cancellation);
        if (improves && options.ImproveSeconds > 0)
        {
            var search = new SearchOptions { MaxIterations = (long)IterationsPerMove * model.Problem.Jobs.Count, MaxTime = LongestSearch, Seed = (ulong)state.Entry };
            plan = Planner.Improve(model, plan, options, search, cancellation) ?? plan;
        }

        planned?.Invoke(model, plan);
        outcome = OutcomeBuilder.Read(model, plan, options);
        handedOn += outcome.HandedOn.Count;
        if (Publication.Of(state, outcome, state.Cause ?? "as it went", under, options, cancellation).Entry is { } entry) Apply(entry);
    }

    /// <summary>Drives everything that begins or ends before an instant.</summary>
    private void DriveUntil(DateTimeOffset until)
    {
        while (state.Routes.Values.Select(Next).Where(step => step is not null && step.At < until).MinBy(step => (step!.At, step.DriverId)) is { } step)
        {
            cancellation.ThrowIfCancellationRequested();
            now = Later(now, step.At);
            foreach (var entry in step.Entries) Apply(entry);
            if (step.IsSurprise || state.Cause is not null) Plan(step.IsSurprise);
        }
    }

    /// <summary>What a driver does next and when; null when there is nothing left to do.</summary>
    private Step? Next(RouteState route)
    {
        var index = route.Stops.ToList().FindIndex(stop => stop is { MoveId: not null, IsDone: false });
        if (index < 0) return null;
        var (stop, before) = (route.Stops[index], index > 0 ? route.Stops[index - 1] : null);
        var moveId = stop.MoveId!.Value;
        var at = new Step(route.DriverId, stop, state.Moves[moveId].RequestId, state);
        if (stop.ArrivedAt is not { } arrived)
        {
            return route.DepartedAt is null && before is not null
                ? at.Departs(Later(before.Departure, before.Eta))
                : at.Arrives(route.DepartedAt is { } left ? Later(left, stop.Eta) : stop.Eta);
        }

        if (stop.Kind == StopKind.Charge) return at.SetsOff(Later(arrived, stop.Departure));
        if (happened.Failure(moveId, stop.StopIndex) is var (reason, after)) return at.Fails(arrived + after, reason);
        var longer = happened.Longer(moveId, stop.StopIndex);
        return at.Ends(Later(arrived, stop.Departure + longer), isLast: !route.Stops.Any(other => other.MoveId == moveId && other.StopIndex > stop.StopIndex), longer.Duration() >= Noticeable);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>Something that a driver does at a stop, as their device would tell it.</summary>
    private sealed record Step(Guid DriverId, PlannedStop Stop, Guid RequestId, DayState Day)
    {
        public DateTimeOffset At { get; private init; }

        public IReadOnlyList<object> Entries { get; private init; } = [];

        /// <summary>Not as planned, so that there is something to plan.</summary>
        public bool IsSurprise { get; private init; }

        public Step Departs(DateTimeOffset at) => this with
        {
            At = at,
            Entries = [new DriverDeparted { DriverId = DriverId, Area = Day.Area, Day = Day.Day, MoveId = Stop.MoveId, StopIndex = Stop.StopIndex, RequestId = RequestId, At = at, ReceivedAt = at }],
        };

        /// <summary>From where the car was charged: that it is, is told by going on.</summary>
        public Step SetsOff(DateTimeOffset at) => this with
        {
            At = at,
            Entries = [new DriverDeparted { DriverId = DriverId, Area = Day.Area, Day = Day.Day, MoveId = Stop.MoveId, StopIndex = Stop.StopIndex + 1, RequestId = RequestId, At = at, ReceivedAt = at }],
        };

        public Step Arrives(DateTimeOffset at) => this with
        {
            At = at,
            Entries = [new StopArrived { DriverId = DriverId, Area = Day.Area, Day = Day.Day, MoveId = Stop.MoveId!.Value, StopIndex = Stop.StopIndex, RequestId = RequestId, At = at, ReceivedAt = at }],
        };

        public Step Fails(DateTimeOffset at, FailureReason reason) => this with
        {
            At = at,
            IsSurprise = true,
            Entries = [new StopFailed { DriverId = DriverId, Area = Day.Area, Day = Day.Day, MoveId = Stop.MoveId!.Value, StopIndex = Stop.StopIndex, RequestId = RequestId, Reason = reason, At = at, ReceivedAt = at }],
        };

        public Step Ends(DateTimeOffset at, bool isLast, bool isSurprise) => this with
        {
            At = at,
            IsSurprise = isSurprise,
            Entries = [isLast
                ? new VehicleHandedOver { DriverId = DriverId, Area = Day.Area, Day = Day.Day, MoveId = Stop.MoveId!.Value, StopIndex = Stop.StopIndex, RequestId = RequestId, StopDone = true, ReportId = Guid.Empty, MileageKm = 0, At = at, ReceivedAt = at }
                : new VehicleCollected { DriverId = DriverId, Area = Day.Area, Day = Day.Day, MoveId = Stop.MoveId!.Value, StopIndex = Stop.StopIndex, RequestId = RequestId, StopDone = true, ReportId = Guid.Empty, MileageKm = 0, DamageCount = 0, PhotoCount = 0, At = at, ReceivedAt = at }],
        };
    }
}
