using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Dispatch.Tests.Support;

/// <summary>Messages of a day in Montevideo, years from now: nothing may depend on the wall clock.</summary>
internal static class Days
{
    public const string Area = "montevideo";
    public static readonly DateOnly Day = new(2031, 3, 5);
    public static readonly Guid Workshop = Id(900);
    public static readonly Place Depot = new(-56.185, -34.89, "Av. Italia 2500");
    public static readonly Vehicle Car = new("SBA 1234", "Fiat", "Uno", null, Gearbox.Manual, Drive.Petrol);

    /// <summary>An id that is easy to tell apart.</summary>
    public static Guid Id(int number) => new($"01890a5d-ac96-774b-bcce-{number:d12}");

    public static DateTimeOffset At(double hour) => new DateTimeOffset(Day, TimeOnly.MinValue, TimeSpan.FromHours(-3)).AddSeconds(Math.Round(hour * 3600));

    public static Window Between(double from, double until) => new(At(from), At(until));

    public static AreaChanged AreaChanged() => new() { Area = Area, Name = "Montevideo", TimeZone = "America/Montevideo" };

    public static WorkshopChanged WorkshopChanged() => new()
    {
        WorkshopId = Workshop,
        Revision = 1,
        Area = Area,
        Name = "Taller Italia",
        Place = Depot,
        TimeZone = "America/Montevideo",
        OpeningHours = [],
        Lifts = 3,
        Technicians = 2,
        HighVoltageTechnicians = 1,
        ReceptionPerQuarter = 2,
        Parking = 8,
    };

    public static DriverChanged DriverChanged(Guid driver, string name = "Ana", int revision = 1, bool active = true) => new()
    {
        DriverId = driver,
        Revision = revision,
        Area = Area,
        Name = name,
        Means = Means.Scooter,
        Skills = [],
        StartPlace = Depot,
        EndPlace = Depot,
        Shifts = [],
        Active = active,
    };

    public static PickupRequested Requested(Guid request, Guid move, int revision = 1) => new()
    {
        RequestId = request,
        Revision = revision,
        Details = Details(move),
        RequestedAt = At(-10),
    };

    public static RequestDetails Details(Guid move) => new()
    {
        WorkshopId = Workshop,
        Vehicle = Car,
        CollectionMoveId = move,
        Places = [],
        Windows = [],
        ReturnWindows = [],
        WorkSeconds = 3600,
    };

    public static RequestCancelled Cancelled(Guid request, int revision = 2) => new() { RequestId = request, Revision = revision, CancelledAt = At(-9) };

    public static PickupScheduled Scheduled(Guid request, Guid move, Guid driver, int version = 1, double hour = 9) => new()
    {
        RequestId = request,
        MoveId = move,
        Kind = MoveKind.Collection,
        Revision = 1,
        Area = Area,
        Day = Day,
        PlanVersion = version,
        Place = Depot,
        Window = Between(hour, hour + 0.5),
        Eta = At(hour + 0.25),
        DriverId = driver,
        DriverName = "Ana",
    };

    public static PickupUnserved Unserved(Guid request, Guid move, int version = 1, Window? promised = null) => new()
    {
        RequestId = request,
        MoveId = move,
        Kind = MoveKind.Collection,
        Revision = 1,
        Area = Area,
        Day = Day,
        PlanVersion = version,
        Promised = promised,
        Reason = Full,
    };

    public static readonly Reason Full = new("reception-full", "The reception is full.", "if the window opened 20 minutes earlier");

    public static PlanPublished Published(int version, IReadOnlyList<UnservedMove>? unserved = null, IReadOnlyList<LiftLoad>? loads = null, string cause = "3 new requests") => new()
    {
        Area = Area,
        Day = Day,
        Version = version,
        PublishedAt = At(-8).AddMinutes(version),
        Cause = cause,
        Routes = [new RouteTotals(Id(1), 2, 6000, 3000, At(8), At(12))],
        Unserved = unserved ?? [],
        LiftLoads = loads ?? [],
    };

    /// <summary>Start, then for each move Collect in a window of half an hour and CheckIn, then End; an hour and a half a move.</summary>
    public static RouteAssigned Assigned(Guid driver, int version, params IReadOnlyList<(Guid Request, Guid Move)> moves)
    {
        var stops = new List<RouteStop> { new() { Kind = StopKind.Start, Place = Depot, Eta = At(8), Departure = At(8) } };
        var hour = 9.0;
        foreach (var (request, move) in moves)
        {
            stops.Add(new()
            {
                Kind = StopKind.Collect, MoveId = move, StopIndex = 0, RequestId = request, Place = Home, Window = Between(hour, hour + 0.5),
                Eta = At(hour + 0.25), Departure = At(hour + 0.35), ServiceSeconds = 360, Vehicle = Car, WorkshopId = Workshop, Leg = Leg(Means.Scooter, 1500),
            });
            stops.Add(new()
            {
                Kind = StopKind.CheckIn, MoveId = move, StopIndex = 1, RequestId = request, Place = Depot,
                Eta = At(hour + 0.75), Departure = At(hour + 0.85), ServiceSeconds = 300, Vehicle = Car, WorkshopId = Workshop, Leg = Leg(Means.Car, 3000),
            });
            hour += 1.5;
        }

        stops.Add(new() { Kind = StopKind.End, Place = Depot, Eta = At(hour), Departure = At(hour), Leg = Leg(Means.Scooter, 0) });
        return new()
        {
            Sheet = new()
            {
                DriverId = driver,
                DriverName = "Ana",
                Area = Area,
                Day = Day,
                TimeZone = "America/Montevideo",
                PlanVersion = version,
                Means = Means.Scooter,
                Shift = Between(8, 16),
                Stops = stops,
            },
        };
    }

    public static RouteRevoked Revoked(Guid driver, int version) => new() { DriverId = driver, Area = Area, Day = Day, PlanVersion = version };

    public static EtaChanged Eta(Guid driver, Guid move, double eta, double at) => new()
    {
        RequestId = Id(0), MoveId = move, StopIndex = 0, Area = Area, Day = Day, DriverId = driver, Eta = At(eta), LateSeconds = 0, At = At(at),
    };

    public static AssignmentAcknowledged Acknowledged(Guid driver, int version) => new() { DriverId = driver, Area = Area, Day = Day, PlanVersion = version, At = At(7) };

    public static DriverDeparted Departed(Guid driver, Guid? move, int stop, double hour) => new()
    {
        DriverId = driver, Area = Area, Day = Day, MoveId = move, StopIndex = stop, At = At(hour), ReceivedAt = At(hour),
    };

    public static StopArrived Arrived(Guid driver, Guid move, int stop, double hour) => new()
    {
        DriverId = driver, Area = Area, Day = Day, MoveId = move, StopIndex = stop, RequestId = Id(0), At = At(hour), ReceivedAt = At(hour),
    };

    public static VehicleCollected Collected(Guid driver, Guid move, int stop, double hour) => new()
    {
        DriverId = driver, Area = Area, Day = Day, MoveId = move, StopIndex = stop, RequestId = Id(0), StopDone = true, ReportId = Id(800),
        MileageKm = 1, DamageCount = 0, PhotoCount = 0, At = At(hour), ReceivedAt = At(hour),
    };

    public static VehicleHandedOver HandedOver(Guid driver, Guid move, int stop, double hour) => new()
    {
        DriverId = driver, Area = Area, Day = Day, MoveId = move, StopIndex = stop, RequestId = Id(0), StopDone = true, ReportId = Id(801),
        MileageKm = 2, At = At(hour), ReceivedAt = At(hour),
    };

    public static StopFailed Failed(Guid driver, Guid move, int stop, double hour) => new()
    {
        DriverId = driver, Area = Area, Day = Day, MoveId = move, StopIndex = stop, RequestId = Id(0), Reason = FailureReason.Absent, Note = "rang twice",
        At = At(hour), ReceivedAt = At(hour),
    };

    public static StopCorrected Corrected(Guid driver, Guid move, int stop, StopEvent undone, double hour) => new()
    {
        CorrectionId = Id(900), DriverId = driver, Area = Area, Day = Day, MoveId = move, StopIndex = stop, RequestId = Id(0), Undone = undone,
        ToldAt = At(hour), Reason = "a wrong tap", By = "dispatcher", At = At(hour + 0.1),
    };

    public static DriverPositioned Positioned(Guid driver, double lon, double hour) => new()
    {
        DriverId = driver, Area = Area, Day = Day, Lon = lon, Lat = -34.9, AccuracyMetres = 8, At = At(hour), ReceivedAt = At(hour),
    };

    public static DriverLocated Located(Guid driver, double lon, double hour) => new() { DriverId = driver, Area = Area, Day = Day, Lon = lon, Lat = -34.9, At = At(hour) };

    public static DriverUnavailable Unavailable(Guid driver, double hour) => new()
    {
        DriverId = driver, Area = Area, Day = Day, Reason = UnavailableReason.Breakdown, At = At(hour), ReceivedAt = At(hour),
    };

    private static readonly Place Home = new(-56.17, -34.905, "Bulevar España 2300");

    private static Leg Leg(Means means, int metres) => new(
        means, means == Means.Car, Depot, Home, metres / 5.0, metres, "_ibE_seK", [new("Head south", "depart", null, "Avenida Italia", -56.18, -34.9, metres, 60)]);
}
