using Routing.Optimisation.Model;

namespace Routing.Optimisation.Tests.Support;

/// <summary>
/// Draws a day: places on a plane, cars faster than scooters, collections, returns and swaps with all the rules that
/// the model knows, so tight that some jobs are left over. The same seed draws the same day.
/// </summary>
internal sealed class RandomDay(int seed)
{
    private readonly Random random = new(seed);
    private int ids;

    public Problem Draw(int jobs, int drivers, bool isPlain = false)
    {
        var workshops = isPlain ? 1 : random.Next(1, 4);
        var places = workshops + jobs + drivers + 5;
        var problem = new Problem
        {
            Matrices = Matrices(places, isPlain),
            Workshops = [.. Enumerable.Range(0, workshops).Select(_ => Workshop(isPlain))],
            Resources = [],
            Jobs = [],
            Fairness =
                isPlain || random.Next(2) == 0
                    ? new FairnessPrices()
                    : new FairnessPrices { PerSquareHour = 20, PerSquareKm = 3 },
        };
        problem = problem with
        {
            Resources =
            [
                .. Enumerable.Range(0, drivers).Select(_ => Driver(workshops, places, isPlain)),
            ],
        };
        var drawn = new List<Job>();
        for (var i = 0; i < jobs; i++)
            drawn.Add(Job(problem, drawn, workshops, places, isPlain));
        return problem with { Jobs = isPlain ? drawn : Locked(problem, drawn) };
    }

    // What a dispatcher has fixed of one job in six. An order leads to an earlier job of the list, so never in a circle.
    private Job[] Locked(Problem problem, List<Job> jobs)
    {
        var followed = new HashSet<Guid>();
        var locked = jobs.ToArray();
        for (var i = 0; i < locked.Length; i++)
        {
            if (random.Next(6) > 0)
                continue;
            var from = Hour(7) + random.Next(20) * 1800;
            var before = i == 0 ? null : jobs[random.Next(i)];
            var locks = random.Next(4) switch
            {
                0 => new Locks(Driver: problem.Resources[random.Next(problem.Resources.Count)].Id),
                1 when before is not null && followed.Add(before.Id) => new Locks(DirectlyAfter: before.Id),
                _ => new Locks(Time: new Window(from, from + 3600)),
            };
            locked[i] = locked[i] with { Locks = locks };
        }

        return locked;
    }

    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BitConverter.TryWriteBytes(bytes, seed);
        BitConverter.TryWriteBytes(bytes[12..], ++ids);
        return new Guid(bytes);
    }

    private Matrix[] Matrices(int places, bool isPlain)
    {
        var x = new double[places];
        var y = new double[places];
        for (var i = 0; i < places; i++)
        {
            x[i] = random.NextDouble() * 12_000;
            y[i] = random.NextDouble() * 12_000;
        }

        var car = Travel(9, 300);
        if (!isPlain && random.Next(3) == 0)
            car = car with { Hours = [Slower(car, Hour(8), 1.6), Slower(car, Hour(10), 1)] };
        return [car, Travel(5, 0), Travel(1.4, 0)];

        static MatrixHours Slower(Matrix matrix, int from, double factor) =>
            new(from, [.. matrix.Durations.Select(s => s < 0 ? s : (int)(s * factor))]);

        Matrix Travel(double speed, int noise)
        {
            var durations = new int[places * places];
            var distances = new int[places * places];
            for (var from = 0; from < places; from++)
            {
                for (var to = 0; to < places; to++)
                {
                    var cell = from * places + to;
                    if (from == to)
                        continue;
                    if (random.Next(400) == 0)
                    {
                        durations[cell] = -1;
                        distances[cell] = -1;
                        continue;
                    }

                    distances[cell] = (int)(
                        Math.Sqrt(Math.Pow(x[from] - x[to], 2) + Math.Pow(y[from] - y[to], 2)) * 1.3
                    );
                    durations[cell] =
                        1 + (int)(distances[cell] / speed) + (noise > 0 ? random.Next(noise) : 0);
                }
            }

            return new Matrix(places, durations, distances);
        }
    }

    private Workshop Workshop(bool isPlain) =>
        new()
        {
            Id = NextId(),
            Opening =
                random.Next(3) == 0
                    ? [new Window(Hour(7), Hour(12)), new Window(Hour(13), Hour(19))]
                    : [new Window(Hour(7), Hour(19))],
            Lifts = random.Next(2, 6),
            Technicians = random.Next(2, 6),
            TechniciansBySkill = new Dictionary<string, int>
            {
                ["high voltage"] = random.Next(0, 3),
            },
            ReceptionPerQuarter =
                isPlain ? 4
                : random.Next(4) == 0 ? null
                : random.Next(1, 4),
            Parking = isPlain || random.Next(2) == 0 ? null : random.Next(6, 20),
            CourtesyCars = isPlain || random.Next(3) == 0 ? null : random.Next(0, 3),
            PresentCars =
            [
                .. Enumerable
                    .Range(0, random.Next(0, 4))
                    .Select(_ => new PresentCar(NextId(), Minutes(10, 120))),
            ],
        };

    private Resource Driver(int workshops, int places, bool isPlain)
    {
        var home = random.Next(2) == 0 ? random.Next(workshops) : random.Next(places);
        var start = Hour(7) + random.Next(5) * 1800;
        var breaks = new List<Break>();
        if (random.Next(3) > 0)
            breaks.Add(new Break(new Window(Hour(11), Hour(13)), 1800));
        if (random.Next(4) == 0)
            breaks.Add(new Break(new Window(Hour(14), Hour(15)), 900));
        var resource = new Resource
        {
            Id = NextId(),
            StartLocation = home,
            EndLocation = random.Next(4) == 0 ? null : home,
            ShiftStart = start,
            ShiftEnd = start + Hour(random.Next(5, 10)),
            MaxOvertimeSeconds = random.Next(2) * 1800,
            Skills =
                isPlain || random.Next(2) == 0 ? ["manual", "electric"]
                : random.Next(2) == 0 ? ["manual"]
                : [],
            LoadedMatrix = 0,
            EmptyMatrix = 1,
            FoldSeconds = random.Next(3) * 60,
            MaxEmptyMetres = isPlain || random.Next(2) == 0 ? null : random.Next(6_000, 16_000),
            Breaks = breaks,
            Costs = new Costs { Fixed = random.Next(3) * 1000 },
            FreeFrom = isPlain || random.Next(4) > 0 ? null : start + random.Next(3) * 1800,
            MaxJobs = isPlain || random.Next(5) > 0 ? null : random.Next(3, 8),
        };
        if (isPlain)
            return resource;
        return random.Next(6) switch
        {
            0 => resource with { EmptyMatrix = 0, Places = random.Next(1, 4), FoldSeconds = 0 },
            1 => resource with { EmptyMatrix = 2, Rides = [Bus()] },
            2 => resource,
            _ => resource with { Means = Means(workshops, places), Rides = Rides() },
        };
    }

    private OwnMeans Means(int workshops, int places)
    {
        var range = random.Next(8_000, 40_000);
        return new OwnMeans(random.Next(3) == 0 ? "bicycle" : "scooter")
        {
            Location = random.Next(6) == 0 ? random.Next(places) : null,
            Follows = random.Next(8) == 0,
            Battery =
                random.Next(2) == 0
                    ? null
                    : new Battery(range, random.Next(range))
                    {
                        ChangePlaces = [.. Enumerable.Range(0, random.Next(workshops + 1))],
                        ChangeSeconds = random.Next(2) * 120,
                        ChangeBelowMetres = random.Next(2) * 5_000,
                    },
        };
    }

    private Ride[] Rides() =>
        random.Next(4) switch
        {
            0 => [],
            1 => [Taxi()],
            2 => [Bus()],
            _ => [Bus(), Taxi()],
        };

    private Ride Taxi() =>
        new()
        {
            Name = "taxi",
            Matrix = 0,
            WaitSeconds = 300,
            MaxMetres = random.Next(2) == 0 ? null : 15_000,
            PerRide = 300,
            PerKm = 150,
            TakesMeans = random.Next(2) == 0,
        };

    private Ride Bus() =>
        new()
        {
            Name = "bus",
            Matrix = 1,
            WaitSeconds = 600,
            PerRide = 100,
            TakesMeans = random.Next(3) > 0,
        };

    public Job Job(Problem problem, List<Job> before, int workshops, int places, bool isPlain)
    {
        var workshop = random.Next(workshops);
        var kind = random.Next(10);
        var work = Minutes(20, 90);
        var skill = random.Next(8) == 0 ? "high voltage" : null;
        var checkIn = At(
            workshop,
            new WorkshopVisit(workshop, WorkshopVisitKind.CheckIn, work, skill)
        );
        var customer = Customer(places, workshops, isPlain);
        var unreleased = before
            .Where(job =>
                job.Stops.Any(stop => stop.Workshop?.Kind == WorkshopVisitKind.CheckIn)
                && before.All(other => other.ReadyAfterJob != job.Id)
            )
            .ToList();
        Guid? readyAfter = null;
        int? readyAt = null;
        Stop[] stops;
        if (kind < 5)
        {
            stops = [customer, checkIn];
        }
        else if (kind < 7)
        {
            stops =
            [
                At(workshop, new WorkshopVisit(workshop, WorkshopVisitKind.CourtesyOut)),
                customer,
                checkIn,
            ];
        }
        else
        {
            var present = problem
                .Workshops[workshop]
                .PresentCars.Where(car => before.All(job => job.ReadyAfterJob != car.Id))
                .ToList();
            if (unreleased.Count > 0 && random.Next(3) > 0)
            {
                var brings = unreleased[random.Next(unreleased.Count)];
                readyAfter = brings.Id;
                workshop = brings.Stops[^1].Workshop!.Workshop;
                customer = customer with { Promised = null };
            }
            else if (present.Count > 0)
            {
                readyAfter = present[0].Id;
            }
            else
            {
                readyAt = Hour(random.Next(8, 15));
            }

            stops =
            [
                At(workshop, new WorkshopVisit(workshop, WorkshopVisitKind.Release)),
                customer,
            ];
            if (random.Next(3) == 0)
            {
                var back = new WorkshopVisit(workshop, WorkshopVisitKind.CourtesyBack);
                stops = [.. stops, At(workshop, back)];
            }
        }

        var job = new Job
        {
            Id = NextId(),
            Stops = stops,
            Priority = random.Next(3) * 5,
            RequiredSkills =
                random.Next(6) == 0 ? ["electric"]
                : random.Next(4) == 0 ? ["manual"]
                : [],
            ReadyAfterJob = readyAfter,
            ReadyAt = readyAt,
            CarriesMeans =
                isPlain || random.Next(3) > 0 ? null
                : random.Next(2) == 0 ? []
                : ["scooter"],
            RangeMetres = isPlain || random.Next(8) > 0 ? null : random.Next(6_000, 20_000),
            CannotBeDriven = !isPlain && stops.Length == 2 && random.Next(10) == 0,
        };

        // Of the cars with little charge, those that can be driven are charged on their way.
        return job is { CannotBeDriven: false, RangeMetres: { } range, Stops: [var first, var last] }
            ? job with { Stops = [first, Charged(workshop, range), last] }
            : job;
    }

    private Stop At(int workshop, WorkshopVisit visit) =>
        new()
        {
            Alternatives = [new StopAlternative(workshop, [])],
            ServiceSeconds = 60 * random.Next(2, 8),
            Workshop = visit,
        };

    private static Stop Charged(int place, int range) =>
        new()
        {
            Alternatives = [new StopAlternative(place, [])],
            ServiceSeconds = range / 20,
            RechargedMetres = 26_000 - range,
        };

    private Stop Customer(int places, int workshops, bool isPlain)
    {
        var alternatives = new List<StopAlternative>();
        var number = random.Next(5) == 0 ? 2 : 1;
        for (var a = 0; a < number; a++)
        {
            var from = Hour(7) + random.Next(16) * 1800;
            var windows = random.Next(4) switch
            {
                0 => new List<Window>(),
                1 => [new Window(from, from + 3600)],
                2 => [new Window(from, from + 7200)],
                _ => [new Window(Hour(7), Hour(9)), new Window(from + Hour(3), from + Hour(6))],
            };
            alternatives.Add(new StopAlternative(random.Next(workshops, places), windows));
        }

        Window? promised = null;
        if (!isPlain && random.Next(4) == 0)
        {
            var from = Hour(8) + random.Next(16) * 1800;
            promised = new Window(from, from + 3600);
        }

        return new Stop
        {
            Alternatives = alternatives,
            ServiceSeconds = 60 * random.Next(3, 12),
            Promised = promised,
        };
    }

    private int Minutes(int from, int to) => 60 * random.Next(from, to);

    private static int Hour(int hour) => hour * 3600;
}
