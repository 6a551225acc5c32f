using Routing.Optimisation.Model;
using Routing.Optimisation.Search;

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
        var orders = PlanOrders.Of(problem, plan);
        var free = AsPlanned(problem, orders);
        if (free is not null && free.Cost().LatenessSeconds == 0)
            return free;

        // Cars that wait for a lift can wait in several ways (DaySchedule.Settle), and hours that were promised since
        // can lead to another one than the plan's. What the plan itself says is then a way that keeps them.
        var told = problem.NotBefore(plan, orders.SelectMany(items => items));
        var bound = AsPlanned(told, orders);
        if (free is null && bound is null)
            (free, bound) = (AsFarAsPossible(problem, orders), AsFarAsPossible(told, orders));
        return free is null || (bound is not null && bound.Cost() < free.Cost()) ? bound! : free;
    }

    private static DaySchedule? AsPlanned(CompiledProblem problem, List<Item>[] orders)
    {
        var schedule = new DaySchedule(problem);
        if (
            !Place(schedule, orders, _ => true)
            || !schedule.Settle()
            || schedule.SharedViolation != 0
        )
            return null;
        ForgetRides(schedule);
        return schedule;
    }

    private static DaySchedule AsFarAsPossible(CompiledProblem problem, List<Item>[] orders)
    {
        var schedule = new DaySchedule(problem);
        Array.Fill(schedule.ToleratedRoute, true);
        for (var j = 0; j < problem.JobCount; j++)
            schedule.Tolerated[j] = problem.Promised[j] || problem.PinnedTo[j] >= 0;
        Place(schedule, orders, j => schedule.Tolerated[j]);
        schedule.Settle();
        Fill(schedule, orders);
        ForgetRides(schedule);
        return schedule;
    }

    /// <summary>The same, whatever the rules say: for the order that a dispatcher asks about.</summary>
    public static DaySchedule ReadAsItStands(CompiledProblem problem, List<Item>[] orders)
    {
        var schedule = new DaySchedule(problem);
        Array.Fill(schedule.ToleratedRoute, true);
        Array.Fill(schedule.Tolerated, true);
        Place(schedule, orders, _ => true);
        schedule.Settle();
        return schedule;
    }

    private static void ForgetRides(DaySchedule schedule)
    {
        for (var r = 0; r < schedule.Routes.Length; r++)
            schedule.ForgetRides(r);
    }

    private static bool Place(DaySchedule schedule, List<Item>[] orders, Func<int, bool> include)
    {
        var feasible = true;
        for (var r = 0; r < orders.Length; r++)
        {
            var route = schedule.Routes[r];
            foreach (var item in orders[r])
            {
                if (!include(item.Job))
                    continue;
                feasible &=
                    !item.IsFirst
                    || (
                        FollowsLock(schedule, r, item.Job)
                        && route.JobCount < MostJobs(schedule, r, item.Job)
                    );
                schedule.Append(r, item);
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
            || (route.Count > 0 && route.Items[route.Count - 1].Job == before);
    }

    // Puts the rest in where the plan has it, one by one, as long as no rule is broken further.
    private static void Fill(DaySchedule schedule, List<Item>[] orders)
    {
        var inserter = new Inserter(schedule, 4);
        for (var r = 0; r < orders.Length; r++)
        {
            var isTransporter = schedule.Problem.Resources[r].IsTransporter;
            var position = 0;
            foreach (var item in orders[r])
            {
                if (schedule.RouteOf[item.Job] == r)
                    position = schedule.Routes[r].PositionOf(item.Job) + 1;
                else if (isTransporter)
                    inserter.TryInsert(item.Job, only: r);
                else if (TryPlace(schedule, r, position, item))
                    position++;
            }
        }
    }

    private static bool TryPlace(DaySchedule schedule, int r, int position, in Item item)
    {
        if (!schedule.MayStand(r, position, item.Job))
            return false;
        var route = schedule.Routes[r];
        var violation = route.Violation;
        var shared = schedule.SharedViolation;
        schedule.Insert(item.Job, new Spot(r, position, position, item.Variant, item.Ride));
        if (
            route.IsFeasible
            && route.Violation <= violation
            && schedule.Settle()
            && schedule.SharedViolation <= shared
        )
            return true;
        schedule.Remove(item.Job);
        schedule.Settle();
        return false;
    }
}
