using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Search;

public sealed class TransporterTests
{
    [Fact]
    public void Cars_that_cannot_be_driven_are_fetched_in_one_tour()
    {
        var problem = Day(2, Broken(Collection(1, 8)), Broken(Collection(2, 5)));
        var route = Inserted(problem).Routes[0];
        Assert.Equal(
            [(Id(1), 0), (Id(2), 0), (Id(2), 1), (Id(1), 1)],
            route.Visits.Select(visit => (visit.JobId, visit.StopIndex))
        );
        Assert.Equal([false, true, true, true], route.Visits.Select(visit => visit.IsLoaded));
        Assert.Equal(48_000, route.Visits.Sum(visit => visit.LegMetres) + route.EndLegMetres);
    }

    [Fact]
    public void No_more_cars_are_aboard_than_there_are_places()
    {
        var problem = Day(1, Broken(Collection(1, 8)), Broken(Collection(2, 5)));
        var route = Inserted(problem).Routes[0];
        Assert.Equal([0, 1, 0, 1], route.Visits.Select(visit => visit.StopIndex));
    }

    [Fact]
    public void The_car_that_came_last_goes_first()
    {
        // Both to places on the way out, the nearer one loaded last: no other order needs one tour alone.
        var problem = Day(2, Broken(Return(1, 6)), Broken(Return(2, 3)));
        var route = Inserted(problem).Routes[0];
        Assert.Equal(
            [Id(1), Id(2), Id(2), Id(1)],
            route.Visits.Select(visit => visit.JobId)
        );
        Assert.Equal(36_000, route.Visits.Sum(visit => visit.LegMetres) + route.EndLegMetres);
    }

    [Fact]
    public void A_driver_does_not_take_a_car_that_cannot_be_driven()
    {
        var problem = Problem(Broken(Collection(1, 3)));
        var outcome = Judge.Insert(problem, Plan.Empty, Id(1));
        Assert.Equal(ReasonCode.NeedsTransporter, outcome.Reason?.Code);
        Assert.Equal(
            "It cannot be driven and there is no transporter; it fits with one that works like D1 (8:00-17:00).",
            outcome.Reason?.Text
        );
        var changed = outcome.Reason!.Change!.Apply(problem);
        Assert.Empty(ProblemValidation.Check(changed));
        Assert.True(Judge.Insert(changed, Plan.Empty, Id(1)).IsServed);
    }

    [Fact]
    public void A_car_that_is_aboard_is_loaded_first_and_brought()
    {
        var problem = Day(2, Broken(Collection(1, 8)), Broken(Collection(2, 5)));
        var aboard = Broken(Collection(1, 7));
        aboard = aboard with
        {
            Stops = [aboard.Stops[0] with { ServiceSeconds = 0 }, aboard.Stops[1]],
        };
        problem = problem with
        {
            Jobs = [aboard, problem.Jobs[1]],
            Resources =
            [
                problem.Resources[0] with
                {
                    StartLocation = 7,
                    PinnedJobs = [Id(1)],
                },
            ],
        };
        var route = Inserted(problem).Routes[0];
        Assert.Equal(
            [(Id(1), 0), (Id(2), 0), (Id(2), 1), (Id(1), 1)],
            route.Visits.Select(visit => (visit.JobId, visit.StopIndex))
        );
    }

    [Fact]
    public void An_order_that_cannot_be_unloaded_is_named()
    {
        var problem = Day(2, Broken(Collection(1, 8)), Broken(Collection(2, 5)));
        var plan = Judge.Evaluate(
                problem,
                new Dictionary<Guid, IReadOnlyList<Guid>>
                {
                    [Id(101)] = [Id(1), Id(2), Id(1), Id(2)],
                }
            );
        Assert.Equal(
            [ViolationKind.TransporterOrder],
            plan.Violations.Select(violation => violation.Kind)
        );
    }

    private static Job Broken(Job job) => job with { CannotBeDriven = true };

    private static Problem Day(int places, params Job[] jobs)
    {
        var problem = Problem(jobs);
        return problem with
        {
            Resources = [problem.Resources[0] with { EmptyMatrix = 0, Places = places }],
        };
    }
}
