using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;

namespace Routing.Optimisation.Tests.Search;

public sealed class OtherDriversTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Another_driver_costs_what_is_said(int seed)
    {
        var problem = new RandomDay(seed).Draw(25, 6);
        var plan = Plan.Empty.Improved(problem, 200, seed: 1);
        var said = 0;
        foreach (var route in plan.Routes)
        {
            foreach (var job in route.Visits.Select(visit => visit.JobId).Distinct())
            {
                var others = Solver.OtherDrivers(problem, plan, job);
                Assert.DoesNotContain(others, other => other.ResourceId == route.ResourceId);
                foreach (var other in others)
                {
                    // Taken out of the plan and locked to that driver, it is put in at that price.
                    var given = problem with
                    {
                        Jobs =
                        [
                            .. problem.Jobs.Select(one =>
                                one.Id == job
                                    ? one with
                                    {
                                        Locks = one.Locks with { Driver = other.ResourceId },
                                    }
                                    : one
                            ),
                        ],
                    };
                    if (problem.Jobs.Any(one => one.ReadyAfterJob == job))
                        continue;
                    var outcome = Solver.Insert(given, plan, job);
                    outcome.Plan.Checked(given);
                    Assert.True(outcome.IsServed, $"seed {seed}, job {job}");
                    Assert.Equal(
                        other.AddedCents,
                        outcome.Plan.Cost.Cents - plan.Cost.Cents,
                        6
                    );
                    said++;
                }
            }
        }

        Assert.True(said > 0, $"seed {seed}");
    }
}
