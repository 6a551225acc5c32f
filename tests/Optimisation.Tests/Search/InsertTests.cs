using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Search;

public sealed class InsertTests
{
    [Fact]
    public void A_collection_is_reached_by_scooter_and_brought_by_car()
    {
        var problem = Problem(Collection(1, 3)) with
        {
            Resources = [Driver(1) with { FoldSeconds = 120 }],
        };
        var route = Inserted(problem).Routes[0];
        Assert.Equal(
            [(3 * Scooter + 120, false), (3 * Car, true)],
            route.Visits.Select(v => (v.LegSeconds, v.IsLoaded))
        );
        Assert.Equal(At(8), route.Start);
        Assert.Equal(At(8) + 3 * Scooter + 120 + 300 + 3 * Car + 60, route.End);
    }

    [Fact]
    public void A_swap_takes_a_courtesy_car_out_and_the_customers_car_back()
    {
        var swap = Collection(1, 4);
        swap = swap with
        {
            Stops =
            [
                new Stop
                {
                    Alternatives = [new StopAlternative(0, [])],
                    ServiceSeconds = 60,
                    Workshop = new WorkshopVisit(0, WorkshopVisitKind.Call),
                },
                .. swap.Stops,
            ],
        };
        var visits = Inserted(Problem(swap)).Routes[0].Visits;
        Assert.Equal([0, 4 * Car, 4 * Car], visits.Select(visit => visit.LegSeconds));
        Assert.Equal([false, true, true], visits.Select(visit => visit.IsLoaded));
    }

    [Fact]
    public void A_route_starts_in_time_for_its_first_window_not_before()
    {
        var route = Inserted(Problem(Collection(1, 2, new Window(At(10), At(11))))).Routes[0];
        Assert.Equal(At(10) - 2 * Scooter, route.Start);
    }

    [Fact]
    public void A_return_waits_for_the_lift_behind_the_cars_that_are_there()
    {
        var problem = Problem(Collection(1, 1), Return(2, 1, after: Id(1)));
        problem = problem with
        {
            Workshops =
            [
                Workshop() with
                {
                    Lifts = 1,
                    PresentCars = [new PresentCar(Id(800), 3 * 3600)],
                    Opening = [new Window(At(7), At(18))],
                },
            ],
        };
        var plan = Inserted(problem);
        // On the lift from 7:00 to 10:00 the car that is there, then this one until 11:00.
        Assert.Equal(At(11), plan.Routes[0].Visits[2].ServiceStart);
    }

    [Fact]
    public void Work_on_a_car_rests_while_the_workshop_is_closed()
    {
        var problem = Problem(
            Collection(1, 1, new Window(At(11), At(11, 30))),
            Return(2, 1, after: Id(1))
        );
        problem = problem with
        {
            Workshops =
            [
                Workshop() with
                {
                    Opening = [new Window(At(7), At(12)), new Window(At(13), At(18))],
                },
            ],
        };
        var visits = Inserted(problem).Routes[0].Visits;
        Assert.Equal(visits[1].Departure + 3600 + 3600, visits[2].ServiceStart);
    }

    [Fact]
    public void A_technician_with_the_skill_is_waited_for_even_when_lifts_are_free()
    {
        var first = Collection(1, 1);
        var second = Collection(2, 1);
        Job Skilled(Job job) =>
            job with
            {
                Stops =
                [
                    job.Stops[0],
                    job.Stops[1] with
                    {
                        Workshop = job.Stops[1].Workshop! with { Skill = "high voltage" },
                    },
                ],
            };
        var problem = Problem(
            Skilled(first),
            Skilled(second),
            Return(3, 1, after: Id(1)),
            Return(4, 1, after: Id(2))
        );
        problem = problem with
        {
            Workshops =
            [
                Workshop() with
                {
                    TechniciansBySkill = new Dictionary<string, int> { ["high voltage"] = 1 },
                },
            ],
            Resources = [Driver(1), Driver(2)],
        };
        var plan = Inserted(problem);
        var visits = plan.Routes.SelectMany(route => route.Visits).ToList();
        var handed = visits
            .Where(visit =>
                visit is { StopIndex: 1 } && (visit.JobId == Id(1) || visit.JobId == Id(2))
            )
            .Min(visit => visit.Departure);
        var later = visits
            .Where(visit =>
                visit is { StopIndex: 0 } && (visit.JobId == Id(3) || visit.JobId == Id(4))
            )
            .Max(visit => visit.ServiceStart);
        Assert.True(later >= handed + 7200);
    }

    [Fact]
    public void Drivers_wait_at_reception_for_the_next_quarter_with_a_place()
    {
        var problem = Problem(Collection(1, 1), Collection(2, 1)) with
        {
            Resources = [Driver(1), Driver(2)],
        };
        problem = problem with
        {
            Workshops = [Workshop() with { ReceptionPerQuarter = 1 }],
            Jobs =
            [
                .. problem.Jobs.Select(
                    (job, i) => job with { Locks = new Locks(Driver: Id(101 + i)) }
                ),
            ],
        };
        var starts = Inserted(problem)
            .Routes.Select(route => route.Visits[1].ServiceStart / 900)
            .Order();
        Assert.Equal([At(8, 15) / 900, At(8, 30) / 900], starts);
    }

    [Fact]
    public void A_full_yard_refuses_a_car_and_says_so()
    {
        var problem = Problem(
            Collection(1, 1, work: 7200),
            Collection(2, 1, work: 7200),
            Collection(3, 1, work: 7200)
        );
        problem = problem with
        {
            Workshops =
            [
                Workshop() with
                {
                    Lifts = 1,
                    Parking = 1,
                    Opening = [new Window(At(7), At(12))],
                },
            ],
        };
        var plan = Inserted(problem);
        // The first car stands there when it is done, so that nobody can wait for the lift.
        Assert.Equal(2, plan.Unserved.Count);
        foreach (var left in plan.Unserved)
        {
            Assert.Equal(ReasonCode.ParkingFull, left.Reason.Code);
            Assert.True(
                Judge.Insert(left.Reason.Change!.Apply(problem), plan, left.JobId).IsServed
            );
        }
    }

    [Fact]
    public void A_break_is_taken_between_jobs_inside_its_window()
    {
        var problem = Problem(
            Collection(1, 4),
            Collection(2, 4),
            Collection(3, 4),
            Collection(4, 4),
            Collection(5, 4)
        );
        problem = problem with
        {
            Resources = [Driver(1) with { Breaks = [new Break(new Window(At(11), At(12)), 1800)] }],
        };
        var plan = Inserted(problem);
        Assert.Empty(plan.Unserved);
        var rest = Assert.Single(plan.Routes[0].Breaks);
        Assert.InRange(rest.Start, At(11), At(12));
        Assert.Equal(0, rest.AfterVisits % 2);
    }

    [Fact]
    public void The_nearer_of_two_places_is_chosen_while_the_car_is_there()
    {
        var job = Collection(1, 9);
        job = job with
        {
            Stops =
            [
                job.Stops[0] with
                {
                    Alternatives =
                    [
                        new StopAlternative(9, [new Window(At(7), At(17))]),
                        new StopAlternative(2, [new Window(At(9), At(10))]),
                        new StopAlternative(1, [new Window(At(6), At(7))]),
                    ],
                },
                job.Stops[1],
            ],
        };
        Assert.Equal(1, Inserted(Problem(job)).Routes[0].Visits[0].Alternative);
    }

    [Fact]
    public void A_job_locked_behind_another_stays_there_when_more_work_comes()
    {
        var problem = Problem(
            Collection(1, 2),
            Collection(2, 8) with
            {
                Locks = new Locks(DirectlyAfter: Id(1)),
            },
            Collection(3, 2),
            Collection(4, 1)
        );
        var plan = Inserted(problem);
        var better = Judge.Improve(
                problem,
                plan,
                new SearchOptions { MaxIterations = 200 },
                cancellation: TestContext.Current.CancellationToken
            );
        var order = better.Routes[0].Visits.Select(visit => visit.JobId).Distinct().ToList();
        Assert.Equal(order.IndexOf(Id(1)) + 1, order.IndexOf(Id(2)));
    }

    [Fact]
    public void Lateness_is_accepted_where_nobody_can_be_in_time_and_told()
    {
        var job = Collection(1, 6);
        job = job with
        {
            Stops = [job.Stops[0] with { Promised = new Window(At(8), At(8, 30)) }, job.Stops[1]],
        };
        var plan = Inserted(Problem(job));
        Assert.Equal(1800, plan.Routes[0].Visits[0].LatenessSeconds);
        Assert.Equal(1800, plan.Cost.LatenessSeconds);
    }

    [Theory]
    [InlineData(ReasonCode.WindowOpensTooLate, 17, 18)]
    [InlineData(ReasonCode.WindowClosesTooEarly, 6, 8)]
    public void A_window_outside_the_shift_is_named_with_the_minutes_that_lack(
        ReasonCode code,
        int from,
        int to
    )
    {
        var problem = Problem(Collection(1, 1, new Window(At(from), At(to))));
        var outcome = Judge.Insert(problem, Plan.Empty, Id(1));
        Assert.Equal(code, outcome.Reason!.Code);
        var minutes = code == ReasonCode.WindowClosesTooEarly ? 10 : 11;
        Assert.Contains($" {minutes} minutes ", outcome.Reason.Text, StringComparison.Ordinal);
        Assert.True(
            Judge.Insert(outcome.Reason.Change!.Apply(problem), Plan.Empty, Id(1)).IsServed
        );
    }

    [Fact]
    public void A_skill_that_nobody_has_is_named()
    {
        var problem = Problem(Collection(1, 1) with { RequiredSkills = ["manual gearbox"] });
        var reason = Judge.Insert(problem, Plan.Empty, Id(1)).Reason!;
        Assert.Equal(ReasonCode.MissingSkill, reason.Code);
        Assert.Equal("No driver has the skill manual gearbox; it fits if D1 had it.", reason.Text);
    }

    [Fact]
    public void A_shift_that_is_too_short_is_named_with_the_driver_and_the_minutes()
    {
        var problem = Problem(Collection(1, 9)) with
        {
            Resources = [Driver(1) with { ShiftEnd = At(10) }],
        };
        var reason = Judge.Insert(problem, Plan.Empty, Id(1)).Reason!;
        // 90 minutes out, 5 there, 45 back, 1 at the workshop: 141 of 120.
        Assert.Equal("It fits if D1 stayed 21 minutes longer, until 10:21.", reason.Text);
        Assert.Equal(ReasonCode.ShiftTooShort, reason.Code);
    }

    [Fact]
    public void A_place_beyond_reach_is_named_with_the_metres()
    {
        var problem = Problem(Collection(1, 5)) with
        {
            Resources = [Driver(1) with { MaxEmptyMetres = 14_500 }],
        };
        var reason = Judge.Insert(problem, Plan.Empty, Id(1)).Reason!;
        Assert.Equal(
            (ReasonCode.TooFar, new ExtendReach(Id(101), 500)),
            (reason.Code, reason.Change)
        );
    }
}
