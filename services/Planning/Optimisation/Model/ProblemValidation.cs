namespace Routing.Optimisation.Model;

/// <summary>Finds data that no search should see. A problem that passes can be solved, if only with jobs unserved.</summary>
public static partial class ProblemValidation
{
    private const int LatestTime = Window.Never;

    // What adds up along a route. Fifty days, and legs half around the earth: sums of hundreds of them do not overflow.
    private const int MostSeconds = 1 << 22;
    private const int MostMetres = 1 << 24;

    // Reaches and ranges, which are compared alone.
    private const int MostReach = 1 << 30;
    private const int MostCents = 1 << 24;
    private const int MostFairness = 1 << 14;
    private const int MostPeople = 10_000;
    private const int MostJobs = 1 << 20;

    /// <summary>One sentence for each fault, naming the value; empty when there is none.</summary>
    public static IReadOnlyList<string> Check(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var errors = new List<string>();
        var size = Matrices(problem, errors);
        Resources(problem, size, errors);
        Workshops(problem, errors);
        Jobs(problem, size, errors);
        Links(problem, errors);
        Prices(problem.Disturbance, errors);
        Prices(problem.Fairness, errors);
        return errors;
    }

    private static void Workshops(Problem problem, List<string> errors)
    {
        var seen = new HashSet<Guid>();
        var cars = problem.Jobs.Select(job => job.Id).ToHashSet();
        for (var i = 0; i < problem.Workshops.Count; i++)
        {
            var workshop = problem.Workshops[i];
            var what = $"Workshop {i} ({workshop.Id})";
            if (!seen.Add(workshop.Id))
                errors.Add($"{what} is there twice.");
            Within(workshop.Lifts, MostPeople, $"{what} has a number of lifts", errors);
            Within(workshop.Technicians, MostPeople, $"{what} has a number of technicians", errors);
            Within(workshop.ReceptionPerQuarter ?? 0, MostReach, $"{what} has a reception", errors);
            Within(workshop.Parking ?? 0, MostReach, $"{what} has parking", errors);
            Within(workshop.CourtesyCars ?? 0, MostReach, $"{what} has courtesy cars", errors);
            Intervals(workshop.Opening, $"{what} is open", errors);
            foreach (var (skill, number) in workshop.TechniciansBySkill)
            {
                Within(number, MostPeople, $"{what} has technicians for {skill}", errors);
                if (number > workshop.Technicians)
                    errors.Add(
                        $"{what} has {number} technicians for {skill}, more than its {workshop.Technicians}."
                    );
            }

            foreach (var car in workshop.PresentCars)
            {
                Within(car.WorkSeconds, LatestTime, $"{what} has car {car.Id} with work", errors);
                if (!cars.Add(car.Id))
                    errors.Add($"{what} has car {car.Id}, which is there already or is a job's id.");
            }
        }
    }

    private static void Jobs(Problem problem, int size, List<string> errors)
    {
        var seen = new HashSet<Guid>();
        if (problem.Jobs.Count > MostJobs)
            errors.Add($"There are {problem.Jobs.Count} jobs; at most {MostJobs} are planned.");
        foreach (var job in problem.Jobs)
        {
            var what = $"Job {job.Id}";
            if (!seen.Add(job.Id))
                errors.Add($"{what} is there twice.");
            if (job.Stops.Count == 0)
                errors.Add($"{what} has no stop.");
            if (job.Priority is < 0 or > 1000)
                errors.Add($"{what} has priority {job.Priority}; it must be from 0 to 1000.");
            Within(job.ReadyAt ?? 0, LatestTime, $"{what} is ready at", errors);
            Within(job.RangeMetres ?? 0, MostReach, $"{what} has a range", errors);
            if (job.CannotBeDriven && job.Stops.Count != 2)
                errors.Add(
                    $"{what} needs a transporter, which takes jobs of two stops; it has {job.Stops.Count}."
                );
            if (job.Locks.Time is { } time)
                Interval(time, $"{what} is locked to the time", errors);
            var variants = 1L;
            for (var s = 0; s < job.Stops.Count; s++)
            {
                Stop(problem, job.Stops[s], size, $"{what}, stop {s}", errors);
                variants = Math.Min(
                    variants * Math.Max(1, job.Stops[s].Alternatives.Count),
                    int.MaxValue
                );
            }

            if (variants > MaxVariants)
                errors.Add(
                    $"{what} can be done at {variants} combinations of places; at most {MaxVariants} are tried."
                );
            if (job.Stops.Count(stop => stop.Workshop?.Kind == WorkshopVisitKind.CheckIn) > 1)
                errors.Add($"{what} checks in twice; a job brings one car.");
            if (job.Stops.Count(stop => stop.Workshop?.Kind == WorkshopVisitKind.Release) > 1)
                errors.Add($"{what} releases twice; a job takes one car out.");
            if (job.Stops.Count(stop => stop.Workshop?.Kind == WorkshopVisitKind.CourtesyOut) > 1)
                errors.Add($"{what} takes a courtesy car out twice.");
            if (job.Stops.Count(stop => stop.Workshop?.Kind == WorkshopVisitKind.CourtesyBack) > 1)
                errors.Add($"{what} brings a courtesy car back twice.");
        }
    }

    internal const int MaxVariants = 256;

    private static void Stop(Problem problem, Stop stop, int size, string what, List<string> errors)
    {
        if (stop.Alternatives.Count == 0)
            errors.Add($"{what} has no place.");
        Within(stop.ServiceSeconds, MostSeconds, $"{what} has a service time", errors);
        Within(stop.RechargedMetres ?? 0, MostReach, $"{what} is left with a range", errors);
        if (stop.Promised is { } promised)
            Interval(promised, $"{what} is promised", errors);
        foreach (var alternative in stop.Alternatives)
        {
            Location(alternative.Location, size, $"{what} is", errors);
            Intervals(alternative.Windows, $"{what} has a window", errors);
        }

        if (stop.Workshop is not { } visit)
            return;
        Within(visit.WorkSeconds, LatestTime, $"{what} has work", errors);
        if (visit.Workshop < 0 || visit.Workshop >= problem.Workshops.Count)
            errors.Add(
                $"{what} names workshop {visit.Workshop}; there are {problem.Workshops.Count}."
            );
    }

    private static void Links(Problem problem, List<string> errors)
    {
        var jobs = new Dictionary<Guid, Job>();
        foreach (var job in problem.Jobs)
            jobs.TryAdd(job.Id, job);
        var cars = problem
            .Workshops.SelectMany(workshop => workshop.PresentCars)
            .Select(car => car.Id)
            .ToHashSet();
        var resources = problem.Resources.Select(resource => resource.Id).ToHashSet();
        var followed = new HashSet<Guid>();
        var released = new HashSet<Guid>();
        foreach (var job in problem.Jobs)
        {
            if (job.Locks.Driver is { } driver && !resources.Contains(driver))
                errors.Add(
                    $"Job {job.Id} is locked to driver {driver}, who is not in the problem."
                );
            if (job.Locks.DirectlyAfter is { } before)
            {
                if (!jobs.ContainsKey(before) || before == job.Id)
                    errors.Add(
                        $"Job {job.Id} is locked directly after {before}, which is no other job."
                    );
                else if (!followed.Add(before))
                    errors.Add(
                        $"Job {job.Id} is locked directly after {before}, and so is another."
                    );
            }

            if (job.ReadyAfterJob is { } brings)
            {
                var known =
                    cars.Contains(brings)
                    || (
                        brings != job.Id
                        && jobs.TryGetValue(brings, out var bringer)
                        && bringer.Stops.Any(stop =>
                            stop.Workshop?.Kind == WorkshopVisitKind.CheckIn
                        )
                    );
                if (!known)
                    errors.Add(
                        $"Job {job.Id} waits for car {brings}, which no check-in brings and no workshop holds."
                    );
                else if (!released.Add(brings))
                    errors.Add($"Job {job.Id} waits for car {brings}, and so does another.");
            }
        }

        foreach (var id in Circles(problem, jobs))
            errors.Add($"Job {id} waits for itself through other jobs.");
    }

    // Jobs that wait for none but such as wait for none, and so on, are put aside: what is left waits for a circle. O(jobs).
    private static IEnumerable<Guid> Circles(Problem problem, Dictionary<Guid, Job> jobs)
    {
        var waiting = jobs.Keys.ToDictionary(id => id, _ => 0);
        var behind = new Dictionary<Guid, List<Guid>>();
        foreach (var job in jobs.Values)
        {
            foreach (var before in Links(job).Where(jobs.ContainsKey))
            {
                waiting[job.Id]++;
                if (!behind.TryGetValue(before, out var list))
                    behind[before] = list = [];
                list.Add(job.Id);
            }
        }

        var free = new Stack<Guid>(waiting.Where(pair => pair.Value == 0).Select(pair => pair.Key));
        while (free.TryPop(out var id))
        {
            waiting.Remove(id);
            foreach (var next in behind.GetValueOrDefault(id, []))
            {
                if (--waiting[next] == 0)
                    free.Push(next);
            }
        }

        return problem.Jobs.Select(job => job.Id).Where(waiting.ContainsKey).Distinct();
    }

    private static IEnumerable<Guid> Links(Job job)
    {
        if (job.Locks.DirectlyAfter is { } before)
            yield return before;
        if (job.ReadyAfterJob is { } brings)
            yield return brings;
    }

    private static void Intervals(IReadOnlyList<Window> windows, string what, List<string> errors)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            Interval(windows[i], what, errors);
            if (i > 0 && windows[i].Start <= windows[i - 1].End)
                errors.Add(
                    $"{what} from {windows[i].Start}, before the one that ends at {windows[i - 1].End}."
                );
        }
    }

    private static void Interval(Window window, string what, List<string> errors)
    {
        if (window.Start < 0 || window.End > LatestTime)
            errors.Add($"{what} from {window.Start} to {window.End}, outside 0 to {LatestTime}.");
        else if (window.End < window.Start)
            errors.Add($"{what} from {window.Start} to {window.End}: it ends before it starts.");
    }

    private static void Location(int location, int size, string what, List<string> errors)
    {
        if (location < 0 || location >= size)
            errors.Add($"{what} at location {location}; the matrices have {size}.");
    }

    private static void Matrix(int index, Problem problem, string what, List<string> errors)
    {
        if (index < 0 || index >= problem.Matrices.Count)
            errors.Add($"{what} use matrix {index}; there are {problem.Matrices.Count}.");
    }

    private static void Within(int value, int most, string what, List<string> errors)
    {
        if (value < 0 || value > most)
            errors.Add($"{what} of {value}; it must be from 0 to {most}.");
    }
}
