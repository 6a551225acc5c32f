using Routing.Contracts.Values;
using Routing.Planning.Days;

namespace Routing.Planning.Replay;

/// <summary>What came of a day.</summary>
internal sealed record ReplayFigures
{
    /// <summary>Moves that were done.</summary>
    public required int Served { get; init; }

    /// <summary>Moves that nobody could do on this day.</summary>
    public required int Unserved { get; init; }

    /// <summary>Moves that went over to another day.</summary>
    public required int OtherDay { get; init; }

    /// <summary>Moves for which a driver came in vain, or broke down with the car.</summary>
    public required int Failed { get; init; }

    /// <summary>Customers' stops reached after their promised window.</summary>
    public required int Late { get; init; }

    /// <summary>By how much at most, seconds.</summary>
    public required int WorstLateSeconds { get; init; }

    /// <summary>Driven, ridden and walked without a customer's car, metres.</summary>
    public required long EmptyMetres { get; init; }

    /// <summary>Driven in customers' cars, metres.</summary>
    public required long LoadedMetres { get; init; }

    /// <summary>Drivers who had anything to do.</summary>
    public required int Drivers { get; init; }

    /// <summary>From each driver's leaving to the end of their route, seconds.</summary>
    public required long RouteSeconds { get; init; }

    /// <summary>Share of the lifts' open hours in which there was work on them, from 0 to 1; null where no lift is open.</summary>
    public required double? LiftUse { get; init; }

    /// <summary>Cars parked at workshops, on the average over the open hours: waiting for a lift, or done and not yet fetched.</summary>
    public required double CarsWaiting { get; init; }

    public double EmptyMetresPerMove => Served == 0 ? 0 : (double)EmptyMetres / Served;

    /// <param name="state">The day when it is over.</param>
    /// <param name="handedOn">Moves that went over to another day.</param>
    /// <param name="loads">Of every quarter of an hour of every workshop.</param>
    public static ReplayFigures Of(DayState state, int handedOn, IReadOnlyList<LiftLoad> loads)
    {
        var stops = state.Routes.Values.SelectMany(route => route.Stops).ToList();
        var driven = state.Routes.Values.Where(route => route.Stops.Any(stop => stop.MoveId is not null && stop.IsDone)).ToList();
        var late = stops.Where(stop => stop is { IsDone: true, LateSeconds: > 0 }).Select(stop => stop.LateSeconds).ToList();
        var lifts = loads.Sum(load => load.Lifts);
        return new()
        {
            Served = state.Moves.Values.Count(move => move.Status == MoveStatus.Done),
            Unserved = state.Moves.Values.Count(move => move.Status is MoveStatus.Unserved or MoveStatus.Waiting or MoveStatus.Planned),
            OtherDay = handedOn,
            Failed = state.Moves.Values.Count(move => move.Status is MoveStatus.Failed or MoveStatus.Begun or MoveStatus.OnBoard),
            Late = late.Count,
            WorstLateSeconds = late.DefaultIfEmpty().Max(),
            EmptyMetres = driven.Sum(route => route.Stops.Where(stop => !stop.IsLoaded).Sum(stop => (long)stop.LegMetres)),
            LoadedMetres = driven.Sum(route => route.Stops.Where(stop => stop.IsLoaded).Sum(stop => (long)stop.LegMetres)),
            Drivers = driven.Count,
            RouteSeconds = driven.Sum(route => (long)(route.Stops[^1].Eta - route.Stops[0].Departure).TotalSeconds),
            LiftUse = lifts == 0 ? null : (double)loads.Sum(load => load.LiftsBusy) / lifts,
            CarsWaiting = loads.Count == 0 ? 0 : (double)loads.Sum(load => load.CarsWaiting) / loads.Select(load => load.From).Distinct().Count(),
        };
    }
}
