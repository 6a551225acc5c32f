using System.Collections.Immutable;
using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Maps;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Areas;

namespace Routing.Planning.Days;

/// <summary>
/// A day's state out of its log. Pure: no clock, no chance, no I/O; the same entries in the same order give the same
/// state on every process.
/// </summary>
internal static partial class DayFold
{
    /// <summary>The state before the first entry.</summary>
    public static DayState Start(DayKey key) => new() { Area = key.Area, Day = key.Day };

    /// <summary>The state after one more entry; null stands for one of an unknown kind.</summary>
    public static DayState Apply(DayState state, object? entry)
    {
        var next = entry switch
        {
            DayOpened e => On(state, e),
            WorkshopChanged e => state with { Workshops = state.Workshops.SetItem(e.WorkshopId, e), Cause = "a workshop changed" },
            CourtesyCarChanged e => On(state, e),
            DriverChanged e => On(state, e),
            PickupRequested e => On(state, e),
            PlaceAsked e => state with { Holds = state.Holds.SetItem(e.RequestId, e), Cause = "a lift is held" },
            LiftReleased e => state with { Holds = state.Holds.Remove(e.RequestId), Cause = "a held lift is free again" },
            RequestChanged e => On(state, e),
            RequestCancelled e => On(state, e),
            MovesArrived e => On(state, e),
            PlanPublishedEntry e => On(state, e),
            AssignmentAcknowledged e => WithDriver(state, e.DriverId, d => d with { AcknowledgedVersion = Math.Max(d.AcknowledgedVersion, e.PlanVersion) }),
            DriverDeparted e => On(state, e),
            DriverPositioned e => On(state, e),
            DriverUnavailable e => On(state, e),
            StopArrived e when IsTakenBack(state, e.MoveId, e.StopIndex, StopEvent.Arrived, e.At) => state,
            VehicleCollected e when IsTakenBack(state, e.MoveId, e.StopIndex, StopEvent.Collected, e.At) => state,
            VehicleHandedOver e when IsTakenBack(state, e.MoveId, e.StopIndex, StopEvent.HandedOver, e.At) => state,
            StopFailed e when IsTakenBack(state, e.MoveId, e.StopIndex, StopEvent.Failed, e.At) => state,
            StopCorrected e => On(state, e),
            StopArrived e => On(state, e),
            VehicleCollected e => OnCar(state, e.DriverId, e.MoveId, e.StopIndex, e.StopDone, e.At),
            VehicleHandedOver e => OnCar(state, e.DriverId, e.MoveId, e.StopIndex, e.StopDone, e.At),
            StopFailed e => On(state, e),
            VehicleReady e => On(state, e),
            AddDriver e => On(state, e),
            RemoveDriver e => On(state, e),
            LockStop e => On(state, e),
            MoveStop e => On(state, e),
            UnassignStop e => On(state, e),
            ReplanArea e => Answered(state, e.CommandId, null) with { IsReplanWanted = true, Cause = "re-planned by a dispatcher" },
            DiscardDraft e => On(state, e),
            PublishPlan e => Answered(state, e.CommandId, null) with { IsPublishWanted = true, Cause = "published by a dispatcher" },
            RoadConditionsChanged e => e.Version <= state.RoadsVersion
                ? state
                : state with { RoadsVersion = e.Version, RoadConditions = [.. e.Conditions], Cause = "road conditions changed" },
            null => state,
            _ => throw new ArgumentException($"{entry.GetType()} is no entry of a day's log.", nameof(entry)),
        };
        return next with { Entry = state.Entry + 1 };
    }

    private static DayState On(DayState state, DayOpened e) => state with
    {
        Name = e.Name,
        TimeZone = e.TimeZone,
        AutoPublish = e.AutoPublish,
        ChargingStations = e.ChargingStations ?? [],
        Cause = state.ChargingStations.SequenceEqual(e.ChargingStations ?? []) ? state.Cause : "charging stations changed",
        Published = e.AutoPublish ? null : state.Published ?? (state.Version > 0 && !state.IsDraft ? new PublishedPlan(state.Routes, state.Moves) : null),
    };

    private static DayState On(DayState state, CourtesyCarChanged e) =>
        state.CourtesyCars.TryGetValue(e.CourtesyCarId, out var known) && known.Revision >= e.Revision
            ? state
            : state with { CourtesyCars = state.CourtesyCars.SetItem(e.CourtesyCarId, e), Cause = "a courtesy car changed" };

    private static DayState On(DayState state, DriverChanged e)
    {
        var driver = state.Drivers.TryGetValue(e.DriverId, out var known) ? known with { Driver = e } : new DriverDay { Driver = e };
        return state with { Drivers = state.Drivers.SetItem(e.DriverId, driver), Cause = "a driver changed" };
    }

    private static DayState On(DayState state, PickupRequested e)
    {
        if (state.Requests.TryGetValue(e.RequestId, out var known) && known.Revision >= e.Revision) return state;
        var moves = state.Moves;
        if (e.Details.CollectionMoveId is { } collection)
            moves = moves.SetItem(collection, new MoveState { MoveId = collection, RequestId = e.RequestId, Kind = e.Details.Swap ? MoveKind.Swap : MoveKind.Collection });
        if (e.Details.ReturnMoveId is { } back)
            moves = moves.SetItem(back, new MoveState { MoveId = back, RequestId = e.RequestId, Kind = MoveKind.Return });
        return state with
        {
            Requests = state.Requests.SetItem(e.RequestId, new RequestState(e.Revision, e.Details)),
            Moves = moves,

            // The lift that was held for it is taken by it now.
            Holds = state.Holds.Remove(e.RequestId),
            Cause = "a new request",
        };
    }

    private static DayState On(DayState state, MovesArrived e)
    {
        if (state.Requests.TryGetValue(e.RequestId, out var known) && known.Revision > e.Revision) return state;
        return state with
        {
            Requests = state.Requests.SetItem(e.RequestId, new RequestState(e.Revision, e.Details, e.Ready ?? known?.Ready)),
            Moves = state.Moves.SetItems(e.Moves.Select(move => KeyValuePair.Create(move.MoveId, move))),
            Cause = "a request from another day",
        };
    }

    private static DayState On(DayState state, RequestChanged e)
    {
        if (!state.Requests.TryGetValue(e.RequestId, out var known) || known.Revision >= e.Revision) return state;
        state = state with
        {
            Requests = state.Requests.SetItem(e.RequestId, known with { Revision = e.Revision, Details = e.Details }),
            Cause = "a request changed",
        };
        var sameCar = Same(known.Details.Vehicle, e.Details.Vehicle) && known.Details.WorkshopId == e.Details.WorkshopId;
        var sameCollection = sameCar && known.Details.Swap == e.Details.Swap && known.Details.CourtesyWish == e.Details.CourtesyWish
            && Same(known.Details.Places, e.Details.Places) && Same(known.Details.Windows, e.Details.Windows);
        var sameReturn = sameCar && Same(known.Details.ReturnPlace, e.Details.ReturnPlace) && Same(known.Details.ReturnWindows, e.Details.ReturnWindows);
        var held = state.Moves.Values.Where(move => move.RequestId == e.RequestId).ToList();
        foreach (var move in held)
        {
            var isWanted = move.MoveId == e.Details.CollectionMoveId || move.MoveId == e.Details.ReturnMoveId;
            if (move.HasBegun) continue;
            if (!isWanted)
            {
                if (HasStopsBehind(state, move)) continue;
                state = OffRoute(state, move.MoveId) with { Moves = state.Moves.Remove(move.MoveId) };
                continue;
            }

            // Work that is not to be done any more keeps no car that came on another day.
            var remaining = move.RemainingWorkSeconds is { } left ? Math.Min(left, e.Details.WorkSeconds) : (int?)null;
            if (move.Kind == MoveKind.Return ? sameReturn : sameCollection)
            {
                if (remaining != move.RemainingWorkSeconds) state = WithMove(state, move with { RemainingWorkSeconds = remaining });
                continue;
            }

            state = OffRoute(state, move.MoveId);
            state = WithMove(state, new MoveState
            {
                MoveId = move.MoveId,
                RequestId = move.RequestId,
                Kind = move.Kind == MoveKind.Return ? MoveKind.Return : e.Details.Swap ? MoveKind.Swap : MoveKind.Collection,
                RemainingWorkSeconds = remaining,
            });
        }

        state = Again(state, e, known.Details, held);

        // A return that the customer wishes only now goes where the collection is.
        if (e.Details.ReturnMoveId is { } back && known.Details.ReturnMoveId is null && !state.Moves.ContainsKey(back)
            && (e.Details.CollectionMoveId is not { } collection || state.Moves.ContainsKey(collection)))
        {
            state = WithMove(state, new MoveState { MoveId = back, RequestId = e.RequestId, Kind = MoveKind.Return });
        }

        return state;
    }

    private static DayState On(DayState state, RequestCancelled e)
    {
        if (state.Holds.ContainsKey(e.RequestId)) state = state with { Holds = state.Holds.Remove(e.RequestId), Cause = "a held lift is free again" };
        if (!state.Requests.TryGetValue(e.RequestId, out var known) || known.Revision >= e.Revision) return state;
        foreach (var move in state.Moves.Values.Where(move => move.RequestId == e.RequestId && (!move.HasBegun || IsOnlyUnderWay(state, move))).ToList())
        {
            // What failed stays on the route of whoever tried it.
            if (HasStopsBehind(state, move)) continue;

            // A driver who is under way turns round: they go on from where they are, to what comes next.
            state = OffRoute(state, move.MoveId);
            state = state with { Moves = state.Moves.Remove(move.MoveId) };
        }

        // What has begun otherwise goes on, so the details stay for as long as one of its moves does.
        var requests = state.Moves.Values.Any(move => move.RequestId == e.RequestId)
            ? state.Requests.SetItem(e.RequestId, known with { Revision = e.Revision, Details = Begun(state, known.Details) })
            : state.Requests.Remove(e.RequestId);
        return state with { Requests = requests, Cause = "a request was cancelled" };
    }

    /// <summary>What failed and is wished again under another name is planned from the day on that held it, and so is the return that waited for it.</summary>
    private static DayState Again(DayState state, RequestChanged e, RequestDetails known, List<MoveState> held)
    {
        bool Held(Guid? id) => held.Exists(move => move.MoveId == id);
        bool IsNew(Guid? now, Guid? before) => now is { } id && id != before && Held(before) && !state.Moves.ContainsKey(id);
        MoveState New(Guid id, MoveKind kind) => new() { MoveId = id, RequestId = e.RequestId, Kind = kind };
        if (IsNew(e.Details.ReturnMoveId, known.ReturnMoveId))
        {
            // A car that came on another day is done: it was on its way back.
            var came = held.Exists(move => move.MoveId == known.ReturnMoveId && move.RemainingWorkSeconds is not null);
            state = WithMove(state, New(e.Details.ReturnMoveId!.Value, MoveKind.Return) with { RemainingWorkSeconds = came ? 0 : null });
        }

        if (!IsNew(e.Details.CollectionMoveId, known.CollectionMoveId)) return state;
        state = WithMove(state, New(e.Details.CollectionMoveId!.Value, e.Details.Swap ? MoveKind.Swap : MoveKind.Collection));
        return e.Details.ReturnMoveId is { } back && state.Moves.GetValueOrDefault(back) is { Status: MoveStatus.Failed } ? WithMove(state, New(back, MoveKind.Return)) : state;
    }

    /// <summary>A failed move whose stop was reached is kept: it is on the sheet of the driver who was there.</summary>
    private static bool HasStopsBehind(DayState state, MoveState move) =>
        move.Status == MoveStatus.Failed && state.Routes.Values.Any(route => route.Stops.Any(stop => stop.MoveId == move.MoveId));

    /// <summary>Without the moves that have not begun.</summary>
    private static RequestDetails Begun(DayState state, RequestDetails details)
    {
        Guid? Kept(Guid? id) => id is { } move && state.Moves.GetValueOrDefault(move) is { HasBegun: true } ? id : null;
        return details with { CollectionMoveId = Kept(details.CollectionMoveId), ReturnMoveId = Kept(details.ReturnMoveId) };
    }

    /// <summary>The newest word of the workshop counts, whatever order they come in.</summary>
    private static DayState On(DayState state, VehicleReady e)
    {
        if (!state.Requests.TryGetValue(e.RequestId, out var known) || known.Ready?.At > e.At) return state;
        state = state with
        {
            Requests = state.Requests.SetItem(e.RequestId, known with { Ready = e }),
            Cause = e.IsReady ? "a car is ready" : "a workshop told when a car will be ready",
        };
        return e.IsReady ? state : Slips(state, e);
    }

    /// <summary>
    /// A car that will not be ready before its workshop shuts, or not before the window of its return is over, is brought back
    /// later: what was promised is off, before anyone is late, and the next plan promises anew.
    /// </summary>
    private static DayState Slips(DayState state, VehicleReady e)
    {
        var (known, calendar) = (state.Requests[e.RequestId], Calendar.Of(state.TimeZone));
        if (known.Details.ReturnMoveId is not { } back || !state.Moves.TryGetValue(back, out var move) || move.HasBegun || move.Status == MoveStatus.Done) return state;
        var opening = state.Workshops.TryGetValue(known.Details.WorkshopId, out var workshop) ? calendar.Opening(workshop, state.Day) : [];
        var staysOvernight = opening.Count > 0 ? e.ReadyAt >= opening[^1].Until : calendar.DayOf(e.ReadyAt) > state.Day;
        if (!staysOvernight && !(move.Promised?.Until <= e.ReadyAt)) return state;
        var windows = known.Details.ReturnWindows.Where(window => window.Until > e.ReadyAt).ToList();
        state = OffRoute(state, back) with { Requests = state.Requests.SetItem(e.RequestId, known with { Details = known.Details with { ReturnWindows = windows } }) };
        return WithMove(state, new MoveState { MoveId = back, RequestId = move.RequestId, Kind = move.Kind, RemainingWorkSeconds = move.RemainingWorkSeconds });
    }

    private static DayState On(DayState state, PlanPublishedEntry e)
    {
        var routes = state.Routes;
        foreach (var route in e.Routes)
            routes = route.Stops.Count == 0 && route.Sent is null ? routes.Remove(route.DriverId) : routes.SetItem(route.DriverId, route);
        var moves = state.Moves.SetItems(e.Moves.Select(move => KeyValuePair.Create(move.MoveId, move)));
        moves = moves.RemoveRange(e.HandedOn.Select(handed => handed.MoveId));
        var answered = e.Answers.Select(answer => answer.CommandId).ToHashSet();
        var living = moves.Values.Select(move => move.RequestId).ToHashSet();
        return state with
        {
            Version = e.Version,
            LatestAt = Later(state.LatestAt, e.At),
            IsDraft = e.IsDraft,
            IsPublishWanted = false,
            IsReplanWanted = false,
            PlannedStaying = e.Staying ?? state.PlannedStaying,

            // What came while the plan was made is for the next one.
            Cause = moves.Values.Any(move => move.Status == MoveStatus.Waiting) ? state.Cause : null,
            Routes = routes,
            Moves = moves,
            Published = state.AutoPublish ? null : e.IsDraft || routes.IsEmpty ? state.Published : new PublishedPlan(routes, moves),
            Requests = state.Requests.RemoveRange(state.Requests.Keys.Where(id => !living.Contains(id))),
            Commands = state.Commands.RemoveAll(command => answered.Contains(command.CommandId)),
        };
    }

    private static DayState WithMove(DayState state, MoveState move) => state with { Moves = state.Moves.SetItem(move.MoveId, move) };

    private static DayState WithDriver(DayState state, Guid driverId, Func<DriverDay, DriverDay> change) =>
        state.Drivers.TryGetValue(driverId, out var driver)
            ? state with { Drivers = state.Drivers.SetItem(driverId, change(driver)) }
            : state;

    /// <summary>Whether all that has happened of a collection is that its driver has set out: nobody is at the door, and nothing is aboard.</summary>
    private static bool IsOnlyUnderWay(DayState state, MoveState move) =>
        move is { Kind: MoveKind.Collection, Status: MoveStatus.Begun }
        && state.Routes.Values.SelectMany(route => route.Stops).Where(stop => stop.MoveId == move.MoveId).All(stop => stop is { ArrivedAt: null, IsDone: false });

    /// <summary>Takes the stops of a move that were not done off its route.</summary>
    private static DayState OffRoute(DayState state, Guid moveId)
    {
        var route = state.Routes.Values.FirstOrDefault(route => route.Stops.Any(stop => stop.MoveId == moveId));
        if (route is null) return state;
        var stops = route.Stops.Where(stop => stop.MoveId != moveId || stop.IsDone).ToList();
        return state with { Routes = state.Routes.SetItem(route.DriverId, route with { Stops = stops }) };
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static bool Same<T>(T a, T b) =>
        string.Equals(JsonSerializer.Serialize(a, WireJson.Options), JsonSerializer.Serialize(b, WireJson.Options), StringComparison.Ordinal);
}
