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
                Item(schedule, r, k, violations);
            Way(schedule, r, state.Count, null, violations);
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

        CourtesyCars(schedule, violations);
        return violations;
    }

    private static void CourtesyCars(DaySchedule schedule, List<Violation> violations)
    {
        var problem = schedule.Problem;
        var jobs = new List<int>();
        for (var w = 0; w < problem.Workshops.Length; w++)
        {
            jobs.Clear();
            schedule.CourtesyCarsMissing(w, jobs);
            foreach (var j in jobs)
            {
                violations.Add(
                    new Violation(
                        ViolationKind.NoCourtesyCar,
                        problem.Source.Resources[schedule.RouteOf[j]].Id,
                        problem.Source.Jobs[j].Id,
                        1,
                        $"{Words.Workshop(problem.Source.Workshops[w])} has no courtesy car left by then."
                    )
                );
            }
        }
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

        if (state.JobCount > Math.Max(resource.MaxJobs, resource.Pinned.Length))
        {
            Add(
                ViolationKind.TooManyJobs,
                state.JobCount - resource.MaxJobs,
                $"{name} has {state.JobCount} jobs; at most {resource.MaxJobs} are allowed."
            );
        }

        if (
            resource.IsTransporter
            && !PlanOrders.IsLastInFirstOut(
                state.Items.AsSpan(0, state.Count).ToArray(),
                resource.Places
            )
        )
        {
            Add(
                ViolationKind.TransporterOrder,
                0,
                $"{name} would unload a car that is not the last one, or carry more than {resource.Places}."
            );
        }

        void Add(ViolationKind kind, int amount, string text) =>
            violations.Add(new Violation(kind, route.ResourceId, null, amount, text));
    }

    private static void Way(
        DaySchedule schedule,
        int r,
        int k,
        Guid? job,
        List<Violation> violations
    )
    {
        var resource = schedule.Problem.Resources[r];
        var source = schedule.Problem.Source.Resources[r];
        var leg = schedule.LegAt(r, k);
        var name = Words.Driver(source);
        switch (leg.Fault)
        {
            case LegFault.NoWay:
                Add(ViolationKind.NoWay, 0, $"{name} has no way by own means to the next place.");
                break;
            case LegFault.MeansNotThere:
                Add(
                    ViolationKind.MeansNotThere,
                    0,
                    $"{name} has left the {source.Means!.Kind} elsewhere and has no other way to the next place."
                );
                break;
            case LegFault.OutOfReach when leg.Metres <= resource.MaxEmpty:
                Add(
                    ViolationKind.OutOfReach,
                    leg.Metres,
                    $"{name} would travel {leg.Metres} m by own means, with less charge than that."
                );
                break;
            case LegFault.OutOfReach:
                Add(
                    ViolationKind.OutOfReach,
                    leg.Metres - resource.MaxEmpty,
                    $"{name} would travel {leg.Metres} m by own means, {leg.Metres - resource.MaxEmpty} m too far."
                );
                break;
        }

        void Add(ViolationKind kind, int amount, string text) =>
            violations.Add(new Violation(kind, source.Id, job, amount, text));
    }

    private static void Item(DaySchedule schedule, int r, int k, List<Violation> violations)
    {
        var problem = schedule.Problem;
        var item = schedule.Routes[r].Items[k];
        var job = problem.Source.Jobs[item.Job];
        Way(schedule, r, k, job.Id, violations);
        Windows(schedule, r, item, violations);
        if (!item.IsFirst)
            return;
        if (item.Part == Part.Whole)
        {
            var drive = problem.DriveOf(problem.Resources[r], item.Variant);
            if (!drive.HasWay)
                Add(ViolationKind.NoWay, 0, "There is no way for the car to the next stop.");
            if (!drive.IsInRange)
            {
                Add(
                    ViolationKind.CarOutOfRange,
                    drive.MissingMetres,
                    $"The car would be driven {drive.Metres} m; for {drive.MissingMetres} m of it there is no charge."
                );
            }

            if (job.CannotBeDriven)
                Add(ViolationKind.CannotBeDriven, 0, "The car cannot be driven: it needs a transporter.");
        }

        Allowed(schedule, r, k, Add);

        void Add(ViolationKind kind, int amount, string text) =>
            violations.Add(
                new Violation(kind, problem.Source.Resources[r].Id, job.Id, amount, text)
            );
    }

    private static void Windows(
        DaySchedule schedule,
        int r,
        in Item item,
        List<Violation> violations
    )
    {
        var problem = schedule.Problem;
        var slot = problem.FirstSlotOf(item);
        for (var stop = problem.FirstStopOf(item); stop < problem.EndStopOf(item); stop++, slot++)
        {
            var start = schedule.Start[slot];
            var windows = problem.FirstWindow[stop + 1] - problem.FirstWindow[stop];
            var late = windows == 0 ? 0 : start - problem.Close[problem.FirstWindow[stop + 1] - 1];
            if (windows > 0 && late <= 0)
                continue;
            violations.Add(
                new Violation(
                    ViolationKind.WindowMissed,
                    problem.Source.Resources[r].Id,
                    problem.Source.Jobs[item.Job].Id,
                    late,
                    $"Stop {slot - problem.FirstSlot[item.Job] + 1} starts at {Words.Clock(start)}, after its last window has closed."
                )
            );
        }
    }

    private static void Allowed(
        DaySchedule schedule,
        int r,
        int k,
        Action<ViolationKind, int, string> add
    )
    {
        var problem = schedule.Problem;
        var route = schedule.Routes[r];
        var resource = problem.Source.Resources[r];
        var j = route.Items[k].Job;
        var job = problem.Source.Jobs[j];
        if (job.Locks.Driver is { } driver && driver != resource.Id)
            add(ViolationKind.LockBroken, 0, "The job is locked to another driver.");
        if (problem.PinnedTo[j] >= 0 && (problem.PinnedTo[j] != r || !IsPinnedAt(problem, r, k, j)))
            add(ViolationKind.LockBroken, 0, "The job has begun and must be the driver's first.");
        if (
            problem.DirectlyAfter[j] >= 0
            && (k == 0 || route.Items[k - 1].Job != problem.DirectlyAfter[j])
        )
            add(ViolationKind.LockBroken, 0, "The job is locked directly after another.");
        var missing = job.RequiredSkills.Where(skill => !resource.Skills.Contains(skill)).ToList();
        if (missing.Count > 0)
        {
            add(
                ViolationKind.SkillMissing,
                missing.Count,
                $"{Words.Driver(resource)} lacks {string.Join(" and ", missing)}."
            );
        }

        if (schedule.IsCarMissing(j))
            add(
                ViolationKind.CarNotThere,
                0,
                "The car is not ready at the workshop when it is fetched."
            );
    }

    private static bool IsPinnedAt(CompiledProblem problem, int r, int k, int j) =>
        k < problem.Resources[r].Pinned.Length && problem.Resources[r].Pinned[k] == j;
}
