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
            var outcome = Judge.Insert(changed, plan, left.JobId);
            Assert.True(outcome.IsServed, $"seed {seed}: {left.Reason}");
            foreach (var smaller in Smaller(change, problem))
                Assert.False(
                    Judge.Insert(smaller.Apply(problem), plan, left.JobId, explains: false).IsServed,
                    $"seed {seed}: {left.Reason}, but also {smaller}"
                );
        }
    }

    // The same with a minute or a hundred metres less; where it is about a driver, for every other driver, too.
    private static IEnumerable<Change> Smaller(Change change, Problem problem)
    {
        if (Less(change) is not { } less)
            return [];
        return less switch
        {
            ExtendShift extend => Drivers(id => extend with { ResourceId = id }),
            ExtendReach reach => Drivers(id => reach with { ResourceId = id }),
            ExtendCharge charge => Drivers(id => charge with { ResourceId = id }),
            _ => [less],
        };

        IEnumerable<Change> Drivers(Func<Guid, Change> of) => problem.Resources.Select(one => of(one.Id));
    }

    private static Change? Less(Change change) =>
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
            OpenLonger { EarlierSeconds: > 0 } open => open with
            {
                EarlierSeconds = open.EarlierSeconds - 60,
            },
            OpenLonger open => open with { LaterSeconds = open.LaterSeconds - 60 },
            ExtendCharge charge => charge with { Metres = charge.Metres - 100 },
            ExtendReach reach => reach with { Metres = reach.Metres - 100 },
            _ => null,
        };
}
