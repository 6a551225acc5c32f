using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;

namespace Routing.Optimisation.Schedule;

/// <summary>Names the hard rules that a schedule breaks, where it was allowed to.</summary>
internal static class ViolationFinder
{
    public static List<Violation> Find(DaySchedule schedule, IReadOnlyList<Route> routes)
    {
        var problem = schedule.Problem;
        var violations = new List<Violation>();
        for (var r = 0; r < routes.Count; r++)
        {
            var state = schedule.Routes[r];
            if (state.Count == 0)
                continue;
            Limits(problem, r, routes[r], state, violations);
            for (var k = 0; k < state.Count; k++)
                Job(schedule, r, k, violations);
        }

        for (var w = 0; w < problem.Workshops.Length; w++)
        {
            var (most, room) = schedule.Parked(w);
            if (most > room)
            {
                violations.Add(
                    new Violation(
                        ViolationKind.ParkingFull,
                        Guid.Empty,
                        null,
                        most - room,
                        $"{most} cars would stand at {Words.Workshop(problem.Source.Workshops[w])}, which has room for {room}."
                    )
                );
            }
        }

        return violations;
    }

    private static void Limits(
        CompiledProblem problem,
        int r,
        Route route,
        RouteState state,
        List<Violation> violations
    )
    {
        var resource = problem.Resources[r];
        var name = Words.Driver(problem.Source.Resources[r]);
        if (route.End > resource.Limit)
        {
            Add(
                ViolationKind.ShiftOverrun,
                route.End - resource.Limit,
                $"{name} ends {Words.Minutes(route.End - resource.Limit)} after the latest end of the shift."
            );
        }

        for (var m = 0; m < resource.BreakTo.Length; m++)
        {
            var start = m < route.Breaks.Count ? route.Breaks[m].Start : route.End;
            if (start > resource.BreakTo[m])
            {
                Add(
                    ViolationKind.BreakMissed,
                    start - resource.BreakTo[m],
                    $"{name} misses the break that starts by {Words.Clock(resource.BreakTo[m])}."
                );
            }
        }

        if (state.Count > Math.Max(resource.MaxJobs, resource.Pinned.Length))
        {
            Add(
                ViolationKind.TooManyJobs,
                state.Count - resource.MaxJobs,
                $"{name} has {state.Count} jobs; at most {resource.MaxJobs} are allowed."
            );
        }

        if (resource.End >= 0)
            Way(
                problem,
                r,
                problem.LastLocation(state.Variants[state.Count - 1]),
                resource.End,
                null,
                violations
            );

        void Add(ViolationKind kind, int amount, string text) =>
            violations.Add(new Violation(kind, route.ResourceId, null, amount, text));
    }

    private static void Way(
        CompiledProblem problem,
        int r,
        int from,
        int to,
        Guid? job,
        List<Violation> violations
    )
    {
        var resource = problem.Resources[r];
        var source = problem.Source.Resources[r];
        var cell = from * problem.Locations + to;
        var metres = resource.EmptyMetres[cell];
        if (resource.EmptySeconds[cell] < 0)
        {
            violations.Add(
                new Violation(
                    ViolationKind.NoWay,
                    source.Id,
                    job,
                    0,
                    $"{Words.Driver(source)} has no way by own means to the next place."
                )
            );
        }
        else if (metres > resource.MaxEmpty)
        {
            violations.Add(
                new Violation(
                    ViolationKind.OutOfReach,
                    source.Id,
                    job,
                    metres - resource.MaxEmpty,
                    $"{Words.Driver(source)} would travel {metres} m by own means, {metres - resource.MaxEmpty} m too far."
                )
            );
        }
    }

    private static void Job(DaySchedule schedule, int r, int k, List<Violation> violations)
    {
        var problem = schedule.Problem;
        var route = schedule.Routes[r];
        var resource = problem.Source.Resources[r];
        var j = route.Jobs[k];
        var job = problem.Source.Jobs[j];
        var variant = route.Variants[k];
        var previous =
            k == 0 ? resource.StartLocation : problem.LastLocation(route.Variants[k - 1]);
        Way(problem, r, previous, problem.FirstLocation(variant), job.Id, violations);
        for (var stop = problem.FirstStop[variant]; stop < problem.FirstStop[variant + 1]; stop++)
        {
            var i = stop - problem.FirstStop[variant];
            if (i > 0)
            {
                var cell = problem.Location[stop - 1] * problem.Locations + problem.Location[stop];
                if (problem.Resources[r].LoadedSeconds[cell] < 0)
                    Add(ViolationKind.NoWay, 0, "There is no way for the car to the next stop.");
            }

            var start = schedule.Start[problem.FirstSlot[j] + i];
            var windows = problem.FirstWindow[stop + 1] - problem.FirstWindow[stop];
            var missed = windows == 0;
            var late = 0;
            if (windows > 0)
            {
                late = start - problem.Close[problem.FirstWindow[stop + 1] - 1];
                missed = late > 0;
            }

            if (missed)
            {
                Add(
                    ViolationKind.WindowMissed,
                    late,
                    $"Stop {i + 1} starts at {Words.Clock(start)}, after its last window has closed."
                );
            }
        }

        if (job.Locks.Driver is { } driver && driver != resource.Id)
            Add(ViolationKind.LockBroken, 0, "The job is locked to another driver.");
        if (problem.PinnedTo[j] >= 0 && (problem.PinnedTo[j] != r || !IsPinnedAt(problem, r, k, j)))
            Add(ViolationKind.LockBroken, 0, "The job has begun and must be the driver's first.");
        if (
            problem.DirectlyAfter[j] >= 0
            && (k == 0 || route.Jobs[k - 1] != problem.DirectlyAfter[j])
        )
            Add(ViolationKind.LockBroken, 0, "The job is locked directly after another.");
        var missing = job.RequiredSkills.Where(skill => !resource.Skills.Contains(skill)).ToList();
        if (missing.Count > 0)
        {
            Add(
                ViolationKind.SkillMissing,
                missing.Count,
                $"{Words.Driver(resource)} lacks {string.Join(" and ", missing)}."
            );
        }

        if (schedule.IsCarMissing(j))
            Add(
                ViolationKind.CarNotThere,
                0,
                "The car is not ready at the workshop when it is fetched."
            );

        void Add(ViolationKind kind, int amount, string text) =>
            violations.Add(new Violation(kind, resource.Id, job.Id, amount, text));
    }

    private static bool IsPinnedAt(CompiledProblem problem, int r, int k, int j) =>
        k < problem.Resources[r].Pinned.Length && problem.Resources[r].Pinned[k] == j;
}
