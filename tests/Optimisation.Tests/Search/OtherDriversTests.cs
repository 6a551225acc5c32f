using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;

namespace Routing.Optimisation.Tests.Search;

public sealed class OtherDriversTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Fact]
    public void A_return_that_waits_for_the_collection_stays_and_is_part_of_the_price()
    {
        // Once the return was lost with the collection, and its cost was told as saved.
        var problem = SmallDay.Problem(
            SmallDay.Collection(1, place: 3),
            SmallDay.Return(2, place: 4, after: SmallDay.Id(1))
        ) with
        {
            Resources = [SmallDay.Driver(1), SmallDay.Driver(2)],
        };
        var plan = SmallDay.Inserted(problem);
        var (first, second) = (problem.Resources[0].Id, problem.Resources[1].Id);
        Assert.Equal(2, plan.Routes[0].Visits.Select(visit => visit.JobId).Distinct().Count());

        var other = Solver.OtherDrivers(problem, plan, SmallDay.Id(1)).Single();
        var made = Judge.Evaluate(
            problem,
            new Dictionary<Guid, IReadOnlyList<Guid>>
            {
                [first] = [SmallDay.Id(2)],
                [second] = [SmallDay.Id(1)],
            }
        );
        Assert.Equal(second, other.ResourceId);
        Assert.Equal(made.Cost.Cents - plan.Cost.Cents, other.AddedCents, 6);
        Assert.Equal(made.Routes[1].Visits, other.Plan.Routes[1].Visits);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Another_driver_costs_what_the_plan_with_that_change_costs(int seed)
    {
        var problem = new RandomDay(seed).Draw(25, 6);
        var plan = Plan.Empty.Improved(problem, 200, seed: 1, explained: 0);
        var said = 0;
        foreach (var (job, driver) in Served(plan))
        {
            var others = Solver.OtherDrivers(problem, plan, job);
            foreach (var other in others)
            {
                // The checker adds the objective up from visits and prices, jobs that wait for this one included.
                other.Plan.Checked(problem);
                Assert.Equal(other.AddedCents, other.Plan.Cost.Cents - plan.Cost.Cents, 6);
                Assert.Equal(
                    other.AddedLatenessSeconds,
                    other.Plan.Cost.LatenessSeconds - plan.Cost.LatenessSeconds
                );
                Assert.True(other.Plan.Cost.ViolationSeconds <= plan.Cost.ViolationSeconds);
                Assert.NotEqual(driver, other.ResourceId);
                Assert.Equal(other.ResourceId, Served(other.Plan).Single(one => one.Job == job).Driver);
                Assert.Equal(Orders(plan, job), Orders(other.Plan, job));
                said++;
            }

            Assert.Equal(others.OrderBy(o => (o.AddedLatenessSeconds, o.AddedCents)), others);
        }

        Assert.True(said > 0, $"seed {seed}");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Who_can_take_a_job_in_some_place_is_named_and_no_dearer_than_that(int seed)
    {
        var problem = new RandomDay(seed).Draw(16, 4);
        var plan = Plan.Empty.Improved(problem, 200, seed: 1, explained: 0);
        foreach (var (job, driver) in Served(plan))
        {
            var others = Solver.OtherDrivers(problem, plan, job).ToDictionary(o => o.ResourceId);
            foreach (var resource in problem.Resources)
            {
                if (resource.Id == driver || resource.Places > 0)
                    continue;
                var at = Orders(plan, job);
                var order = at[resource.Id];
                for (var position = 0; position <= order.Count; position++)
                {
                    at[resource.Id] = [.. order.Take(position), job, .. order.Skip(position)];
                    var made = Judge.Evaluate(problem, at, Without(plan, job));
                    if (made.Violations.Count > 0 || made.Unserved.Count > plan.Unserved.Count)
                        continue;
                    made.Checked(problem);
                    Assert.True(
                        others.TryGetValue(resource.Id, out var said),
                        $"seed {seed}, job {job}, {resource.Id} at {position}"
                    );
                    Assert.True(said.AddedLatenessSeconds <= made.Cost.LatenessSeconds - plan.Cost.LatenessSeconds);
                }
            }
        }
    }

    private static IEnumerable<(Guid Job, Guid Driver)> Served(Plan plan) =>
        plan
            .Routes.SelectMany(route => route.Visits.Select(visit => (visit.JobId, route.ResourceId)))
            .Distinct();

    // By driver, the jobs but this one; a transporter's twice.
    private static Dictionary<Guid, IReadOnlyList<Guid>> Orders(Plan plan, Guid but) =>
        plan.Routes.ToDictionary(
            route => route.ResourceId,
            IReadOnlyList<Guid> (route) =>
                [
                    .. route
                        .Visits.Where(visit => visit.JobId != but)
                        .GroupBy(visit => visit.JobId)
                        .Select(job => job.Key),
                ]
        );

    private static Plan Without(Plan plan, Guid job) =>
        plan with
        {
            Routes =
            [
                .. plan.Routes.Select(route =>
                    route with
                    {
                        Visits = [.. route.Visits.Where(visit => visit.JobId != job)],
                    }
                ),
            ],
        };
}
