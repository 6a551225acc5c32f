using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;

namespace Routing.Optimisation.Tests.Reasons;

public sealed class RandomReasonTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_change_that_a_reason_names_serves_the_job_and_a_minute_less_does_not(int seed)
    {
        var problem = new RandomDay(seed).Draw(30, 3);
        var plan = Plan.Empty.Improved(problem, 100, seed);
        foreach (var left in plan.Unserved)
        {
            output.WriteLine($"{left.Reason.Code}: {left.Reason.Text}");
            Assert.NotEqual(ReasonCode.Unknown, left.Reason.Code);
            if (left.Reason.Change is not { } change)
                continue;
            var changed = change.Apply(problem);
            Assert.Empty(ProblemValidation.Check(changed));
            var outcome = Solver.Insert(changed, plan, left.JobId);
            outcome.Plan.Checked(changed);
            Assert.True(outcome.IsServed, $"seed {seed}: {left.Reason}");
            if (Smaller(change) is { } smaller)
                Assert.False(
                    Solver.Insert(smaller.Apply(problem), plan, left.JobId).IsServed,
                    $"seed {seed}: {left.Reason}"
                );
        }
    }

    private static Change? Smaller(Change change) =>
        change switch
        {
            WidenWindow { EarlierSeconds: > 0 } widen => widen with
            {
                EarlierSeconds = widen.EarlierSeconds - 60,
            },
            WidenWindow widen => widen with { LaterSeconds = widen.LaterSeconds - 60 },
            ExtendShift { EarlierSeconds: > 0 } extend => extend with
            {
                EarlierSeconds = extend.EarlierSeconds - 60,
            },
            ExtendShift extend => extend with { LaterSeconds = extend.LaterSeconds - 60 },
            ExtendRange range => range with { Metres = range.Metres - 100 },
            ExtendReach reach => reach with { Metres = reach.Metres - 100 },
            _ => null,
        };
}
