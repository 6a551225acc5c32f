using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Search;

public sealed class CourtesyCarTests
{
    [Fact]
    public void A_swap_without_a_courtesy_car_is_refused_with_that_reason()
    {
        var problem = Day(1, Swap(1, 2), Swap(2, 2));
        var outcome = Judge.Insert(problem, Inserted(Day(1, Swap(1, 2))), Id(2));
        Assert.Equal(ReasonCode.NoCourtesyCar, outcome.Reason?.Code);
        Assert.Equal(
            "Nord has no courtesy car left then; it fits with one more than 1.",
            outcome.Reason?.Text
        );
    }

    [Fact]
    public void A_swap_waits_for_the_courtesy_car_that_comes_back()
    {
        // The car that is out comes back from 4 with the return, of another driver, at some time after 9.
        var back = Return(1, 4, new Window(At(9), At(10)));
        back = back with { Stops = [.. back.Stops, Visit(WorkshopVisitKind.CourtesyBack)] };
        var problem = Day(0, back, Swap(2, 2)) with { Resources = [Driver(1), Driver(2)] };
        var plan = Inserted(problem);
        Assert.Empty(plan.Unserved);
        var visits = plan.Routes.SelectMany(route => route.Visits).ToList();
        var returned = visits.Single(visit => visit.JobId == Id(1) && visit.StopIndex == 2);
        var taken = visits.Single(visit => visit.JobId == Id(2) && visit.StopIndex == 0);
        Assert.True(taken.ServiceStart >= returned.Departure);
    }

    [Fact]
    public void A_promised_swap_whose_car_is_late_stays_and_is_said()
    {
        var problem = Day(0, Swap(1, 2) with { Promised = true });
        var plan = Judge.Improve(
                problem,
                Inserted(Day(1, Swap(1, 2))),
                new SearchOptions { MaxIterations = 20 },
                cancellation: TestContext.Current.CancellationToken
            );
        Assert.Equal(
            [ViolationKind.NoCourtesyCar],
            plan.Violations.Select(violation => violation.Kind)
        );
    }

    private static Problem Day(int cars, params Job[] jobs) =>
        Problem(jobs) with
        {
            Workshops = [Workshop() with { CourtesyCars = cars }],
        };

    private static Job Swap(int number, int place)
    {
        var job = Collection(number, place);
        return job with { Stops = [Visit(WorkshopVisitKind.CourtesyOut), .. job.Stops] };
    }

    private static Stop Visit(WorkshopVisitKind kind) =>
        new()
        {
            Alternatives = [new StopAlternative(0, [])],
            ServiceSeconds = 60,
            Workshop = new WorkshopVisit(0, kind),
        };
}
