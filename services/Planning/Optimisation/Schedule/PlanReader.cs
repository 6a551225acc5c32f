using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

/// <summary>Brings a plan into a schedule, keeping as much of it as the problem still allows.</summary>
internal static class PlanReader
{
    /// <summary>
    /// Pinned work first, then the plan's jobs in its order. Where that has become impossible, promised and pinned
    /// jobs stay at the price of violations, others are left out. Unknown jobs are passed over.
    /// </summary>
    public static DaySchedule Read(CompiledProblem problem, Plan plan)
    {
        var schedule = new DaySchedule(problem);
        var orders = Orders(problem, plan);
        if (
            Place(schedule, orders, _ => true)
            && schedule.Settle()
            && schedule.SharedViolation == 0
        )
            return schedule;

        schedule = new DaySchedule(problem);
        Array.Fill(schedule.ToleratedRoute, true);
        for (var j = 0; j < problem.JobCount; j++)
            schedule.Tolerated[j] = problem.Promised[j] || problem.PinnedTo[j] >= 0;
        Place(schedule, orders, j => schedule.Tolerated[j]);
        schedule.Settle();
        Fill(schedule, orders);
        return schedule;
    }

    /// <summary>The same, whatever the rules say: for the order that a dispatcher asks about.</summary>
    public static DaySchedule ReadAsItStands(
        CompiledProblem problem,
        List<(int Job, int Variant)>[] orders
    )
    {
        var schedule = new DaySchedule(problem);
        Array.Fill(schedule.ToleratedRoute, true);
        Array.Fill(schedule.Tolerated, true);
        Place(schedule, orders, _ => true);
        schedule.Settle();
        return schedule;
    }

    private static List<(int Job, int Variant)>[] Orders(CompiledProblem problem, Plan plan)
    {
        var orders = new List<(int Job, int Variant)>[problem.ResourceCount];
        var variants = new int[problem.JobCount];
        var placed = new bool[problem.JobCount];
        var choices = new List<int>();
        for (var j = 0; j < problem.JobCount; j++)
            variants[j] = problem.FirstVariant[j];
        foreach (var route in plan.Routes)
        {
            for (var i = 0; i < route.Visits.Count; i++)
            {
                choices.Add(route.Visits[i].Alternative);
                var id = route.Visits[i].JobId;
                if (i + 1 < route.Visits.Count && route.Visits[i + 1].JobId == id)
                    continue;
                if (problem.JobIndex.TryGetValue(id, out var j))
                {
                    var variant = problem.VariantOf(
                        j,
                        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(choices)
                    );
                    if (variant >= 0)
                        variants[j] = variant;
                }

                choices.Clear();
            }
        }

        for (var r = 0; r < orders.Length; r++)
        {
            orders[r] = [];
            foreach (var j in problem.Resources[r].Pinned)
            {
                orders[r].Add((j, variants[j]));
                placed[j] = true;
            }
        }

        foreach (var route in plan.Routes)
        {
            if (!problem.ResourceIndex.TryGetValue(route.ResourceId, out var r))
                continue;
            foreach (var visit in route.Visits)
            {
                if (!problem.JobIndex.TryGetValue(visit.JobId, out var j) || placed[j])
                    continue;
                placed[j] = true;
                if (problem.CanServe[r * problem.JobCount + j])
                    orders[r].Add((j, variants[j]));
            }
        }

        return orders;
    }

    private static bool Place(
        DaySchedule schedule,
        List<(int Job, int Variant)>[] orders,
        Func<int, bool> include
    )
    {
        var feasible = true;
        for (var r = 0; r < orders.Length; r++)
        {
            foreach (var (j, variant) in orders[r])
            {
                if (!include(j))
                    continue;
                feasible &=
                    FollowsLock(schedule, r, j)
                    && schedule.Routes[r].Count < MostJobs(schedule, r, j);
                schedule.PutIn(r, schedule.Routes[r].Count, j, variant);
            }

            feasible &= schedule.Simulate(r, 0);
        }

        return feasible;
    }

    private static int MostJobs(DaySchedule schedule, int r, int j) =>
        schedule.Problem.PinnedTo[j] == r ? int.MaxValue : schedule.Problem.Resources[r].MaxJobs;

    private static bool FollowsLock(DaySchedule schedule, int r, int j)
    {
        var before = schedule.Problem.DirectlyAfter[j];
        var route = schedule.Routes[r];
        return before < 0
            || schedule.Problem.PinnedTo[j] == r
            || (route.Count > 0 && route.Jobs[route.Count - 1] == before);
    }

    // Puts the rest in where the plan has it, one by one, as long as no rule is broken further.
    private static void Fill(DaySchedule schedule, List<(int Job, int Variant)>[] orders)
    {
        for (var r = 0; r < orders.Length; r++)
        {
            var route = schedule.Routes[r];
            var position = 0;
            foreach (var (j, variant) in orders[r])
            {
                if (schedule.RouteOf[j] == r)
                {
                    position = schedule.PositionOf(j) + 1;
                    continue;
                }

                if (!schedule.MayStand(r, position, j))
                    continue;
                var violation = route.Violation;
                var shared = schedule.SharedViolation;
                schedule.Insert(r, position, j, variant);
                if (
                    route.IsFeasible
                    && route.Violation <= violation
                    && schedule.Settle()
                    && schedule.SharedViolation <= shared
                )
                {
                    position++;
                    continue;
                }

                schedule.Remove(j);
                schedule.Settle();
            }
        }
    }
}
