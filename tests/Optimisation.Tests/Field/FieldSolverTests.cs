using Routing.Checking;
using Routing.Optimisation.Field;
using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Formats.LiLim;
using Routing.Optimisation.Tests.Support;

namespace Routing.Optimisation.Tests.Field;

public sealed class FieldSolverTests
{
    [Fact]
    public void Plans_for_random_pairs_hold_before_the_checker()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
            Solve(Problem(seed, 5 + seed), Iterations(800, seed));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_threads_and_iterations_give_the_same_plan(int threads)
    {
        var problem = Problem(5, 40);
        var options = Iterations(6000, 9) with { Threads = threads };
        var first = Solve(problem, options);
        var second = Solve(problem, options);
        Assert.Equal(Text(first), Text(second));
        Assert.NotEqual(Text(first), Text(Solve(problem, options with { Seed = 10, MaxIterations = 300 })));
    }

    [Fact]
    public void Reported_plans_get_better_and_the_last_is_the_answer()
    {
        var problem = Problem(3, 60);
        var reported = new List<FieldPlan>();
        var plan = Solve(problem, Iterations(5000, 1), progress: new Collector(reported));
        Assert.True(reported.Count > 3);
        for (var i = 1; i < reported.Count; i++)
            Assert.True(Rank(reported[i]).CompareTo(Rank(reported[i - 1])) < 0, $"{Rank(reported[i])} after {Rank(reported[i - 1])}");
        Assert.Equal(Text(plan), Text(reported[^1]));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(110)]
    public void Time_that_ends_before_the_first_plan_does_is_kept(int seconds)
    {
        // Fifty pairs are a hundred stops to look around, then fifty insertions.
        var clock = new StepClock();
        var plan = FieldSolver.Solve(
            Problem(4, 50).Instance.ToProblem(),
            new FieldOptions { Clock = clock, MaxTime = TimeSpan.FromSeconds(seconds) },
            cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(clock.Reads, seconds, seconds + 60);
        Assert.True(plan.Unserved.Count > 30);
        Assert.Equal(seconds < 105, plan.Unserved.Count == 50);
    }

    [Fact]
    public void A_search_that_is_stopped_before_it_begins_keeps_its_start()
    {
        var problem = Problem(4, 50);
        var start = Solve(problem, Iterations(500, 1));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var plan = FieldSolver.Solve(problem.Instance.ToProblem(), Iterations(500, 2), start, cancellation: stopped.Token);
        Assert.Equal(Text(start), Text(plan));
    }

    [Fact]
    public void A_cancelled_search_gives_the_best_plan_so_far()
    {
        var pairs = Problem(4, 50);
        using var cancellation = new CancellationTokenSource();
        FieldPlan? last = null;
        var plan = FieldSolver.Solve(
            pairs.Instance.ToProblem(),
            new FieldOptions { MaxTime = TimeSpan.FromHours(1) },
            progress: new Collector([], reported =>
            {
                last = reported;
                cancellation.Cancel();
            }),
            cancellation: cancellation.Token);
        Assert.Equal(Text(last!), Text(plan));
        Checked(pairs, plan);
    }

    [Fact]
    public void A_search_that_starts_from_a_plan_is_never_worse_than_it()
    {
        var problem = Problem(6, 50);
        var thorough = Solve(problem, Iterations(8000, 1));
        var warm = Solve(problem, Iterations(256, 2), thorough);
        var cold = Solve(problem, Iterations(256, 2));
        Assert.True(Rank(warm).CompareTo(Rank(thorough)) <= 0, $"{Rank(warm)} from {Rank(thorough)}");
        Assert.True(Rank(warm).CompareTo(Rank(cold)) < 0, $"{Rank(warm)}, cold {Rank(cold)}");
    }

    [Fact]
    public void A_start_is_kept_as_far_as_it_breaks_no_rule()
    {
        var problem = Problem(7, 30);
        var all = Enumerable.Range(0, 30).SelectMany(task => new[] { new FieldVisit(task, true), new FieldVisit(task, false) }).ToList();
        var plan = Solve(problem, Iterations(1, 1), new FieldPlan { Routes = [all], Unserved = [] });
        Assert.Empty(plan.Unserved);
        Assert.Throws<ArgumentException>(() => Solve(problem, Iterations(1, 1), new FieldPlan { Routes = [[new FieldVisit(99, false)]], Unserved = [] }));
    }

    private sealed record Pairs(string Text)
    {
        public LiLimInstance Instance { get; } = LiLimInstance.Read("random", new StringReader(Text));
    }

    private static Pairs Problem(int seed, int pairs) => new(RandomPairs.Make(seed, pairs));

    private static FieldPlan Solve(Pairs pairs, FieldOptions options, FieldPlan? start = null, IProgress<FieldPlan>? progress = null) =>
        Checked(pairs, FieldSolver.Solve(pairs.Instance.ToProblem(), options, start, progress, TestContext.Current.CancellationToken));

    private static FieldPlan Checked(Pairs pairs, FieldPlan plan)
    {
        var verdict = LiLimCheck.Check(pairs.Text, SintefSolution.Write("random", pairs.Instance.RoutesOf(plan), default));
        Assert.True(verdict.Agrees, $"{string.Join(" ", verdict.Faults)}\n{pairs.Text}");
        Assert.Equal(plan.UsedVehicles, verdict.Vehicles);
        Assert.Equal(plan.Cost / (double)LiLimInstance.Scale, verdict.Distance, 0.01 * pairs.Instance.Nodes.Count);
        return plan;
    }

    private static FieldOptions Iterations(long iterations, int seed) =>
        new() { MaxIterations = iterations, MaxTime = TimeSpan.FromMinutes(10), Seed = (ulong)seed };

    private static (int Unserved, int Vehicles, long Cost) Rank(FieldPlan plan) => (plan.Unserved.Count, plan.UsedVehicles, plan.Cost);

    private static string Text(FieldPlan plan) =>
        string.Join('\n', plan.Routes.Select(route => string.Join(' ', route.Select(visit => $"{visit.Task}{(visit.IsSecond ? "b" : "a")}"))));

    private sealed class Collector(List<FieldPlan> plans, Action<FieldPlan>? then = null) : IProgress<FieldPlan>
    {
        public void Report(FieldPlan value)
        {
            plans.Add(value);
            then?.Invoke(value);
        }
    }
}
