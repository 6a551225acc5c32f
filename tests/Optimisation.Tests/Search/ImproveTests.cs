using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Search;

public sealed class ImproveTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_iterations_and_threads_give_the_same_plan(int threads)
    {
        var problem = new RandomDay(11).Draw(40, 6);
        var options = new SearchOptions
        {
            Seed = 5,
            MaxIterations = 1500,
            Threads = threads,
            MaxTime = TimeSpan.FromMinutes(5),
        };
        var first = Judge.Improve(
                problem,
                Plan.Empty,
                options,
                cancellation: TestContext.Current.CancellationToken
            );
        var second = Judge.Improve(
            problem,
            Plan.Empty,
            options,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(first.Cost, second.Cost);
        for (var r = 0; r < first.Routes.Count; r++)
            Assert.Equal(first.Routes[r].Visits, second.Routes[r].Visits);
        Assert.Equal(Reasons(first), Reasons(second));
    }

    private static IEnumerable<(Guid, string)> Reasons(Plan plan) =>
        plan.Unserved.Select(left => (left.JobId, left.Reason.Text));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_search_that_time_ends_walks_until_then(int threads)
    {
        // Once, with two threads, it never took a step: the steps left overflowed.
        var problem = new RandomDay(11).Draw(40, 6);
        var greedy = Judge.Improve(
            problem,
            Plan.Empty,
            new SearchOptions { MaxIterations = 0 },
            cancellation: TestContext.Current.CancellationToken
        );
        var plan = Judge.Improve(
                problem,
                Plan.Empty,
                new SearchOptions
                {
                    Clock = new StepClock(),
                    MaxTime = TimeSpan.FromSeconds(400),
                    Threads = threads,
                },
                cancellation: TestContext.Current.CancellationToken
            );
        Assert.True(plan.Cost < greedy.Cost);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void Time_that_ends_before_the_first_plan_does_is_kept(int seconds)
    {
        var problem = new RandomDay(11).Draw(40, 6);
        var clock = new StepClock();
        var plan = Judge.Improve(
                problem,
                Plan.Empty,
                new SearchOptions { Clock = clock, MaxTime = TimeSpan.FromSeconds(seconds), MostExplained = 0 },
                cancellation: TestContext.Current.CancellationToken
            );
        Assert.InRange(clock.Reads, seconds, seconds + 5);
        Assert.True(plan.Unserved.Count > 40 - seconds);
    }

    [Fact]
    public void A_search_told_to_stop_answers_with_what_it_has()
    {
        var problem = new RandomDay(3).Draw(30, 5);
        var start = Inserted(problem);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var plan = Judge.Improve(problem, start, new SearchOptions(), cancellation: stopped.Token);
        Assert.Equal(start.Cost, plan.Cost);
    }

    [Fact]
    public void Each_plan_reported_is_right_and_better_than_the_one_before()
    {
        var problem = new RandomDay(4).Draw(40, 5);
        var reported = new List<Plan>();
        Judge.Improve(
            problem,
            Plan.Empty,
            new SearchOptions { MaxIterations = 2000, MaxTime = TimeSpan.FromMinutes(5) },
            new Recorder(reported),
            TestContext.Current.CancellationToken
        );
        Assert.NotEmpty(reported);
        foreach (var plan in reported)
            plan.Checked(problem);
        foreach (var (before, after) in reported.Zip(reported.Skip(1)))
            Assert.True(after.Cost < before.Cost);
    }

    [Fact]
    public void A_small_gain_does_not_reshuffle_a_published_day_but_a_great_one_does()
    {
        // Published against the grain: out to 8, then to 2, where 2 lies on nobody's way.
        var problem = Problem(Collection(1, 8), Collection(2, 2)) with
        {
            Resources = [Driver(1), Driver(2)],
        };
        var published = Judge.Evaluate(
                problem,
                new Dictionary<Guid, IReadOnlyList<Guid>> { [Id(101)] = [Id(1), Id(2)] }
            );
        var steady = problem with
        {
            Published = published,
            Disturbance = new DisturbancePrices
            {
                OtherDriver = 100_000,
                OtherOrder = 100_000,
                PerShiftedHour = 100_000,
            },
        };
        var kept = Improved(steady, published);
        Assert.Equal(
            published.Routes.Select(route => route.Visits.Count),
            kept.Routes.Select(route => route.Visits.Count)
        );
        var late = steady with
        {
            Jobs = [steady.Jobs[0], Collection(2, 2, new Window(At(8), At(8, 30)))],
        };
        var moved = Improved(late, published);
        Assert.Empty(moved.Unserved);
    }

    [Fact]
    public void Evaluate_lists_each_rule_that_a_dispatchers_order_breaks()
    {
        var problem = Problem(
            Collection(1, 9, new Window(At(8), At(8, 30))),
            Collection(2, 5) with
            {
                RequiredSkills = ["manual"],
            },
            Return(3, 1, after: Id(4)),
            Collection(4, 1),
            Collection(5, 1) with
            {
                Locks = new Locks(Driver: Id(102), DirectlyAfter: Id(1)),
            }
        ) with
        {
            Resources =
            [
                Driver(1) with
                {
                    ShiftEnd = At(10),
                    MaxEmptyMetres = 20_000,
                    MaxJobs = 3,
                    Breaks = [new Break(new Window(At(8), At(8, 10)), 600)],
                },
                Driver(2),
            ],
        };
        var plan = Judge.Evaluate(
            problem,
            new Dictionary<Guid, IReadOnlyList<Guid>> { [Id(101)] = [Id(1), Id(2), Id(3), Id(5)] }
        );
        plan.Checked(problem);
        Assert.Equal(
            [
                ViolationKind.WindowMissed,
                ViolationKind.ShiftOverrun,
                ViolationKind.SkillMissing,
                ViolationKind.LockBroken,
                ViolationKind.OutOfReach,
                ViolationKind.CarNotThere,
                ViolationKind.TooManyJobs,
            ],
            plan.Violations.Select(violation => violation.Kind).Distinct().Order()
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_quote_is_what_the_insertion_then_costs(int seed)
    {
        var day = new RandomDay(seed);
        var problem = day.Draw(30, 5);
        var plan = Judge.Improve(
            problem,
            Plan.Empty,
            new SearchOptions { MaxIterations = 200 },
            cancellation: TestContext.Current.CancellationToken
        );
        var candidate = day.Job(
            problem,
            [],
            problem.Workshops.Count,
            problem.Matrices[0].Size,
            true
        ) with
        {
            RequiredSkills = [],
        };
        var customer = candidate.Stops.Index().First(stop => stop.Item.Workshop is null).Index;
        var windows = Enumerable
            .Range(7, 12)
            .Select(hour => new QuoteWindow(customer, new Window(At(hour), At(hour + 1))))
            .ToList();
        var quotes = Solver.Quote(problem, plan, candidate, windows);
        Assert.Equal(12 * candidate.Stops[customer].Alternatives.Count, quotes.Count);
        var feasible = 0;
        foreach (var quote in quotes.Where(quote => quote.IsFeasible))
        {
            feasible++;
            var stops = candidate.Stops.ToArray();
            var place = stops[customer].Alternatives[quote.Alternative];
            stops[customer] = stops[customer] with
            {
                Alternatives = [place with { Windows = Both(place.Windows, quote.Window.Window) }],
            };
            var with = problem with { Jobs = [.. problem.Jobs, candidate with { Stops = stops }] };
            var outcome = Judge.Insert(with, plan, candidate.Id);
            Assert.True(outcome.IsServed, $"seed {seed}");
            Assert.Equal(quote.AddedCents, outcome.Plan.Cost.Cents - plan.Cost.Cents, 6);
            var visit = outcome
                .Plan.Routes.SelectMany(route => route.Visits)
                .First(visit => visit.JobId == candidate.Id && visit.StopIndex == customer);
            Assert.Equal(quote.ServiceStart, visit.ServiceStart);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"seed {seed}: {feasible} windows feasible"
        );
    }

    private static List<Window> Both(IReadOnlyList<Window> hours, Window asked) =>
        hours.Count == 0
            ? [asked]
            :
            [
                .. hours
                    .Select(open => new Window(
                        Math.Max(open.Start, asked.Start),
                        Math.Min(open.End, asked.End)
                    ))
                    .Where(both => both.Start <= both.End),
            ];

    private static Plan Improved(Problem problem, Plan plan) =>
        Judge.Improve(
                problem,
                plan,
                new SearchOptions { MaxIterations = 500 },
                cancellation: TestContext.Current.CancellationToken
            );

    private sealed class Recorder(List<Plan> plans) : IProgress<Plan>
    {
        public void Report(Plan value) => plans.Add(value);
    }
}
