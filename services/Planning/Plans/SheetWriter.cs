using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Routing.Contracts.Values;
using Calendar = Routing.Planning.Areas.Calendar;
using Routing.Planning.Days;
using Routing.Planning.Roads;

namespace Routing.Planning.Plans;

/// <summary>Makes what a driver gets out of a route.</summary>
internal sealed class SheetWriter(DayState state, IReadOnlyDictionary<Guid, MoveState> moves, RoadsInUse roads)
{
    private readonly Calendar calendar = Calendar.Of(state.TimeZone);

    public RouteSheet Write(RouteState route, int version, CancellationToken cancellation)
    {
        var driver = state.Drivers[route.DriverId];
        var means = MeansOf(driver);
        var stops = new List<RouteStop>();
        for (var i = 0; i < route.Stops.Count; i++)
        {
            var stop = route.Stops[i];
            var request = RequestOf(stop);
            stops.Add(new RouteStop
            {
                Kind = stop.Kind,
                MoveId = stop.MoveId,
                StopIndex = stop.StopIndex,
                RequestId = stop.MoveId is { } id ? moves[id].RequestId : null,
                Place = stop.Place,
                Window = WindowOf(stop),
                Eta = calendar.Local(stop.Eta),
                Departure = calendar.Local(stop.Departure),
                ServiceSeconds = stop.ServiceSeconds,
                Vehicle = request?.Vehicle,
                CourtesyCar = CourtesyCarAt(stop),
                WorkshopId = request?.WorkshopId,
                Leg = i == 0 ? null : LegTo(stop, route.Stops[i - 1].Place, means, cancellation),
                Done = stop.IsDone,
            });
        }

        return new RouteSheet
        {
            DriverId = route.DriverId,
            DriverName = driver.Driver.Name,
            Area = state.Area,
            Day = state.Day,
            TimeZone = state.TimeZone,
            PlanVersion = version,
            Means = means,
            Shift = ShiftOf(driver),
            Stops = stops,
        };
    }

    /// <summary>
    /// What makes a route another one for its driver: stops, windows, and the way from one to the next, which changes with the
    /// roads. Estimates and what is done do not.
    /// </summary>
    public string Fingerprint(RouteState route, CancellationToken cancellation)
    {
        var driver = state.Drivers[route.DriverId];
        var means = MeansOf(driver);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{driver.Driver.Name}|{means}|{ShiftOf(driver)}");
        for (var i = 0; i < route.Stops.Count; i++)
        {
            var stop = route.Stops[i];
            var window = WindowOf(stop);
            var way = i == 0 ? "" : LegTo(stop, route.Stops[i - 1].Place, means, cancellation).Geometry;
            text.Append(CultureInfo.InvariantCulture, $"\n{stop.Kind}|{stop.MoveId}|{stop.StopIndex}|{stop.Place.Lon:R},{stop.Place.Lat:R}|{window?.From.UtcTicks}-{window?.Until.UtcTicks}|{stop.IsLoaded}|{way}");
            if (CourtesyCarAt(stop) is { } courtesy) text.Append(CultureInfo.InvariantCulture, $"|{courtesy.Vehicle.Plate} {courtesy.IsContractSigned}");
            if (stop.By is { } by) text.Append(CultureInfo.InvariantCulture, $"|{by}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    private RequestDetails? RequestOf(PlannedStop stop) =>
        stop.MoveId is { } id && moves.TryGetValue(id, out var move) ? state.Requests.GetValueOrDefault(move.RequestId)?.Details : null;

    /// <summary>A swap takes it to the customer, a return takes it from there.</summary>
    private CourtesyCar? CourtesyCarAt(PlannedStop stop)
    {
        if (stop.MoveId is not { } id || !moves.TryGetValue(id, out var move)) return null;
        var isThere = move.Kind == MoveKind.Swap ? stop.Kind is StopKind.PickUp or StopKind.Swap : move.Kind == MoveKind.Return && stop.Kind is StopKind.Return or StopKind.CheckIn;
        return isThere ? CourtesyCarOf(state, move) : null;
    }

    /// <summary>What is told of the courtesy car of a swap or of the return after it; null when none is known.</summary>
    public static CourtesyCar? CourtesyCarOf(DayState state, MoveState move) =>
        move.CourtesyCarId is { } id && state.CourtesyCars.TryGetValue(id, out var car)
            ? new CourtesyCar(id, car.Vehicle, car.Class, car.Loan is { ContractSignedAt: not null } loan && loan.RequestId == move.RequestId)
            : null;

    public Window? WindowOf(PlannedStop stop) =>
        stop.Kind is StopKind.Collect or StopKind.Return or StopKind.Swap && stop.MoveId is { } id && moves.TryGetValue(id, out var move) ? move.Promised : null;

    /// <summary>By what the leg to a stop is travelled: own means, a taxi, or the moved car unless it is carried.</summary>
    public static Means MeansOf(PlannedStop stop, Means own) => stop.IsLoaded && own != Means.Transporter ? Means.Car : stop.By ?? own;

    private Leg LegTo(PlannedStop stop, Place from, Means means, CancellationToken cancellation)
    {
        var by = MeansOf(stop, means);
        return roads.Legs.Find(by, stop.IsLoaded, from, stop.Place, cancellation) ?? new Leg(
            by, stop.IsLoaded, from, stop.Place, 0, (int)RoadsInUse.PointOf(from).MetresTo(RoadsInUse.PointOf(stop.Place)), "",
            [new Instruction("No way is known from here: ask the dispatcher", "notification", null, "", from.Lon, from.Lat, 0, 0)]);
    }

    /// <summary>What a driver travels by: one who has a car to themselves is taken for one with a taxi.</summary>
    public static Means MeansOf(DriverDay driver) => driver.Driver.Means == Means.Car ? Means.Taxi : driver.Driver.Means;

    /// <summary>The day's; of no length where there is none.</summary>
    public Window ShiftOf(DriverDay driver)
    {
        if (driver.Shift is { } shift) return shift;
        var shifts = driver.Driver.Shifts.Where(s => s.Day == state.Day.DayOfWeek).ToList();
        return shifts.Count == 0
            ? new Window(calendar.Midnight(state.Day), calendar.Midnight(state.Day))
            : new Window(calendar.At(state.Day, shifts.Min(s => s.From)), calendar.At(state.Day, shifts.Max(s => s.Until)));
    }
}
