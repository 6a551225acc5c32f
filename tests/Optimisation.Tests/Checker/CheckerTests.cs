using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using Routing.PlanChecker;

namespace Routing.Optimisation.Tests.Checker;

/// <summary>A judge that lets everything pass is no judge: each kind of lie in a plan must be found.</summary>
public sealed class CheckerTests
{
    private static readonly Problem Problem = new RandomDay(7).Draw(30, 6, isPlain: true);
    private static readonly Plan Plan = Solver.Improve(
        Problem,
        Plan.Empty,
        new SearchOptions { MaxIterations = 200, MaxTime = TimeSpan.FromMinutes(1) }
    );

    private static readonly int Busy = Plan
        .Routes.Index()
        .MaxBy(route => route.Item.Visits.Count)
        .Index;

    [Fact]
    public void The_plan_itself_is_found_right() => Plan.Checked(Problem);

    [Fact]
    public void A_visit_told_earlier_is_found() =>
        Found(Visit(1, visit => visit with { Arrival = visit.Arrival - 1 }));

    [Fact]
    public void A_service_that_is_cut_short_is_found() =>
        Found(Visit(0, visit => visit with { Departure = visit.Departure - 60 }));

    [Fact]
    public void A_leg_by_the_wrong_means_is_found() =>
        Found(Visit(1, visit => visit with { IsLoaded = !visit.IsLoaded }));

    [Fact]
    public void A_shortened_leg_is_found() =>
        Found(Visit(1, visit => visit with { LegMetres = visit.LegMetres - 1 }));

    [Fact]
    public void Hidden_lateness_is_found() =>
        Found(Visit(0, visit => visit with { LatenessSeconds = visit.LatenessSeconds + 1 }));

    [Fact]
    public void A_stop_left_out_is_found() =>
        Found(Route(route => route with { Visits = [.. route.Visits.Skip(1)] }));

    [Fact]
    public void Swapped_stops_are_found() =>
        Found(
            Route(route =>
                route with
                {
                    Visits = [route.Visits[1], route.Visits[0], .. route.Visits.Skip(2)],
                }
            )
        );

    [Fact]
    public void An_early_end_is_found() =>
        Found(Route(route => route with { End = route.End - 1 }));

    [Fact]
    public void A_break_told_off_is_found()
    {
        var route = Plan.Routes.Index().First(route => route.Item.Breaks.Count > 0);
        var routes = Plan.Routes.ToArray();
        routes[route.Index] = route.Item with { Breaks = [] };
        Found(Plan with { Routes = routes });
    }

    [Fact]
    public void A_job_lost_is_found() => Found(Plan with { Unserved = [.. Plan.Unserved.Skip(1)] });

    [Fact]
    public void A_cheaper_sum_is_found() =>
        Found(Plan with { Cost = Plan.Cost with { Cost = Plan.Cost.Cost - 1 } });

    [Fact]
    public void A_made_up_violation_is_found() =>
        Found(
            Plan with
            {
                Violations =
                [
                    new Violation(ViolationKind.NoWay, Problem.Resources[0].Id, null, 0, ""),
                ],
            }
        );

    [Fact]
    public void A_narrower_window_is_found()
    {
        var visit = Plan.Routes[Busy].Visits[0];
        Found(
            Changed(
                visit.JobId,
                stop =>
                    stop with
                    {
                        Alternatives =
                        [
                            .. stop.Alternatives.Select(place =>
                                place with
                                {
                                    Windows =
                                    [
                                        new Window(visit.ServiceStart + 1, visit.ServiceStart + 9),
                                    ],
                                }
                            ),
                        ],
                    }
            )
        );
    }

    [Fact]
    public void A_skill_that_nobody_has_is_found() =>
        Found(
            Problem with
            {
                Jobs = [.. Problem.Jobs.Select(job => job with { RequiredSkills = ["flying"] })],
            }
        );

    [Fact]
    public void A_full_reception_is_found() =>
        Found(
            Problem with
            {
                Workshops = [.. Problem.Workshops.Select(w => w with { ReceptionPerQuarter = 0 })],
            }
        );

    [Fact]
    public void A_full_yard_is_found() =>
        Found(
            Problem with
            {
                Workshops = [.. Problem.Workshops.Select(w => w with { Parking = 0 })],
            }
        );

    [Fact]
    public void A_car_that_is_not_ready_is_found()
    {
        var waiting = Problem.Jobs.Where(job =>
            job.ReadyAfterJob is not null && Plan.Unserved.All(left => left.JobId != job.Id)
        );
        Assert.NotEmpty(waiting);
        Found(
            Problem with
            {
                Workshops = [.. Problem.Workshops.Select(w => w with { Lifts = 0 })],
            }
        );
    }

    [Fact]
    public void A_shorter_shift_reach_or_job_limit_is_found()
    {
        Found(
            Driver(driver =>
                driver with
                {
                    ShiftEnd = driver.ShiftStart + 1,
                    MaxOvertimeSeconds = 0,
                }
            )
        );
        Found(Driver(driver => driver with { MaxEmptyMetres = 1 }));
        Found(Driver(driver => driver with { MaxJobs = 1 }));
        Found(Driver(driver => driver with { PinnedJobs = [Plan.Routes[Busy].Visits[^1].JobId] }));
    }

    [Fact]
    public void A_broken_lock_is_found()
    {
        var last = Plan.Routes[Busy].Visits[^1].JobId;
        var first = Plan.Routes[Busy].Visits[0].JobId;
        var other = Problem.Resources[(Busy + 1) % Problem.Resources.Count].Id;
        Found(Locked(last, new Locks(Driver: other)));
        Found(Locked(first, new Locks(DirectlyAfter: last)));
        Found(Locked(first, new Locks(Time: new Window(0, 1))));
    }

    private static void Found(Plan plan) => Assert.NotEmpty(Check.Faults(Problem, plan));

    private static void Found(Problem problem) => Assert.NotEmpty(Check.Faults(problem, Plan));

    private static Plan Route(Func<Route, Route> change)
    {
        var routes = Plan.Routes.ToArray();
        routes[Busy] = change(routes[Busy]);
        return Plan with { Routes = routes };
    }

    private static Plan Visit(int index, Func<Visit, Visit> change) =>
        Route(route =>
        {
            var visits = route.Visits.ToArray();
            visits[index] = change(visits[index]);
            return route with { Visits = visits };
        });

    private static Problem Changed(Guid id, Func<Stop, Stop> first) =>
        Problem with
        {
            Jobs =
            [
                .. Problem.Jobs.Select(job =>
                    job.Id == id
                        ? job with
                        {
                            Stops = [first(job.Stops[0]), .. job.Stops.Skip(1)],
                        }
                        : job
                ),
            ],
        };

    private static Problem Locked(Guid id, Locks locks) =>
        Problem with
        {
            Jobs = [.. Problem.Jobs.Select(job => job.Id == id ? job with { Locks = locks } : job)],
        };

    private static Problem Driver(Func<Resource, Resource> change)
    {
        var resources = Problem.Resources.ToArray();
        resources[Busy] = change(resources[Busy]);
        return Problem with { Resources = resources };
    }
}
