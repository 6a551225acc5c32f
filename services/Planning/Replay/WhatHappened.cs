using Routing.Contracts.Dispatch;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Maps;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Days;

namespace Routing.Planning.Replay;

/// <summary>
/// What a day's log says of the world, apart from the plans that were made for it: what people wished, ordered and told,
/// how much longer than planned each stop took, and which could not be done. Whoever comes in a replay meets the same.
/// </summary>
internal sealed class WhatHappened
{
    private readonly List<Told> told = [];
    private readonly Dictionary<(Guid MoveId, int StopIndex), TimeSpan> longer = [];
    private readonly Dictionary<Guid, (int StopIndex, FailureReason Reason, TimeSpan After)> failed = [];

    private WhatHappened()
    {
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<Told> All => told;

    /// <summary>By how much a stop took longer than the plan of that time said; negative for less.</summary>
    public TimeSpan Longer(Guid moveId, int stopIndex) => longer.GetValueOrDefault((moveId, stopIndex));

    /// <summary>Why a stop could not be done, and how long after the arrival that was told; null where it was done or never reached.</summary>
    public (FailureReason Reason, TimeSpan After)? Failure(Guid moveId, int stopIndex) =>
        failed.TryGetValue(moveId, out var found) && found.StopIndex == stopIndex ? (found.Reason, found.After) : null;

    /// <param name="key">The day.</param>
    /// <param name="log">Its entries with when they were appended; null stands for one of an unknown kind.</param>
    public static WhatHappened Of(DayKey key, IEnumerable<(DateTimeOffset At, object? Entry)> log)
    {
        var happened = new WhatHappened();
        var state = DayFold.Start(key);
        var now = DateTimeOffset.MinValue;
        foreach (var (at, entry) in log)
        {
            // A day may be played ahead of the clock: what devices told is what time it was.
            now = Later(now, Later(at, state.LatestAt));
            if (entry is DriverUnavailable unavailable) now = Later(now, unavailable.At);
            if (IsOfTheWorld(entry)) happened.told.Add(new(now, entry!));
            else happened.Note(state, entry);
            state = DayFold.Apply(state, entry);
        }

        return happened;
    }

    private void Note(DayState state, object? entry)
    {
        switch (entry)
        {
            case VehicleCollected { StopDone: true } e when Stop(state, e.MoveId, e.StopIndex) is { } stop:
                longer[(e.MoveId, e.StopIndex)] = e.At - stop.Departure;
                break;
            case VehicleHandedOver { StopDone: true } e when Stop(state, e.MoveId, e.StopIndex) is { } stop:
                longer[(e.MoveId, e.StopIndex)] = e.At - stop.Departure;
                break;
            case PlanPublishedEntry e when told.Count > 0:
                // That they stay was known when what was told last was planned.
                if (e.Staying is { } staying) told.Insert(told.Count - 1, new(told[^1].At, new CarsStay(staying)));
                told[^1] = told[^1] with { IsPlanned = true };
                break;
            case StopFailed e:
                var after = Stop(state, e.MoveId, e.StopIndex)?.ArrivedAt is { } arrived ? e.At - arrived : TimeSpan.Zero;
                failed[e.MoveId] = (e.StopIndex, e.Reason, after < TimeSpan.Zero ? TimeSpan.Zero : after);
                break;
        }
    }

    /// <summary>Something that was told.</summary>
    /// <param name="At">When it was on the day.</param>
    /// <param name="Entry">As the log has it.</param>
    /// <param name="IsPlanned">A plan came into force before anything else was told; what comes in a burst is planned together.</param>
    public sealed record Told(DateTimeOffset At, object Entry, bool IsPlanned = false);

    /// <summary>From here on these cars, and no others, are at the workshops over the day.</summary>
    public sealed record CarsStay(IReadOnlyList<StayingCar> Cars);

    // What drivers did follows from the plan, and an approved draft is the plan.
    private static bool IsOfTheWorld(object? entry) => entry is DayOpened or WorkshopChanged or DriverChanged
        or PickupRequested or RequestChanged or RequestCancelled or MovesArrived or PlaceAsked or LiftReleased
        or VehicleReady or RoadConditionsChanged or DriverUnavailable
        or AddDriver or RemoveDriver or LockStop or MoveStop or UnassignStop or ReplanArea;

    private static PlannedStop? Stop(DayState state, Guid moveId, int stopIndex) =>
        state.Routes.Values.SelectMany(route => route.Stops).FirstOrDefault(stop => stop.MoveId == moveId && stop.StopIndex == stopIndex);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
