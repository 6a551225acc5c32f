using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using Routing.PlanChecker;

namespace Routing.Optimisation.Tests.Checker;

/// <summary>A judge that lets everything pass is no judge: each word of a plan that is not true must be found.</summary>
public sealed class CheckerTests
{
    private static readonly Problem Problem = new RandomDay(7).Draw(30, 6, isPlain: true);
    private static readonly Plan Plan = Judge.Improve(
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

    private static void Found(Plan plan) => Assert.NotEmpty(Check.Faults(Problem, plan));

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
}
