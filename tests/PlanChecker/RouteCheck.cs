using Routing.Optimisation.Model;

namespace Routing.PlanChecker;

/// <summary>Walks one route from its start to its end with a clock in hand.</summary>
internal sealed class RouteCheck(Problem problem, int index, Route route, Findings findings)
{
    private readonly Resource resource = problem.Resources[index];
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
        var at = 0;
        while (at < route.Visits.Count)
        {
            var id = route.Visits[at].JobId;
            var job = problem.Jobs.FirstOrDefault(other => other.Id == id);
            if (job is null || at + job.Stops.Count > route.Visits.Count)
            {
                findings.Fault($"{Who} visits job {id}, which is unknown or cut short.");
                return;
            }

            TakeBreaks(at);
            var visits = route.Visits.Skip(at).Take(job.Stops.Count).ToList();
            for (var i = 0; i < visits.Count; i++)
                Stop(job, i, visits[i]);
            if (!served.TryAdd(id, (index, visits)))
                findings.Fault($"Job {id} is served twice.");
            Allowed(job, order);
            order.Add(id);
            at += job.Stops.Count;
        }

        TakeBreaks(at);
        End();
        Order(order);
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

    private void Stop(Job job, int i, Visit visit)
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

        if (visit.IsLoaded != (i > 0))
            findings.Fault($"{what} has a leg by the wrong means.");
        var place = stop.Alternatives[visit.Alternative];
        var (seconds, metres) = Leg(i > 0, place.Location, job.Id);
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

    private (int Seconds, int Metres) Leg(bool isLoaded, int to, Guid? job)
    {
        var matrix = problem.Matrices[isLoaded ? resource.LoadedMatrix : resource.EmptyMatrix];
        var seconds = matrix.Durations[location * matrix.Size + to];
        var metres = matrix.Distances[location * matrix.Size + to];
        if (seconds < 0)
        {
            findings.Break(ViolationKind.NoWay, resource.Id, job, $"from {location} to {to}");
            return (0, 0);
        }

        if (isLoaded)
            return (seconds, metres);
        if (metres > (resource.MaxEmptyMetres ?? int.MaxValue))
            findings.Break(ViolationKind.OutOfReach, resource.Id, job, $"{metres} m");
        return (seconds == 0 ? 0 : seconds + resource.FoldSeconds, metres);
    }

    private void Allowed(Job job, List<Guid> before)
    {
        if (job.RequiredSkills.Except(resource.Skills).Any())
            findings.Break(ViolationKind.SkillMissing, resource.Id, job.Id, "");
        var isPinned = resource.PinnedJobs.Contains(job.Id);
        var pinnedElsewhere = problem.Resources.Any(other =>
            other.Id != resource.Id && other.PinnedJobs.Contains(job.Id)
        );
        if (job.Locks.Driver is { } driver && driver != resource.Id)
            findings.Break(ViolationKind.LockBroken, resource.Id, job.Id, "driver");
        if (
            job.Locks.DirectlyAfter is { } previous
            && (before.Count == 0 || before[^1] != previous)
        )
            findings.Break(ViolationKind.LockBroken, resource.Id, job.Id, "order");
        if (
            pinnedElsewhere
            || (isPinned && resource.PinnedJobs.ElementAtOrDefault(before.Count) != job.Id)
        )
            findings.Break(ViolationKind.LockBroken, resource.Id, job.Id, "pinned");
    }

    private void End()
    {
        var (seconds, metres) = resource.EndLocation is { } end ? Leg(false, end, null) : (0, 0);
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

    private void Order(List<Guid> order)
    {
        if (order.Count > Math.Max(resource.MaxJobs ?? int.MaxValue, resource.PinnedJobs.Count))
            findings.Break(ViolationKind.TooManyJobs, resource.Id, null, $"{order.Count} jobs");
        if (resource.PinnedJobs.Any(id => !order.Contains(id)))
            findings.Fault($"{Who} lacks its pinned work.");
    }
}
