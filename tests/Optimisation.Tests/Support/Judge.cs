using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.PlanChecker;

namespace Routing.Optimisation.Tests.Support;

/// <summary>Every plan of every test goes through here.</summary>
internal static class Judge
{
    public static Plan Checked(this Plan plan, Problem problem)
    {
        var faults = Check.Faults(problem, plan);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        return plan;
    }

    /// <summary>What so many steps make of a plan, in one thread: the same for the same seed.</summary>
    public static Plan Improved(this Plan start, Problem problem, int steps, int seed, int explained = 32) =>
        Solver
            .Improve(
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
            )
            .Checked(problem);
}
