using Routing.Optimisation.Model;
using Routing.Optimisation.Tests.Support;
using Routing.PlanChecker;

namespace Routing.Optimisation.Tests.Checker;

/// <summary>Each rule of the model is lied about on plans of random days, and each lie has to be found for what it is.</summary>
public sealed class LieTests
{
    private const int Days = 40;
    private const int MostOfADay = 4;

    private static readonly Lazy<(Problem Problem, Plan Plan)[]> Plans = new(() =>
        [
            .. Enumerable
                .Range(1, Days)
                .Select(seed => new RandomDay(seed).Draw(28, 6))
                .Select(problem => (problem, Plan.Empty.Improved(problem, 60, 1, explained: 0))),
        ]);

    public static TheoryData<string> Rules => [.. Lies.All.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_lie_is_found_for_what_it_is(string rule)
    {
        var (lies, fault) = Lies.All[rule];
        var told = 0;
        foreach (var (day, (problem, plan)) in Plans.Value.Index())
        {
            foreach (var lie in lies(problem, plan).Take(MostOfADay))
            {
                told++;
                var faults = Check.Faults(lie.Problem, lie.Plan);
                Assert.True(
                    faults.Any(text => text.Contains(fault, StringComparison.Ordinal)),
                    $"seed {day + 1}, {rule}, lie {told}: {string.Join('\n', faults)}"
                );
            }
        }

        Assert.True(told >= 5, $"{rule}: {told} lies");
    }
}
