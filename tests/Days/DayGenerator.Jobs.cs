using Routing.Optimisation.Model;

namespace Routing.Days;

public sealed partial class DayGenerator
{
    private static readonly (double From, double Share)[] CollectionHours =
        [(7.5, 0.18), (8.5, 0.22), (9.5, 0.2), (10.5, 0.12), (11.5, 0.08), (12.5, 0.08), (13.5, 0.06), (14.5, 0.06)];

    private static readonly (double From, double Share)[] ReturnHours =
        [(9.5, 0.1), (11, 0.1), (12.5, 0.1), (14, 0.2), (15, 0.2), (16, 0.2), (17, 0.1)];

    /// <summary>A further request of this kind of day, for events and quotes.</summary>
    /// <param name="problem">A day that was drawn with these options.</param>
    /// <param name="city">Its city.</param>
    /// <param name="options">Its options.</param>
    /// <param name="number">Which.</param>
    /// <param name="earliest">Its window does not open before this time, seconds.</param>
    public static Job Candidate(Problem problem, City city, DayOptions options, int number, int earliest)
    {
        // Between places of the day, so that its matrices hold.
        var draw = new Random((options.Seed * 7919) + number);
        var like = problem.Jobs[draw.Next(problem.Jobs.Count)];
        var customers = problem.Jobs.SelectMany(job => job.Stops).Where(stop => stop.Workshop is null).SelectMany(stop => stop.Alternatives).ToList();
        var from = Math.Max(earliest, Clock(8) + (1800 * draw.Next(0, 16)));
        return new Job
        {
            Id = new Guid(options.Seed, 0, 1, 0, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number),
            RequiredSkills = like.RequiredSkills,
            Stops =
            [
                Customer([customers[draw.Next(customers.Count)] with { Windows = [new Window(from, from + 3600)] }], 480),
                Yard(draw.Next(problem.Workshops.Count), WorkshopVisitKind.CheckIn, 240, 1800 * draw.Next(1, 5)),
            ],
        };
    }

    private Job Job(int number, List<Job> before, List<Workshop> yards)
    {
        var w = number % workshops;
        var kind = random.NextDouble();
        var isElectric = random.NextDouble() < 0.1;
        var work = 1800 * random.Next(1, 5);
        var checkIn = Yard(w, WorkshopVisitKind.CheckIn, 240, work, isElectric ? "high-voltage" : null);
        if (kind < 0.55)
            return Move(isElectric, [Customer(Alternatives(w, CollectionHours), 480), checkIn]);
        if (kind < 0.65)
        {
            // A courtesy car out and the customer's car in.
            return Move(isElectric, [Yard(w, WorkshopVisitKind.CourtesyOut, 240), Customer(Alternatives(w, CollectionHours), 720), checkIn]);
        }

        var there = yards[w].PresentCars.Where(car => before.All(job => job.ReadyAfterJob != car.Id)).Select(car => car.Id);
        var brought = before.Where(job =>
            job.Stops[^1].Workshop is { Kind: WorkshopVisitKind.CheckIn } visit && visit.Workshop == w
            && job.Stops[^2].Alternatives[0].Windows[0].End < Clock(11)
            && before.All(other => other.ReadyAfterJob != job.Id)).Select(job => job.Id);
        var release = Yard(w, WorkshopVisitKind.Release, 240);
        if (there.Concat(brought).Cast<Guid?>().FirstOrDefault() is not { } car)
            return Move(isElectric, [Customer(Alternatives(w, CollectionHours), 480), checkIn]);
        var isBrought = before.Exists(job => job.Id == car);
        IReadOnlyList<StopAlternative> home = isBrought
            ? [new StopAlternative(Somewhere(w), [new Window(Clock(14), Clock(18.5))])]
            : Alternatives(w, ReturnHours);
        Stop[] stops = [release, Customer(home, 360)];
        if (random.NextDouble() < 0.15)
            stops = [.. stops, Yard(w, WorkshopVisitKind.CourtesyBack, 240)];
        return Move(isElectric, stops) with { ReadyAfterJob = car };
    }

    private Job Move(bool isElectric, Stop[] stops)
    {
        var skills = new List<string>();
        if (random.NextDouble() < 0.6)
            skills.Add("manual");
        if (isElectric)
            skills.Add("electric");
        var small = random.NextDouble();
        return new Job
        {
            Id = NextId(),
            Stops = stops,
            Priority = random.Next(10) == 0 ? 10 : 0,
            RequiredSkills = skills,
            CarriesMeans = options.IsPlain ? null : small < 0.04 ? [] : small < 0.2 ? ["scooter"] : null,
            RangeMetres = isElectric && !options.IsPlain ? random.Next(12_000, 200_000) : null,
            CannotBeDriven = !options.IsPlain && stops.Length == 2 && random.NextDouble() < 0.02,
        };
    }

    private IReadOnlyList<StopAlternative> Alternatives(int w, (double From, double Share)[] hours)
    {
        var from = Hour(hours) + (900 * random.Next(0, 4));
        var length = random.NextDouble() < 0.75 ? 3600 : 7200;
        var all = new List<StopAlternative> { new(Somewhere(w), [new Window(from, from + length)]) };
        if (random.NextDouble() < 0.15)
            all.Add(new StopAlternative(Somewhere(w), [new Window(from + length + 1800, from + (2 * length) + 1800)]));
        return all;
    }

    private int Hour((double From, double Share)[] hours)
    {
        var left = random.NextDouble() * hours.Sum(hour => hour.Share);
        foreach (var (from, share) in hours)
        {
            if ((left -= share) < 0)
                return Clock(from);
        }

        return Clock(hours[^1].From);
    }

    private int Somewhere(int w) => Place(near[w][random.Next(near[w].Length)]);

    private static Stop Customer(IReadOnlyList<StopAlternative> alternatives, int seconds) =>
        new() { Alternatives = alternatives, ServiceSeconds = seconds };

    private static Stop Yard(int w, WorkshopVisitKind kind, int seconds, int work = 0, string? skill = null) =>
        new()
        {
            Alternatives = [new StopAlternative(w, [])],
            ServiceSeconds = seconds,
            Workshop = new WorkshopVisit(w, kind, work, skill),
        };
}
