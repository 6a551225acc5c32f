using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.PlanChecker;

namespace Routing.Optimisation.Tests.Support;

/// <summary>The solver as tests ask it: every plan that it gives goes through the independent checker.</summary>
internal static class Judge
{
    public static InsertionOutcome Insert(Problem problem, Plan current, Guid jobId, bool explains = true)
    {
        var outcome = Solver.Insert(problem, current, jobId, explains);
        outcome.Plan.Checked(problem);
        return outcome;
    }

    public static Plan Evaluate(Problem problem, IReadOnlyDictionary<Guid, IReadOnlyList<Guid>> routes, Plan? places = null) =>
        Solver.Evaluate(problem, routes, places).Checked(problem);

    public static Plan Improve(
        Problem problem,
        Plan start,
        SearchOptions options,
        IProgress<Plan>? progress = null,
        CancellationToken cancellation = default
    ) => Solver.Improve(problem, start, options, progress, cancellation).Checked(problem);

    /// <summary>What so many steps make of a plan, in one thread: the same for the same seed.</summary>
    public static Plan Improved(this Plan start, Problem problem, int steps, int seed, int explained = 32) =>
        Improve(
            problem,
            start,
            new SearchOptions
            {
                Seed = (ulong)seed,
                MaxIterations = steps,
                MostExplained = explained,
                MaxTime = TimeSpan.FromMinutes(1),
            },
            cancellation: TestContext.Current.CancellationToken
        );

    public static Plan Checked(this Plan plan, Problem problem)
    {
        var faults = Check.Faults(problem, plan);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        return plan;
    }
}
