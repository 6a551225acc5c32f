using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Search;

/// <summary>Events on a running day: the first answer, and how much of the published plan it leaves alone.</summary>
public sealed class EventTests
{
    [Fact]
    public void After_a_breakdown_the_first_answer_gives_the_work_to_others()
    {
        var promised = new[] { Collection(1, 2), Collection(2, 3), Collection(3, 4) }.Select(job =>
            job with
            {
                Promised = true,
            }
        );
        var problem = Problem([.. promised]) with { Resources = [Driver(1), Driver(2)] };
        var published = Judge.Evaluate(
                problem,
                new Dictionary<Guid, IReadOnlyList<Guid>> { [Id(101)] = [Id(1), Id(2), Id(3)] }
            );
        var broken = problem with
        {
            Published = published,
            Resources =
            [
                Driver(1) with
                {
                    PinnedJobs = [Id(1)],
                    MaxJobs = 1,
                },
                Driver(2),
            ],
        };
        var answer = First(broken, published);
        Assert.Empty(answer.Violations);
        Assert.Equal([2, 4], answer.Routes.Select(route => route.Visits.Count));
    }

    [Fact]
    public void Nobody_sets_out_before_now_but_begun_work_stays_as_it_was()
    {
        var problem = Problem(Collection(1, 2), Collection(2, 3));
        var published = Inserted(problem);
        var first = published.Routes[0].Visits[0].JobId;
        var now = At(9, 30);
        var running = problem with
        {
            Resources = [Driver(1) with { FreeFrom = now, PinnedJobs = [first] }],
        };
        var visits = First(running, published).Routes[0].Visits;
        Assert.Equal(published.Routes[0].Visits.Take(2), visits.Take(2));
        Assert.Equal(now, visits[2].Arrival - visits[2].LegSeconds);
    }

    [Fact]
    public void A_published_day_changes_less_the_more_that_costs()
    {
        var (free, priced, dear) = (0, 0, 0);
        for (var seed = 1; seed <= 12; seed++)
        {
            var drawn = new RandomDay(seed).Draw(25, 5, isPlain: true);
            var known = drawn with { Jobs = [.. drawn.Jobs.SkipLast(1)] };
            if (drawn.Jobs[^1].ReadyAfterJob is not null)
                continue;
            var published = Search(known, Plan.Empty, seed);
            var with = drawn with { Published = published };
            free += Changed(with with { Disturbance = Prices(0) }, published, seed);
            priced += Changed(with, published, seed);
            dear += Changed(with with { Disturbance = Prices(1_000_000) }, published, seed);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"changed: {free}, {priced}, {dear}");
        Assert.True(2 * priced < free, $"{priced} of {free}");

        // Not nothing: a job that was unserved is worth any disturbance.
        Assert.True(dear <= priced, $"{dear} of {priced}");
    }

    [Fact]
    public void The_difference_of_two_plans_names_who_what_and_when()
    {
        var problem = Problem(Collection(1, 2), Collection(2, 3), Collection(3, 4)) with
        {
            Resources = [Driver(1), Driver(2)],
        };
        var before = Plan([Id(1), Id(2)], []);
        var after = Plan([Id(2), Id(1)], [Id(3)]);
        var difference = PlanDifference.Between(before, after, 300);
        Assert.Equal([Id(1)], difference.OtherOrder);
        Assert.Equal([Id(3)], difference.Added);
        Assert.Empty(difference.Dropped);
        Assert.Equal([Id(2), Id(1)], difference.OtherTime);
        Assert.Equal([Id(1)], PlanDifference.Between(before, Plan([Id(2)], [Id(1)]), 99_999).OtherDriver);
        Assert.Equal([Id(3)], PlanDifference.Between(after, before, 300).Dropped);

        Plan Plan(Guid[] first, Guid[] second) =>
            Judge.Evaluate(
                problem,
                new Dictionary<Guid, IReadOnlyList<Guid>> { [Id(101)] = first, [Id(102)] = second }
            );
    }

    private static int Changed(Problem problem, Plan published, int seed)
    {
        var answer = Search(problem, published, seed);
        var difference = PlanDifference.Between(published, answer, 99_999);
        Assert.Empty(difference.Dropped);
        return difference.OtherDriver.Count + difference.OtherOrder.Count;
    }

    private static DisturbancePrices Prices(int cents) =>
        new()
        {
            OtherDriver = cents,
            OtherOrder = cents,
            PerShiftedHour = 0,
        };

    private static Plan First(Problem problem, Plan plan) => plan.Improved(problem, 0, seed: 1);

    private static Plan Search(Problem problem, Plan start, int seed) => start.Improved(problem, 300, seed, explained: 0);
}
