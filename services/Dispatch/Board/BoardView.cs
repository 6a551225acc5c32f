using Routing.Contracts.Values;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Board;

/// <summary>Makes a workshop's day out of the dispatcher's. Pure.</summary>
internal static class BoardView
{
    private sealed record Visit(RouteAnswer Route, StopAnswer Stop)
    {
        public bool IsDone => Stop.State == StopState.Done;
        public DateTimeOffset At => Stop.DoneAt ?? Stop.ArrivedAt ?? Stop.Eta;
    }

    /// <param name="workshop">The workshop.</param>
    /// <param name="day">The day of its area.</param>
    /// <param name="requests">By id, those of the day.</param>
    /// <param name="staying">Those of cars that are here from before and have nothing to do on the day.</param>
    public static BoardAnswer Of(WorkshopRow workshop, DayAnswer day, IReadOnlyDictionary<Guid, RequestRow> requests, IReadOnlyList<RequestRow> staying)
    {
        var visits = day.Routes.SelectMany(route => route.Stops.Select(stop => new Visit(route, stop)))
            .Where(visit => visit.Stop is { RequestId: { } id, MoveId: not null, Cancelled: false } && requests.GetValueOrDefault(id)?.WorkshopId == workshop.WorkshopId)
            .ToLookup(visit => visit.Stop.RequestId!.Value);
        var unserved = day.Unserved.Where(move => move.WorkshopId == workshop.WorkshopId && requests.GetValueOrDefault(move.RequestId) is not { Cancelled: true })
            .ToLookup(move => move.RequestId);
        var ids = visits.Select(group => group.Key).Union(unserved.Select(group => group.Key));
        var cars = ids.Select(id => Car(id, [.. visits[id]], [.. unserved[id]], requests.GetValueOrDefault(id)))
            .Concat(staying.Select(row => Car(row.RequestId, [], [], row))).ToList();
        var trips = visits.Select(group => Courtesy(group.Key, [.. group], requests.GetValueOrDefault(group.Key))).OfType<CourtesyTrip>()
            .Concat(staying.Where(row => row.IsSwap).Select(row => new CourtesyTrip(row.RequestId, PlateOf(row), CourtesyState.Out, LeavesAt: null, DueBackAt: null, DriverName: null, CourtesyPlate: null)));
        return new()
        {
            WorkshopId = workshop.WorkshopId,
            Name = workshop.Name,
            Area = day.Area,
            TimeZone = workshop.TimeZone,
            Day = day.Day,
            LatestAt = LatestAt(day),
            LastEventId = day.LastEventId,
            PlanVersion = day.PlanVersion,
            Cars = [.. cars.OrderBy(Rank).ThenBy(NextAt).ThenBy(car => car.RequestId)],
            LiftLoads = [.. day.LiftLoads.Where(load => load.WorkshopId == workshop.WorkshopId)],
            CourtesyCars = [.. trips.OrderBy(trip => (trip.State == CourtesyState.Waiting ? trip.LeavesAt : trip.DueBackAt) ?? DateTimeOffset.MaxValue).ThenBy(trip => trip.RequestId)],
            Fleet = [],
        };
    }

    private static string? PlateOf(RequestRow row) => row.Vehicle is { } json ? DayView.Read<Vehicle>(json)?.Plate : null;

    /// <summary>What a device told last.</summary>
    private static DateTimeOffset? LatestAt(DayAnswer day) => day.Routes
        .SelectMany(route => route.Stops.SelectMany(stop => new[] { stop.DepartedAt, stop.ArrivedAt, stop.DoneAt, stop.FailedAt }).Append(route.Position?.At))
        .Max();

    private static BoardCar Car(Guid requestId, IReadOnlyList<Visit> visits, IReadOnlyList<UnservedAnswer> unserved, RequestRow? request)
    {
        var collectionId = request?.CollectionMoveId;
        var bringing = visits.Where(visit => visit.Stop.MoveId == collectionId).ToList();
        var arrival = bringing.Find(visit => visit.Stop.Kind == StopKind.CheckIn);
        var release = visits.FirstOrDefault(visit => visit.Stop.Kind == StopKind.PickUp && visit.Stop.MoveId != collectionId);
        var isBrought = bringing.Exists(visit => visit is { Stop.Kind: StopKind.Collect or StopKind.Swap, IsDone: true });
        var isLost = bringing.Exists(visit => visit.Stop.State == StopState.Failed) || unserved.Any(move => move.Kind != MoveKind.Return);

        // Without a collection on the day it is there from before; and whoever took it in has it, whatever its driver could tell.
        var isThere = request?.CheckedInAt is not null || (arrival?.IsDone ?? (bringing.Count == 0 && !isLost));
        var state = release is { IsDone: true } ? CarState.Gone
            : isThere ? (request is { IsReady: true } ? CarState.Ready : CarState.Here)
            : isLost ? CarState.NotComing
            : isBrought ? CarState.Coming
            : CarState.Expected;
        return new()
        {
            RequestId = requestId,
            State = state,
            Vehicle = visits.Select(visit => visit.Stop.Vehicle).Concat(unserved.Select(move => move.Vehicle)).FirstOrDefault(vehicle => vehicle is not null)
                ?? (request?.Vehicle is { } json ? DayView.Read<Vehicle>(json) : null),
            WorkSeconds = request?.WorkSeconds,
            CheckedInAt = request?.CheckedInAt,
            KeyTag = request?.KeyTag,
            KeyHolder = state switch
            {
                CarState.Coming => arrival?.Route.DriverName,
                CarState.Gone => release?.Route.DriverName,
                CarState.Here or CarState.Ready => request?.KeyHolder,
                _ => null,
            },
            ArrivesAt = arrival?.At,
            ArrivesWith = arrival?.Route.DriverName,
            ReadyAt = request?.ReadyAt,
            LeavesAt = release?.At,
            LeavesWith = release?.Route.DriverName,
            ReturnUnserved = release is null && unserved.Any(move => move.Kind == MoveKind.Return),
        };
    }

    private static CourtesyTrip? Courtesy(Guid requestId, IReadOnlyList<Visit> visits, RequestRow? request)
    {
        var swap = visits.FirstOrDefault(visit => visit.Stop.Kind == StopKind.Swap);
        var taken = swap is null ? null : visits.FirstOrDefault(visit => visit.Stop.MoveId == swap.Stop.MoveId && visit.Stop.Kind == StopKind.PickUp);
        var back = request is { IsSwap: true, ReturnMoveId: { } move } ? visits.FirstOrDefault(visit => visit.Stop.MoveId == move && visit.Stop.Kind == StopKind.CheckIn) : null;
        if (taken is null && back is null) return null;
        var state = back is { IsDone: true } ? CourtesyState.Back : taken is { IsDone: false } ? CourtesyState.Waiting : CourtesyState.Out;
        var carrier = state == CourtesyState.Waiting ? taken : back;
        return new(requestId, visits[0].Stop.Vehicle?.Plate, state, taken?.At, back?.At, carrier?.Route.DriverName, (taken ?? back)?.Stop.CourtesyCar?.Vehicle.Plate);
    }

    private static int Rank(BoardCar car) => car.State switch
    {
        CarState.Coming or CarState.Expected => 0,
        CarState.Here or CarState.Ready => 1,
        CarState.NotComing => 2,
        _ => 3,
    };

    private static DateTimeOffset NextAt(BoardCar car) => (car.State is CarState.Coming or CarState.Expected ? car.ArrivesAt : car.LeavesAt) ?? DateTimeOffset.MaxValue;
}
