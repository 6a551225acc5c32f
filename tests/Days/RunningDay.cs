using Routing.Optimisation.Model;

namespace Routing.Days;

/// <summary>A published day at a moment: what has begun is pinned, the rest may be planned anew from then on.</summary>
public static class RunningDay
{
    public static Problem At(Problem problem, Plan published, int now)
    {
        var day = problem with
        {
            Published = published,
            Resources =
            [
                .. problem.Resources.Zip(published.Routes, (resource, route) => resource with
                {
                    FreeFrom = now,
                    PinnedJobs = resource.Places > 0 ? [] : [.. Begun(route, now).Where(visit => visit.StopIndex == 0).Select(visit => visit.JobId)],
                }),
            ],
            Jobs = [.. problem.Jobs.Select(job => job with { Promised = published.Unserved.All(left => left.JobId != job.Id) })],
        };
        for (var r = 0; r < problem.Resources.Count; r++)
        {
            if (problem.Resources[r].Places > 0)
                day = OnTour(day, r, [.. Begun(published.Routes[r], now)]);
        }

        return day;
    }

    private static IEnumerable<Visit> Begun(Route route, int now) => route.Visits.Where(visit => visit.Arrival - visit.LegSeconds <= now);

    // A transporter stands where its last stop was, with what is aboard; what it has brought is done.
    private static Problem OnTour(Problem day, int r, Visit[] begun)
    {
        if (begun.Length == 0)
            return day;
        var done = begun.Where(visit => visit.StopIndex == 1).Select(visit => visit.JobId).ToHashSet();
        var aboard = begun.Where(visit => visit.StopIndex == 0 && !done.Contains(visit.JobId)).Select(visit => visit.JobId).ToList();
        var last = begun[^1];
        var at = day.Jobs.First(job => job.Id == last.JobId).Stops[last.StopIndex].Alternatives[last.Alternative].Location;
        return day with
        {
            Resources = [.. day.Resources.Select((one, i) => i != r ? one : one with { StartLocation = at, ShiftStart = last.Departure, PinnedJobs = aboard })],
            Jobs =
            [
                .. day.Jobs.Where(job => !done.Contains(job.Id)).Select(job =>
                    aboard.Contains(job.Id) ? job with { ReadyAfterJob = null, Stops = [new Stop { Alternatives = [new StopAlternative(at, [])] }, job.Stops[1]] }
                    : job.ReadyAfterJob is { } car && done.Contains(car) ? job with { ReadyAfterJob = null, ReadyAt = last.Departure }
                    : job),
            ],
        };
    }

    public static Problem WithJob(Problem problem, Job job) => problem with { Jobs = [.. problem.Jobs, job] };

    /// <summary>The customer calls it off. What waits for its car goes with it.</summary>
    public static Problem Without(Problem problem, Guid job) =>
        problem with { Jobs = [.. problem.Jobs.Where(other => other.Id != job && other.ReadyAfterJob != job)] };

    /// <summary>The driver is held up: what has begun takes so much longer.</summary>
    public static Problem Delayed(Problem problem, int driver, int seconds)
    {
        var last = problem.Resources[driver].PinnedJobs[^1];
        return problem with
        {
            Jobs =
            [
                .. problem.Jobs.Select(job => job.Id != last ? job : job with
                {
                    Stops = [.. job.Stops.Take(job.Stops.Count - 1), job.Stops[^1] with { ServiceSeconds = job.Stops[^1].ServiceSeconds + seconds }],
                }),
            ],
        };
    }

    /// <summary>The driver does nothing more than what has begun.</summary>
    public static Problem BrokenDown(Problem problem, int driver) =>
        problem with
        {
            Resources = [.. problem.Resources.Select((resource, r) => r != driver ? resource : resource with { MaxJobs = resource.PinnedJobs.Count })],
        };

    /// <summary>Every way into a place from half of the others takes a detour.</summary>
    public static Problem Closed(Problem problem, int place, int detourSeconds)
    {
        var matrices = problem.Matrices.ToArray();
        for (var m = 0; m < matrices.Length; m++)
        {
            var seconds = matrices[m].Durations.ToArray();
            for (var from = 0; from < matrices[m].Size; from += 2)
            {
                if (from != place && seconds[(from * matrices[m].Size) + place] > 0)
                    seconds[(from * matrices[m].Size) + place] += detourSeconds;
            }

            matrices[m] = matrices[m] with { Durations = seconds };
        }

        return problem with { Matrices = matrices };
    }
}
