using Routing.Contracts.Intake;
using Routing.Contracts.Values;

namespace Routing.Planning.Tests;

/// <summary>A workshop, drivers and customers at places of the sample city.</summary>
internal static class Town
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(-3);

    /// <summary>A Monday at six.</summary>
    public static readonly DateOnly Day = new(2026, 3, 2);
    public static readonly DateTimeOffset Morning = At(6, 0);

    public static readonly Place Depot = new(-56.1645, -34.9011, "Workshop");

    private static readonly DayOfWeek[] Workdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static DateTimeOffset At(int hour, int minute, int days = 0) => new(Day.AddDays(days).ToDateTime(new TimeOnly(hour, minute)), Offset);

    public static Window Between(int from, int until, int days = 0) => new(At(from, 0, days), At(until, 0, days));

    /// <summary>Places around the workshop, the same at every run.</summary>
    public static Place Home(int i)
    {
        var random = new Random(i);
        return new Place(Depot.Lon + ((random.NextDouble() - 0.5) * 0.05), Depot.Lat + (random.NextDouble() * 0.03) + 0.002, $"Home {i}");
    }

    public static object Workshop(string name = "Taller", int lifts = 6, int reception = 4, int parking = 60) => new
    {
        area = PlanningProcess.Area,
        name,
        place = Depot,
        openingHours = Workdays.Select(day => new OpeningHours(day, new TimeOnly(7, 30), new TimeOnly(18, 0))),
        lifts,
        technicians = lifts,
        highVoltageTechnicians = 2,
        receptionPerQuarter = reception,
        parking,
    };

    public static object Driver(int i, Means means = Means.Scooter, string[]? skills = null, int from = 8, int until = 17, bool rests = false) => new
    {
        area = PlanningProcess.Area,
        name = $"Driver {i}",
        means,
        skills = skills ?? ["manual", "electric"],
        startPlace = Depot,
        shifts = Workdays.Select(day => rests
            ? new Shift(day, new TimeOnly(from, 0), new TimeOnly(until, 0), new TimeOnly(11, 0), new TimeOnly(13, 0), 1800)
            : new Shift(day, new TimeOnly(from, 0), new TimeOnly(until, 0))),
    };

    public static PickupRequested Request(
        Guid workshopId, int i, IReadOnlyList<Window>? windows = null, bool isReturned = false, bool swap = false,
        Gearbox gearbox = Gearbox.Manual, Drive drive = Drive.Petrol, IReadOnlyList<PlaceHours>? places = null, int workSeconds = 3600) => new()
        {
            RequestId = Guid.CreateVersion7(Morning.AddSeconds(i)),
            Revision = 1,
            RequestedAt = Morning,
            Details = new RequestDetails
            {
                WorkshopId = workshopId,
                Vehicle = new Vehicle($"SBA {1000 + i}", "Suzuki", "Alto", "red", gearbox, drive),
                CollectionMoveId = Guid.CreateVersion7(Morning.AddSeconds(i)),
                ReturnMoveId = isReturned ? Guid.CreateVersion7(Morning.AddSeconds(i)) : null,
                Places = places ?? [new PlaceHours(Home(i), [])],
                Windows = windows ?? [Between(8, 17)],
                ReturnWindows = [],
                Swap = swap,
                WorkSeconds = workSeconds,
            },
        };
}
