using Routing.Optimisation.Formats.Recorded;
using Routing.Optimisation.Model;
using Routing.Optimisation.Tests.Support;
using Routing.PlanChecker;

namespace Routing.Optimisation.Tests.Formats.Recorded;

public sealed class RecordedPlanTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_read_is_judged_as_what_was_written(int seed)
    {
        var problem = new RandomDay(seed).Draw(30, 5);
        var plan = Plan.Empty.Improved(problem, 100, seed);
        var read = Again(new RecordedPlan(problem with { Published = plan }, plan));
        Assert.Empty(Check.FaultsOfServed(read.Problem with { Published = null }, read.Plan));
        Assert.Equal(plan.Cost, read.Plan.Cost);

        // And a lie in it is found as in the plan itself.
        var at = plan.Routes.ToList().FindIndex(route => route.Visits.Count > 0);
        if (at < 0) return;
        var visits = plan.Routes[at].Visits.ToList();
        visits[0] = visits[0] with { Arrival = visits[0].Arrival - 1 };
        var lie = plan with { Routes = [.. plan.Routes.Select((route, r) => r == at ? route with { Visits = visits } : route)] };
        Assert.Equal(Check.FaultsOfServed(problem, lie), Check.FaultsOfServed(problem, Again(new RecordedPlan(problem, lie)).Plan));
        Assert.NotEmpty(Check.FaultsOfServed(problem, lie));
    }

    [Fact]
    public void What_is_no_recorded_plan_is_said_to_be_none()
    {
        using var text = new MemoryStream("{}"u8.ToArray());
        Assert.Throws<InvalidDataException>(() => RecordedPlan.Read(text));
    }

    private static RecordedPlan Again(RecordedPlan plan)
    {
        using var stream = new MemoryStream();
        plan.Write(stream);
        stream.Position = 0;
        return RecordedPlan.Read(stream);
    }
}
