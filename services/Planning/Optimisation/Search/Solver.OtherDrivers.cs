using Routing.Optimisation.Model;
using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

/// <summary>Another driver for a served job, and what that would change.</summary>
/// <param name="ResourceId">Who.</param>
/// <param name="ServiceStart">When the first service would start, seconds from the epoch.</param>
/// <param name="AddedCents">What the plan would cost more; negative when it would cost less.</param>
/// <param name="AddedLatenessSeconds">By how much more customers would be late, all together.</param>
public readonly record struct OtherDriver(
    Guid ResourceId,
    int ServiceStart,
    double AddedCents,
    long AddedLatenessSeconds
);

public static partial class Solver
{
    /// <summary>
    /// Who else could do a served job, each where it adds least to their route and nothing else moves: the next-best
    /// driver first. Empty when nobody else can without breaking a rule, and for begun work. One insertion a driver.
    /// </summary>
    public static IReadOnlyList<OtherDriver> OtherDrivers(Problem problem, Plan plan, Guid jobId)
    {
        var compiled = Compile(problem);
        var schedule = PlanReader.Read(compiled, plan);
        var j = compiled.JobIndex[jobId];
        var now = schedule.RouteOf[j];
        var found = new List<OtherDriver>();
        if (now < 0 || compiled.PinnedTo[j] >= 0)
            return found;
        var before = schedule.Cost();
        schedule = PlanReader.Read(compiled, Without(plan, jobId));
        var inserter = new Inserter(schedule, PatientCandidates);
        for (var r = 0; r < compiled.ResourceCount; r++)
        {
            if (r == now || !inserter.TryInsert(j, only: r))
                continue;
            var after = schedule.Cost();
            if (after.ViolationSeconds <= before.ViolationSeconds)
            {
                found.Add(
                    new OtherDriver(
                        problem.Resources[r].Id,
                        schedule.Start[compiled.FirstSlot[j]],
                        (after.Cost - before.Cost) / (double)PlanCost.UnitsPerCent,
                        after.LatenessSeconds - before.LatenessSeconds
                    )
                );
            }

            schedule.Remove(j);
            schedule.Settle();
        }

        return
        [
            .. found
                .OrderBy(other => other.AddedLatenessSeconds)
                .ThenBy(other => other.AddedCents)
                .ThenBy(other => other.ResourceId),
        ];
    }

    private static Plan Without(Plan plan, Guid jobId) =>
        plan with
        {
            Routes =
            [
                .. plan.Routes.Select(route =>
                    route with
                    {
                        Visits = [.. route.Visits.Where(visit => visit.JobId != jobId)],
                    }
                ),
            ],
        };
}
