using Routing.Optimisation.Model;
using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

/// <summary>Another driver for a served job, and what that would change.</summary>
/// <param name="ResourceId">Who.</param>
/// <param name="ServiceStart">When the first service would start, seconds from the epoch.</param>
/// <param name="AddedCents">What the plan would cost more; negative when it would cost less.</param>
/// <param name="AddedLatenessSeconds">By how much more customers would be late, all together.</param>
/// <param name="Plan">The plan with that change made; reasons for its unserved jobs are not sought.</param>
public readonly record struct OtherDriver(
    Guid ResourceId,
    int ServiceStart,
    double AddedCents,
    long AddedLatenessSeconds,
    Plan Plan
);

public static partial class Solver
{
    /// <summary>
    /// Who else could do a served job, each where it adds least to their route: the next-best driver first. All other
    /// jobs stay with their driver and in their order; what waits for this one (a return for its car, a swap for the
    /// courtesy car that comes back) is timed anew and part of the price. Empty when nobody else can without breaking a
    /// rule, for begun work, and where another job is locked directly behind it. One insertion a driver.
    /// </summary>
    public static IReadOnlyList<OtherDriver> OtherDrivers(Problem problem, Plan plan, Guid jobId)
    {
        var compiled = Compile(problem);
        var schedule = PlanReader.Read(compiled, plan);
        var j = compiled.JobIndex[jobId];
        var now = schedule.RouteOf[j];
        var found = new List<OtherDriver>();
        if (now < 0 || compiled.PinnedTo[j] >= 0 || HasFollower(schedule, j))
            return found;
        var before = schedule.Cost();
        var inserter = new Inserter(WithoutJob(schedule, j), PatientCandidates);
        var moved = new DaySchedule(schedule.Problem);
        for (var r = 0; r < compiled.ResourceCount; r++)
        {
            if (r == now || !TryMove(schedule, inserter, j, r, moved))
                continue;
            var after = moved.Cost();
            found.Add(
                new OtherDriver(
                    problem.Resources[r].Id,
                    moved.Start[compiled.FirstSlot[j]],
                    (after.Cost - before.Cost) / (double)PlanCost.UnitsPerCent,
                    after.LatenessSeconds - before.LatenessSeconds,
                    Write(moved, [])
                )
            );
        }

        return
        [
            .. found
                .OrderBy(other => other.AddedLatenessSeconds)
                .ThenBy(other => other.AddedCents)
                .ThenBy(other => other.ResourceId),
        ];
    }

    private static bool HasFollower(DaySchedule schedule, int j) =>
        schedule.Problem.Follower[j] is >= 0 and var follower && schedule.RouteOf[follower] >= 0;

    // Only to look for spots in: whatever waits for the job stays where it is, at the price of violations.
    private static DaySchedule WithoutJob(DaySchedule schedule, int j)
    {
        var without = new DaySchedule(schedule.Problem);
        without.CopyAll(schedule);
        Array.Fill(without.Tolerated, true);
        Array.Fill(without.ToleratedRoute, true);
        without.Tolerated[j] = schedule.Tolerated[j];
        without.Remove(j);
        without.Settle();
        return without;
    }

    // Each spot is tried on the schedule as it is, in one step from one driver to the other.
    private static bool TryMove(
        DaySchedule schedule,
        Inserter inserter,
        int j,
        int r,
        DaySchedule moved
    )
    {
        inserter.Probe(j, only: r);
        for (var i = 0; i < inserter.Count; i++)
        {
            moved.CopyAll(schedule);
            moved.Remove(j);
            moved.Insert(j, inserter.SpotOf(i));
            if (
                moved.Settle()
                && moved.Cost().ViolationSeconds <= schedule.Cost().ViolationSeconds
            )
                return true;
        }

        return false;
    }
}
