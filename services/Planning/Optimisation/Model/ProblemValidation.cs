namespace Routing.Optimisation.Model;

/// <summary>Finds data that no search should see. A problem that passes can be solved, if only with jobs unserved.</summary>
public static class ProblemValidation
{
    private const int LatestTime = Window.Never;

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
        return errors;
    }

    private static int Matrices(Problem problem, List<string> errors)
    {
        if (problem.Matrices.Count == 0)
        {
            errors.Add("The problem has no matrix.");
            return 0;
        }

        var size = problem.Matrices[0].Size;
        for (var i = 0; i < problem.Matrices.Count; i++)
        {
            var matrix = problem.Matrices[i];
            var cells = (long)matrix.Size * matrix.Size;
            if (matrix.Size != size)
                errors.Add($"Matrix {i} is for {matrix.Size} locations, matrix 0 for {size}.");
            if (matrix.Size < 1)
                errors.Add($"Matrix {i} has size {matrix.Size}; it needs at least one location.");
            if (matrix.Durations.Length != cells)
                errors.Add(
                    $"Matrix {i} of size {matrix.Size} has {matrix.Durations.Length} durations, not {cells}."
                );
            if (matrix.Distances.Length != cells)
                errors.Add(
                    $"Matrix {i} of size {matrix.Size} has {matrix.Distances.Length} distances, not {cells}."
                );
            Cells(matrix.Durations, $"Matrix {i} has a duration of", errors);
            Cells(matrix.Distances, $"Matrix {i} has a distance of", errors);
            SameWays(matrix, i, errors);
        }

        return size;
    }

    private static void Cells(int[] values, string text, List<string> errors)
    {
        var bad = values.AsSpan().IndexOfAnyExceptInRange(-1, LatestTime);
        if (bad >= 0)
            errors.Add($"{text} {values[bad]} in cell {bad}; only -1 (no way) may be negative.");
    }

    private static void SameWays(Matrix matrix, int index, List<string> errors)
    {
        var cells = Math.Min(matrix.Durations.Length, matrix.Distances.Length);
        for (var i = 0; i < cells; i++)
        {
            if (matrix.Durations[i] < 0 == matrix.Distances[i] < 0)
                continue;
            errors.Add(
                $"Matrix {index} has duration {matrix.Durations[i]} but distance {matrix.Distances[i]} in cell {i}; "
                    + "where there is no way, both are -1."
            );
            return;
        }
    }

    private static void Resources(Problem problem, int size, List<string> errors)
    {
        var seen = new HashSet<Guid>();
        var pinned = new HashSet<Guid>();
        var jobs = problem.Jobs.Select(job => job.Id).ToHashSet();
        foreach (var resource in problem.Resources)
        {
            var who = $"Resource {resource.Id}";
            if (!seen.Add(resource.Id))
                errors.Add($"{who} is there twice.");
            Location(resource.StartLocation, size, $"{who} starts", errors);
            if (resource.EndLocation is { } end)
                Location(end, size, $"{who} ends", errors);
            Interval(
                new Window(resource.ShiftStart, resource.ShiftEnd),
                $"{who} has a shift",
                errors
            );
            NotNegative(resource.MaxOvertimeSeconds, $"{who} has a greatest overtime", errors);
            NotNegative(resource.FoldSeconds, $"{who} has a fold time", errors);
            NotNegative(resource.MaxEmptyMetres ?? 0, $"{who} has a reach", errors);
            NotNegative(resource.MaxJobs ?? 0, $"{who} has a greatest number of jobs", errors);
            Matrix(resource.EmptyMatrix, problem, $"{who}'s empty legs", errors);
            Matrix(resource.LoadedMatrix, problem, $"{who}'s loaded legs", errors);
            foreach (var rest in resource.Breaks)
            {
                Interval(rest.Window, $"{who} has a break", errors);
                NotNegative(rest.DurationSeconds, $"{who} has a break that lasts", errors);
            }

            if (resource.Breaks.Count > MaxBreaks)
                errors.Add(
                    $"{who} has {resource.Breaks.Count} breaks; at most {MaxBreaks} are planned."
                );
            Prices(resource.Costs, who, errors);
            foreach (var job in resource.PinnedJobs)
            {
                if (!jobs.Contains(job))
                    errors.Add($"{who} has job {job} pinned, which is not in the problem.");
                if (!pinned.Add(job))
                    errors.Add($"Job {job} is pinned twice.");
            }
        }
    }

    internal const int MaxBreaks = 7;

    private static void Prices(Costs costs, string who, List<string> errors)
    {
        NotNegative(costs.Fixed, $"{who} has a fixed cost", errors);
        NotNegative(costs.PerHour, $"{who} has a cost per hour", errors);
        NotNegative(costs.PerWaitingHour, $"{who} has a cost per waiting hour", errors);
        NotNegative(costs.PerOvertimeHour, $"{who} has a cost per overtime hour", errors);
        NotNegative(costs.PerEmptyKm, $"{who} has a cost per empty km", errors);
        NotNegative(costs.PerLoadedKm, $"{who} has a cost per loaded km", errors);
    }

    private static void Prices(DisturbancePrices prices, List<string> errors)
    {
        NotNegative(prices.OtherDriver, "Another driver has a price", errors);
        NotNegative(prices.OtherOrder, "Another order has a price", errors);
        NotNegative(prices.PerShiftedHour, "A shifted hour has a price", errors);
        NotNegative(prices.ShiftToleranceSeconds, "A shifted start has a tolerance", errors);
    }

    private static void Workshops(Problem problem, List<string> errors)
    {
        for (var i = 0; i < problem.Workshops.Count; i++)
        {
            var workshop = problem.Workshops[i];
            var what = $"Workshop {i} ({workshop.Id})";
            NotNegative(workshop.Lifts, $"{what} has a number of lifts", errors);
            NotNegative(workshop.Technicians, $"{what} has a number of technicians", errors);
            NotNegative(workshop.ReceptionPerQuarter ?? 0, $"{what} has a reception", errors);
            NotNegative(workshop.Parking ?? 0, $"{what} has parking", errors);
            Intervals(workshop.Opening, $"{what} is open", errors);
            foreach (var (skill, number) in workshop.TechniciansBySkill)
            {
                NotNegative(number, $"{what} has technicians for {skill}", errors);
                if (number > workshop.Technicians)
                    errors.Add(
                        $"{what} has {number} technicians for {skill}, more than its {workshop.Technicians}."
                    );
            }

            foreach (var car in workshop.PresentCars)
                NotNegative(car.WorkSeconds, $"{what} has car {car.Id} with work", errors);
        }
    }

    private static void Jobs(Problem problem, int size, List<string> errors)
    {
        var seen = new HashSet<Guid>();
        foreach (var job in problem.Jobs)
        {
            var what = $"Job {job.Id}";
            if (!seen.Add(job.Id))
                errors.Add($"{what} is there twice.");
            if (job.Stops.Count == 0)
                errors.Add($"{what} has no stop.");
            if (job.Priority is < 0 or > 1000)
                errors.Add($"{what} has priority {job.Priority}; it must be from 0 to 1000.");
            NotNegative(job.ReadyAt ?? 0, $"{what} is ready at", errors);
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
        }
    }

    internal const int MaxVariants = 256;

    private static void Stop(Problem problem, Stop stop, int size, string what, List<string> errors)
    {
        if (stop.Alternatives.Count == 0)
            errors.Add($"{what} has no place.");
        NotNegative(stop.ServiceSeconds, $"{what} has a service time", errors);
        if (stop.Promised is { } promised)
            Interval(promised, $"{what} is promised", errors);
        foreach (var alternative in stop.Alternatives)
        {
            Location(alternative.Location, size, $"{what} is", errors);
            Intervals(alternative.Windows, $"{what} has a window", errors);
        }

        if (stop.Workshop is not { } visit)
            return;
        NotNegative(visit.WorkSeconds, $"{what} has work", errors);
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

        var seen = new HashSet<Guid>();
        foreach (var job in problem.Jobs)
        {
            // Following both kinds of link from any job must never lead back to it.
            seen.Clear();
            if (LeadsTo(job, job.Id, jobs, seen))
                errors.Add($"Job {job.Id} waits for itself through other jobs.");
        }
    }

    private static bool LeadsTo(
        Job job,
        Guid target,
        Dictionary<Guid, Job> jobs,
        HashSet<Guid> seen
    )
    {
        return Next(job.Locks.DirectlyAfter) || Next(job.ReadyAfterJob);

        bool Next(Guid? id) =>
            id is { } next
            && (
                next == target
                || (
                    seen.Add(next)
                    && jobs.TryGetValue(next, out var before)
                    && LeadsTo(before, target, jobs, seen)
                )
            );
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

    private static void NotNegative(int value, string what, List<string> errors)
    {
        if (value < 0)
            errors.Add($"{what} of {value}; it cannot be negative.");
    }
}
