using Routing.Optimisation.Model;

namespace Routing.PlanChecker;

/// <summary>Walks one route from its start to its end with a clock in hand.</summary>
internal sealed class RouteCheck(Problem problem, int index, Route route, Findings findings)
{
    private readonly Resource resource = problem.Resources[index];
    private readonly MeansCheck means = new(problem.Resources[index], findings);
    private readonly Stack<Guid> aboard = new();
    private int time;
    private int location;
    private int breaksTaken;

    public void Run(Dictionary<Guid, (int Resource, IReadOnlyList<Visit> Visits)> served)
    {
        if (route.Visits.Count == 0)
        {
            if (
                route.Breaks.Count > 0
                || route.Start != resource.ShiftStart
                || route.End != resource.ShiftStart
            )
                findings.Fault($"{Who} has no visits but times or breaks.");
            if (resource.PinnedJobs.Count > 0)
                findings.Fault($"{Who} lacks its pinned work.");
            return;
        }

        time = route.Start;
        location = resource.StartLocation;
        if (route.Start < resource.ShiftStart)
            findings.Fault($"{Who} starts at {route.Start}, before the shift.");
        var order = new List<Guid>();
        var isWhole = resource.Places > 0 ? Carry(served, order) : Drive(served, order);
        if (!isWhole)
            return;
        TakeBreaks(route.Visits.Count);
        End();
        Order(order);
    }

    private bool Drive(
        Dictionary<Guid, (int Resource, IReadOnlyList<Visit> Visits)> served,
        List<Guid> order
    )
    {
        var at = 0;
        while (at < route.Visits.Count)
        {
            var id = route.Visits[at].JobId;
            var job = problem.Jobs.FirstOrDefault(other => other.Id == id);
            if (job is null || at + job.Stops.Count > route.Visits.Count)
            {
                findings.Fault($"{Who} visits job {id}, which is unknown or cut short.");
                return false;
            }

            TakeBreaks(at);
            var visits = route.Visits.Skip(at).Take(job.Stops.Count).ToList();
            for (var i = 0; i < visits.Count; i++)
                Stop(job, i, visits[i], i > 0);
            if (!served.TryAdd(id, (index, visits)))
                findings.Fault($"Job {id} is served twice.");
            Allowed(job, order, order.Count == 0 ? null : order[^1]);
            order.Add(id);
            at += job.Stops.Count;
            means.Moved(
                job,
                job.Stops[0].Alternatives[visits[0].Alternative].Location,
                job.Stops[^1].Alternatives[visits[^1].Alternative].Location
            );
            if (job.CannotBeDriven)
                findings.Break(ViolationKind.CannotBeDriven, resource.Id, id, "driven");
            if (!GetsThere(job, visits))
                findings.Break(ViolationKind.CarOutOfRange, resource.Id, id, "driven too far");
        }

        return true;
    }

    // What is in the car is spent leg by leg; a stop at which it is charged says what is in it afterwards.
    private static bool GetsThere(Job job, List<Visit> visits)
    {
        long left = job.RangeMetres ?? long.MaxValue;
        for (var i = 0; i < visits.Count; i++)
        {
            if (i > 0)
                left -= visits[i].LegMetres;
            if (left < 0)
                return false;
            left = job.Stops[i].RechargedMetres ?? left;
        }

        return true;
    }

    private bool Carry(
        Dictionary<Guid, (int Resource, IReadOnlyList<Visit> Visits)> served,
        List<Guid> order
    )
    {
        for (var at = 0; at < route.Visits.Count; at++)
        {
            var visit = route.Visits[at];
            var job = problem.Jobs.FirstOrDefault(other => other.Id == visit.JobId);
            if (job is null || job.Stops.Count != 2 || visit.StopIndex is not (0 or 1))
            {
                findings.Fault($"{Who} carries job {visit.JobId}, which it cannot.");
                return false;
            }

            TakeBreaks(at);
            Stop(job, visit.StopIndex, visit, aboard.Count > 0);
            if (visit.StopIndex == 0)
            {
                aboard.Push(job.Id);
                if (aboard.Count > resource.Places)
                    findings.Break(ViolationKind.TransporterOrder, resource.Id, null, "full");
                Allowed(job, order, at == 0 ? null : route.Visits[at - 1].JobId);
                order.Add(job.Id);
                var unload = route.Visits.FirstOrDefault(other =>
                    other.JobId == job.Id && other.StopIndex == 1
                );
                if (unload is null || !served.TryAdd(job.Id, (index, [visit, unload])))
                    findings.Fault($"Job {job.Id} is never unloaded, or carried twice.");
                continue;
            }

            if (!aboard.TryPop(out var last) || last != job.Id)
                findings.Break(ViolationKind.TransporterOrder, resource.Id, null, "not the last");
        }

        return true;
    }

    private string Who => $"Resource {index}";

    private void TakeBreaks(int visits)
    {
        while (breaksTaken < route.Breaks.Count && route.Breaks[breaksTaken].AfterVisits == visits)
        {
            var owed = resource
                .Breaks.Where(rest => rest.Window.End >= resource.ShiftStart)
                .ElementAt(breaksTaken);
            var taken = route.Breaks[breaksTaken++];
            if (taken.Start < time)
                findings.Fault($"{Who} breaks at {taken.Start}, while at work until {time}.");
            if (taken.DurationSeconds != owed.DurationSeconds || taken.Start < owed.Window.Start)
                findings.Fault($"{Who} breaks too early or too short at {taken.Start}.");
            if (taken.Start > owed.Window.End)
                findings.Break(
                    ViolationKind.BreakMissed,
                    resource.Id,
                    null,
                    $"taken at {taken.Start}"
                );
            time = taken.Start + taken.DurationSeconds;
        }
    }

    private void Stop(Job job, int i, Visit visit, bool isLoaded)
    {
        var what = $"{Who}, job {job.Id}, stop {i}";
        var stop = job.Stops[i];
        if (visit.JobId != job.Id || visit.StopIndex != i)
        {
            findings.Fault(
                $"{what} is not where it should be: the job's stops are not contiguous."
            );
            return;
        }

        var isPinned = problem.Resources.Any(one => one.PinnedJobs.Contains(job.Id));
        if (!isPinned)
            time = Math.Max(time, resource.FreeFrom ?? 0);
        if (visit.IsLoaded != isLoaded)
            findings.Fault($"{what} has a leg by the wrong means.");
        var place = stop.Alternatives[visit.Alternative];
        var (seconds, metres) = isLoaded
            ? Loaded(place.Location, job.Id)
            : Empty(place.Location, job.Id, visit.Ride, visit.ChangesBattery);
        if (isLoaded && (visit.Ride is not null || visit.ChangesBattery))
            findings.Fault($"{what} has a ride on a loaded leg.");
        if (visit.LegSeconds != seconds || visit.LegMetres != metres)
            findings.Fault(
                $"{what}: leg {visit.LegSeconds} s, {visit.LegMetres} m; matrix {seconds} s, {metres} m."
            );
        if (visit.Arrival != time + seconds)
            findings.Fault($"{what} is reached at {visit.Arrival}, not {time + seconds}.");
        if (visit.ServiceStart < visit.Arrival || visit.ServiceStart < (stop.Promised?.Start ?? 0))
            findings.Fault($"{what} starts at {visit.ServiceStart}, before arrival or promise.");
        if (visit.Departure != visit.ServiceStart + stop.ServiceSeconds)
            findings.Fault(
                $"{what} is left at {visit.Departure}; service takes {stop.ServiceSeconds}."
            );
        if (
            visit.LatenessSeconds
            != Math.Max(0, visit.ServiceStart - (stop.Promised?.End ?? int.MaxValue))
        )
            findings.Fault($"{what} says it is {visit.LatenessSeconds} s late.");
        if (!IsOpen(job, i, place, visit.ServiceStart))
            findings.Break(
                ViolationKind.WindowMissed,
                resource.Id,
                job.Id,
                $"starts at {visit.ServiceStart}"
            );
        time = visit.Departure;
        location = place.Location;
    }

    private bool IsOpen(Job job, int i, StopAlternative place, int start)
    {
        if (
            place.Windows.Count > 0
            && !place.Windows.Any(window => window.Start <= start && start <= window.End)
        )
            return false;
        if (i == 0 && job.Locks.Time is { } locked && (start < locked.Start || start > locked.End))
            return false;
        if (i == ReadyStop(job) && start < (job.ReadyAt ?? 0))
            findings.Fault($"Job {job.Id} starts before it is ready.");
        if (job.Stops[i].Workshop is not { } visit)
            return true;
        var opening = problem.Workshops[visit.Workshop].Opening;
        return opening.Count == 0
            || opening.Any(window => window.Start <= start && start <= window.End);
    }

    internal static int ReadyStop(Job job)
    {
        for (var i = 0; i < job.Stops.Count; i++)
        {
            if (job.Stops[i].Workshop?.Kind == WorkshopVisitKind.Release)
                return i;
        }

        return 0;
    }

    private (int Seconds, int Metres) Loaded(int to, Guid? job)
    {
        var matrix = problem.Matrices[resource.LoadedMatrix];
        if (Travelled.Metres(matrix, location, to) is not { } metres)
        {
            findings.Break(ViolationKind.NoWay, resource.Id, job, $"from {location} to {to}");
            return (0, 0);
        }

        return (Travelled.Seconds(matrix, location, to, time), metres);
    }

    private (int Seconds, int Metres) Empty(int to, Guid? job, int? ride, bool changes)
    {
        if (ride is { } number)
            return Ride(to, number);
        var matrix = problem.Matrices[resource.EmptyMatrix];
        if (Travelled.Metres(matrix, location, to) is not { } metres)
        {
            findings.Break(ViolationKind.NoWay, resource.Id, job, $"from {location} to {to}");
            return (0, 0);
        }

        var isDue = means.Own(location, to, metres, job);
        if (changes != isDue)
            findings.Fault($"{Who} changes the battery at {location}: {changes}, due: {isDue}.");
        var before = isDue ? resource.Means!.Battery!.ChangeSeconds : 0;
        if (matrix.Durations[location * matrix.Size + to] > 0)
            before += resource.FoldSeconds;
        return (before + Travelled.Seconds(matrix, location, to, time + before), metres);
    }

    private (int Seconds, int Metres) Ride(int to, int number)
    {
        var ride = resource.Rides.ElementAtOrDefault(number);
        var metres = ride is null
            ? null
            : Travelled.Metres(problem.Matrices[ride.Matrix], location, to);
        if (ride is null || metres is null || metres > (ride.MaxMetres ?? int.MaxValue))
        {
            findings.Fault($"{Who} takes ride {number} from {location} to {to}, which is none.");
            return (0, 0);
        }

        means.Ride(ride, location, to);
        var seconds = Travelled.Seconds(
            problem.Matrices[ride.Matrix],
            location,
            to,
            time + ride.WaitSeconds
        );
        return (ride.WaitSeconds + seconds, metres.Value);
    }

    private void Allowed(Job job, List<Guid> before, Guid? last)
    {
        if (job.RequiredSkills.Except(resource.Skills).Any())
            findings.Break(ViolationKind.SkillMissing, resource.Id, job.Id, "");
        var isPinned = resource.PinnedJobs.Contains(job.Id);
        var pinnedElsewhere = problem.Resources.Any(other =>
            other.Id != resource.Id && other.PinnedJobs.Contains(job.Id)
        );
        if (job.Locks.Driver is { } driver && driver != resource.Id)
            findings.Break(ViolationKind.LockBroken, resource.Id, job.Id, "driver");
        if (job.Locks.DirectlyAfter is { } previous && last != previous)
            findings.Break(ViolationKind.LockBroken, resource.Id, job.Id, "order");
        if (
            pinnedElsewhere
            || (isPinned && resource.PinnedJobs.ElementAtOrDefault(before.Count) != job.Id)
        )
            findings.Break(ViolationKind.LockBroken, resource.Id, job.Id, "pinned");
    }

    private void End()
    {
        var (seconds, metres) = resource.EndLocation is { } end
            ? Empty(end, null, route.EndRide, ChangesAtEnd(end))
            : (0, 0);
        if (
            route.EndLegSeconds != seconds
            || route.EndLegMetres != metres
            || route.End != time + seconds
        )
            findings.Fault(
                $"{Who} ends at {route.End} after {route.EndLegSeconds} s, not {time + seconds}."
            );
        if (breaksTaken != route.Breaks.Count)
            findings.Fault($"{Who} has a break in the midst of a job.");
        if (route.End > resource.ShiftEnd + resource.MaxOvertimeSeconds)
            findings.Break(ViolationKind.ShiftOverrun, resource.Id, null, $"ends at {route.End}");
        foreach (
            var rest in resource
                .Breaks.Where(rest => rest.Window.End >= resource.ShiftStart)
                .Skip(breaksTaken)
        )
        {
            if (route.End > rest.Window.End)
                findings.Break(ViolationKind.BreakMissed, resource.Id, null, "never taken");
        }
    }

    // The plan does not say: what the rule says is taken for it.
    private bool ChangesAtEnd(int end) =>
        Travelled.Metres(problem.Matrices[resource.EmptyMatrix], location, end) is { } metres
        && means.IsChangeDue(location, end, metres);

    private void Order(List<Guid> order)
    {
        if (order.Count > Math.Max(resource.MaxJobs ?? int.MaxValue, resource.PinnedJobs.Count))
            findings.Break(ViolationKind.TooManyJobs, resource.Id, null, $"{order.Count} jobs");
        if (resource.PinnedJobs.Any(id => !order.Contains(id)))
            findings.Fault($"{Who} lacks its pinned work.");
    }
}
