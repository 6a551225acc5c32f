using Routing.Optimisation.Model;

namespace Routing.Days;

public sealed partial class DayGenerator
{
    // Shifts of eight and a half hours, half an hour of them a break.
    private static readonly (double From, double Share)[] Shifts = [(7, 0.4), (8, 0.25), (9, 0.15), (10.5, 0.2)];

    private Resource Driver(int number)
    {
        var w = number % workshops;
        var start = Hour(Shifts);
        var skills = new List<string>();
        if (random.NextDouble() < 0.85)
            skills.Add("manual");
        if (random.NextDouble() < 0.6)
            skills.Add("electric");
        var driver = new Resource
        {
            Id = NextId(),
            Name = $"Driver {number + 1}",
            StartLocation = w,
            EndLocation = w,
            ShiftStart = start,
            ShiftEnd = start + Clock(8.5),
            MaxOvertimeSeconds = 1800,
            Skills = skills,
            EmptyMatrix = Scooter,
            LoadedMatrix = Car,
            FoldSeconds = 60,
            MaxEmptyMetres = 9_000,
            Breaks = [new Break(new Window(start + Clock(3.5), start + Clock(5.5)), 1800)],
            Costs = new Costs { Fixed = 2_000, PerEmptyKm = 5 },
        };
        if (options.IsPlain)
            return driver;

        // A few moves in a hundred cannot be driven.
        if (number % 25 == 24 || number == options.Drivers - 1)
            return driver with { Name = $"Transporter {number + 1}", Places = 3, EmptyMatrix = Car, FoldSeconds = 0, MaxEmptyMetres = null, Costs = new Costs { Fixed = 6_000, PerHour = 4_000, PerEmptyKm = 60, PerLoadedKm = 70 }, Skills = ["manual", "electric"] };
        return (number % 20) switch
        {
            18 => driver with { Means = new OwnMeans("chase car") { Follows = true }, EmptyMatrix = Car, FoldSeconds = 0, MaxEmptyMetres = null, Costs = new Costs { Fixed = 4_000, PerHour = 6_000, PerWaitingHour = 2_000, PerEmptyKm = 20, PerLoadedKm = 40 } },
            17 or 7 => driver with { EmptyMatrix = Foot, FoldSeconds = 0, MaxEmptyMetres = 2_500, Costs = new Costs { Fixed = 2_000, PerEmptyKm = 0 }, Rides = [Taxi] },
            3 or 8 or 13 => driver with { Means = new OwnMeans("bicycle"), EmptyMatrix = Bicycle, MaxEmptyMetres = 8_000, Costs = new Costs { Fixed = 2_000, PerEmptyKm = 2 }, Rides = [Taxi] },
            _ => driver with
            {
                Means = new OwnMeans("scooter")
                {
                    Battery = new Battery(25_000, 20_000) { ChangePlaces = [.. Enumerable.Range(0, workshops)], ChangeSeconds = 120, ChangeBelowMetres = 6_000 },
                },
                Rides = [Taxi],
            },
        };
    }

    private static Ride Taxi => new() { Name = "taxi", Matrix = Car, WaitSeconds = 360, PerRide = 300, PerKm = 150, TakesMeans = true };
}
