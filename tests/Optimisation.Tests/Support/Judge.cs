using Routing.Optimisation.Model;
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
}
