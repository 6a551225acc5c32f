using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Board;

/// <summary>Puts together what the workshop told of its courtesy cars and what the day's plan does with them. Pure.</summary>
internal static class FleetView
{
    /// <param name="cars">The workshop's.</param>
    /// <param name="plates">By request that has or had one: the plate of its own car.</param>
    /// <param name="board">The board of the day.</param>
    /// <param name="day">The day.</param>
    /// <param name="now">The clock.</param>
    public static IReadOnlyList<LentCar> Of(
        IReadOnlyList<CourtesyCarChanged> cars, IReadOnlyDictionary<Guid, string?> plates, BoardAnswer board, DayAnswer day, DateTimeOffset now)
    {
        var stops = day.Routes.SelectMany(route => route.Stops).Where(stop => stop is { CourtesyCar: not null, Cancelled: false }).ToLookup(stop => stop.CourtesyCar!.CourtesyCarId);
        var latest = board.LatestAt is { } told && told > now ? told : now;
        return [.. cars.OrderBy(car => car.Vehicle.Plate, StringComparer.Ordinal).Select(car => Of(car, [.. stops[car.CourtesyCarId]], plates, latest))];
    }

    private static LentCar Of(CourtesyCarChanged car, IReadOnlyList<StopAnswer> stops, IReadOnlyDictionary<Guid, string?> plates, DateTimeOffset now)
    {
        var goes = stops.FirstOrDefault(stop => stop is { Kind: StopKind.PickUp, State: not StopState.Done });
        var comes = stops.FirstOrDefault(stop => stop is { Kind: StopKind.CheckIn, State: not StopState.Done });
        var request = car.Loan is { BackAt: null } loan ? loan.RequestId : goes?.RequestId;
        var plate = request is null ? null : request == goes?.RequestId ? goes?.Vehicle?.Plate : plates.GetValueOrDefault(request.Value);
        var due = car.Loan is { IsOut: true } lent ? (comes?.RequestId == lent.RequestId ? comes?.Eta : null) ?? lent.DueBack : null;
        return new LentCar(car.CourtesyCarId, car.Vehicle, car.Class, car.InService, car.Loan, plate, request, goes?.Eta, due, IsLate: due < now);
    }
}
