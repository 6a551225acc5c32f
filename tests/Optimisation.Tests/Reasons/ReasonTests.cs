using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Reasons;

public sealed class ReasonTests
{
    private static readonly Reason Stale = new(ReasonCode.ParkingFull, "Of another plan.", null);

    // Out to 9 and back is all that the driver's day has room for.
    private static readonly Problem Short = Problem(Collection(1, 5), Collection(2, 9)) with
    {
        Resources = [Driver(1) with { ShiftEnd = At(10) }],
    };

    [Fact]
    public void A_reason_is_found_against_the_plan_that_it_comes_with()
    {
        // Once, reasons of the plan that a search began with stayed with the plan that it ended with.
        var start = Inserted(Short);
        start = start with { Unserved = [new UnservedJob(Id(2), Stale)] };
        var plan = start.Improved(Short, 0, seed: 1);
        Assert.Equal(ReasonCode.ShiftTooShort, Assert.Single(plan.Unserved).Reason.Code);
    }

    [Fact]
    public void A_reason_ends_when_another_job_changes_the_routes()
    {
        var before = Problem(Collection(2, 9)) with { Resources = Short.Resources };
        var start = Solver.Insert(before, Plan.Empty, Id(2)).Plan;
        Assert.Equal(ReasonCode.ShiftTooShort, Assert.Single(start.Unserved).Reason.Code);
        var again = Solver.Insert(before, start, Id(2)).Plan;
        Assert.Equal(start.Unserved, again.Unserved);
        var after = Solver.Insert(Short, start, Id(1)).Plan.Checked(Short);
        Assert.Equal(ReasonCode.Unknown, Assert.Single(after.Unserved).Reason.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_many_unserved_jobs_each_has_a_reason_whose_change_serves_it(int seed)
    {
        var problem = new RandomDay(seed).Draw(60, 2);
        var plan = Plan.Empty.Improved(problem, 20, seed, explained: 2);
        Assert.True(plan.Unserved.Count > 20);
        Assert.DoesNotContain(plan.Unserved, left => left.Reason.Code == ReasonCode.Unknown);
        var changes = plan.Unserved.Where(left => left.Reason.Change is not null).ToList();
        Assert.True(changes.Count > 10);
        foreach (var left in changes)
        {
            var changed = left.Reason.Change!.Apply(problem);
            var outcome = Solver.Insert(changed, plan, left.JobId);
            outcome.Plan.Checked(changed);
            Assert.True(outcome.IsServed, $"seed {seed}: {left.Reason}");
        }
    }

    [Fact]
    public void A_search_that_was_told_to_stop_seeks_no_reasons()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var plan = Solver
            .Improve(Short, Inserted(Short), new SearchOptions(), cancellation: stopped.Token)
            .Checked(Short);
        Assert.Equal(ReasonCode.Unknown, Assert.Single(plan.Unserved).Reason.Code);
    }

    [Fact]
    public void A_job_that_would_make_another_late_is_told_what_would_serve_it_in_time()
    {
        // Both at the end of the street within the same hour: one driver cannot be there twice.
        var late = Collection(2, 9, new Window(At(9), At(10)));
        var promised = Collection(1, 9);
        promised = promised with
        {
            Stops = [promised.Stops[0] with { Promised = new Window(At(9), At(9, 45)) }, promised.Stops[1]],
        };
        var problem = Problem(promised, late);
        var plan = Solver.Insert(problem, Plan.Empty, Id(1)).Plan;
        Assert.True(Solver.Insert(problem, plan, Id(2)).Plan.Cost.LatenessSeconds > 0);

        var reason = Solver.Explain(problem, plan, Id(2), keepsPromises: true)!;
        Assert.NotNull(reason.Change);
        var changed = reason.Change.Apply(problem);
        var outcome = Solver.Insert(changed, plan, Id(2));
        outcome.Plan.Checked(changed);
        Assert.True(outcome.IsServed);
        Assert.Equal(0, outcome.Plan.Cost.LatenessSeconds);
    }

    [Fact]
    public void A_job_that_fits_as_things_are_is_told_so()
    {
        var problem = Problem(Collection(1, 1));
        var plan = Solver.Evaluate(problem, new Dictionary<Guid, IReadOnlyList<Guid>>());
        Assert.Equal(
            new Reason(ReasonCode.NotPlanned, "It fits with D1 as things are.", null),
            Assert.Single(plan.Unserved).Reason
        );
    }
}
