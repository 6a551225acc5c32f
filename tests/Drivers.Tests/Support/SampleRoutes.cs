using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Drivers.Tests.Support;

/// <summary>Route sheets to try things with: a collection and a swap in Montevideo, tomorrow.</summary>
internal static class SampleRoutes
{
    public const string Area = "montevideo";
    public const string TimeZone = "America/Montevideo";

    public static readonly DateOnly Day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);

    private static readonly Place Depot = new(-56.1850, -34.8900, "Workshop, Av. Italia 2500");
    private static readonly Place Home = new(-56.1700, -34.9050, "Bulevar España 2300");
    private static readonly Place Office = new(-56.1600, -34.9100, "Av. Brasil 2800");
    private static readonly Vehicle Hatchback = new("SBA 1234", "Fiat", "Uno", "blanco", Gearbox.Manual, Drive.Petrol);
    private static readonly Vehicle Electric = new("SBC 777", "BYD", "Dolphin", "verde", Gearbox.Automatic, Drive.Electric);

    public static DriverChanged Driver(Guid driverId, bool active = true, int revision = 1) => new()
    {
        DriverId = driverId,
        Revision = revision,
        Area = Area,
        Name = "María Núñez",
        Means = Means.Scooter,
        Skills = ["manual"],
        StartPlace = Depot,
        EndPlace = Depot,
        Shifts = [],
        Active = active,
    };

    /// <summary>Start, Collect, CheckIn, PickUp (a courtesy car), Swap, CheckIn, End.</summary>
    public static RouteSheet Make(Guid driverId, int version = 1, DateOnly? day = null, Guid? collection = null, Guid? swap = null)
    {
        var first = collection ?? Guid.CreateVersion7();
        var second = swap ?? Guid.CreateVersion7();
        Guid one = Guid.CreateVersion7(), two = Guid.CreateVersion7(), workshop = Guid.CreateVersion7();
        var on = day ?? Day;
        return new RouteSheet
        {
            DriverId = driverId,
            DriverName = "María Núñez",
            Area = Area,
            Day = on,
            TimeZone = TimeZone,
            PlanVersion = version,
            Means = Means.Scooter,
            Shift = new Window(At(on, 8), At(on, 16)),
            Stops =
            [
                Stop(on, StopKind.Start, Depot, 8, null),
                Stop(on, StopKind.Collect, Home, 8.5, Leg(Means.Scooter, Depot, Home)) with
                {
                    MoveId = first, StopIndex = 0, RequestId = one, Vehicle = Hatchback, WorkshopId = workshop,
                    Window = new Window(At(on, 8.25), At(on, 8.75)), ServiceSeconds = 300,
                },
                Stop(on, StopKind.CheckIn, Depot, 9, Leg(Means.Car, Home, Depot)) with
                {
                    MoveId = first, StopIndex = 1, RequestId = one, Vehicle = Hatchback, WorkshopId = workshop, ServiceSeconds = 180,
                },
                Stop(on, StopKind.PickUp, Depot, 9.25, Leg(Means.Foot, Depot, Depot)) with
                {
                    MoveId = second, StopIndex = 0, RequestId = two, Vehicle = Electric, WorkshopId = workshop, ServiceSeconds = 180,
                },
                Stop(on, StopKind.Swap, Office, 9.75, Leg(Means.Car, Depot, Office)) with
                {
                    MoveId = second, StopIndex = 1, RequestId = two, Vehicle = Electric, WorkshopId = workshop,
                    Window = new Window(At(on, 9.5), At(on, 10)), ServiceSeconds = 600,
                },
                Stop(on, StopKind.CheckIn, Depot, 10.25, Leg(Means.Car, Office, Depot)) with
                {
                    MoveId = second, StopIndex = 2, RequestId = two, Vehicle = Electric, WorkshopId = workshop, ServiceSeconds = 180,
                },
                Stop(on, StopKind.End, Depot, 10.5, Leg(Means.Scooter, Depot, Depot)),
            ],
        };
    }

    /// <summary>The same, but the collected car is charged on the way: Start, Collect, Charge, CheckIn, PickUp, Swap, CheckIn, End.</summary>
    public static RouteSheet MakeCharged(Guid driverId)
    {
        var sheet = Make(driverId);
        var charge = sheet.Stops[2] with { Kind = StopKind.Charge, Place = Office, Eta = At(8.7), Departure = At(8.85), ServiceSeconds = 600, Leg = Leg(Means.Car, Home, Office) };
        return sheet with { Stops = [sheet.Stops[0], sheet.Stops[1], charge, sheet.Stops[2] with { StopIndex = 2, Leg = Leg(Means.Car, Office, Depot) }, .. sheet.Stops.Skip(3)] };
    }

    /// <summary>An hour of the local day; Montevideo is three hours behind UTC all year.</summary>
    public static DateTimeOffset At(DateOnly day, double hour) =>
        new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromHours(-3)).AddHours(hour);

    public static DateTimeOffset At(double hour) => At(Day, hour);

    private static RouteStop Stop(DateOnly day, StopKind kind, Place place, double hour, Leg? leg) => new()
    {
        Kind = kind,
        Place = place,
        Eta = At(day, hour),
        Departure = At(day, hour).AddMinutes(5),
        Leg = leg,
    };

    private static Leg Leg(Means means, Place from, Place to) => new(
        means, means == Means.Car, from, to, 412.5, 3150,
        Polyline.Write([(from.Lon, from.Lat), (from.Lon, to.Lat), (to.Lon, to.Lat)]),
        [
            new Instruction("Head south on Avenida Italia", "depart", null, "Avenida Italia", from.Lon, from.Lat, 1800, 240),
            new Instruction("Turn left onto Bulevar España", "turn", "left", "Bulevar España", from.Lon, to.Lat, 1350, 172.5),
            new Instruction("You have arrived", "arrive", null, "Bulevar España", to.Lon, to.Lat, 0, 0),
        ]);
}
