using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;
using static Routing.Optimisation.Tests.Support.SmallDay;

namespace Routing.Optimisation.Tests.Reasons;

public sealed class ReasonTests
{
    private static readonly Reason Stale = new(ReasonCode.ParkingFull, "Of another plan.", null);

    // Out to 9 and back is all that the driver's day has room for.
    private static readonly Problem Short = Problem(Collection(1, 5), Collection(2, 9)) with
    {
        Resources = [Driver(1) with { ShiftEnd = At(10) }],
    };

    [Fact]
    public void A_reason_is_found_against_the_plan_that_it_comes_with()
    {
        // Once, reasons of the plan that a search began with stayed with the plan that it ended with.
        var start = Inserted(Short);
        start = start with { Unserved = [new UnservedJob(Id(2), Stale)] };
        var plan = start.Improved(Short, 0, seed: 1);
        Assert.Equal(ReasonCode.ShiftTooShort, Assert.Single(plan.Unserved).Reason.Code);
    }

    [Fact]
    public void A_reason_ends_when_another_job_changes_the_routes()
    {
        var before = Problem(Collection(2, 9)) with { Resources = Short.Resources };
        var start = Judge.Insert(before, Plan.Empty, Id(2)).Plan;
        Assert.Equal(ReasonCode.ShiftTooShort, Assert.Single(start.Unserved).Reason.Code);
        var again = Judge.Insert(before, start, Id(2)).Plan;
        Assert.Equal(start.Unserved, again.Unserved);
        var after = Judge.Insert(Short, start, Id(1)).Plan;
        Assert.Equal(ReasonCode.Unknown, Assert.Single(after.Unserved).Reason.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_many_unserved_jobs_each_has_a_reason_whose_change_serves_it(int seed)
    {
        var problem = new RandomDay(seed).Draw(60, 2);
        var plan = Plan.Empty.Improved(problem, 20, seed, explained: 2);
        Assert.True(plan.Unserved.Count > 20);
        Assert.DoesNotContain(plan.Unserved, left => left.Reason.Code == ReasonCode.Unknown);
        var changes = plan.Unserved.Where(left => left.Reason.Change is not null).ToList();
        Assert.True(changes.Count > 10);
        foreach (var left in changes)
        {
            var changed = left.Reason.Change!.Apply(problem);
            var outcome = Judge.Insert(changed, plan, left.JobId);
            Assert.True(outcome.IsServed, $"seed {seed}: {left.Reason}");
        }
    }

    [Fact]
    public void A_search_that_was_told_to_stop_seeks_no_reasons()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var plan = Judge.Improve(Short, Inserted(Short), new SearchOptions(), cancellation: stopped.Token);
        Assert.Equal(ReasonCode.Unknown, Assert.Single(plan.Unserved).Reason.Code);
    }

    [Fact]
    public void A_job_that_would_make_another_late_is_told_what_would_serve_it_in_time()
    {
        // Both at the end of the street within the same hour: one driver cannot be there twice.
        var late = Collection(2, 9, new Window(At(9), At(10)));
        var promised = Collection(1, 9);
        promised = promised with
        {
            Stops = [promised.Stops[0] with { Promised = new Window(At(9), At(9, 45)) }, promised.Stops[1]],
        };
        var problem = Problem(promised, late);
        var plan = Judge.Insert(problem, Plan.Empty, Id(1)).Plan;
        Assert.True(Judge.Insert(problem, plan, Id(2)).Plan.Cost.LatenessSeconds > 0);

        var reason = Solver.Explain(problem, plan, Id(2), keepsPromises: true)!;
        Assert.NotNull(reason.Change);
        var changed = reason.Change.Apply(problem);
        var outcome = Judge.Insert(changed, plan, Id(2));
        Assert.True(outcome.IsServed);
        Assert.Equal(0, outcome.Plan.Cost.LatenessSeconds);
    }

    [Fact]
    public void A_job_that_fits_as_things_are_is_told_so()
    {
        var problem = Problem(Collection(1, 1));
        var plan = Judge.Evaluate(problem, new Dictionary<Guid, IReadOnlyList<Guid>>());
        Assert.Equal(
            new Reason(ReasonCode.NotPlanned, "It fits with D1 as things are.", null),
            Assert.Single(plan.Unserved).Reason
        );
    }

    [Theory]
    [InlineData(1, 2, null, ReasonCode.LiftsTaken, "the lifts of Nord are taken; it fits with one more than 1.")]
    [InlineData(2, 1, null, ReasonCode.TechniciansBusy, "the technicians of Nord are busy; it fits with one more than 1.")]
    [InlineData(1, 1, null, ReasonCode.LiftsTaken, "the lifts and technicians of Nord are taken; it fits with one more of each than 1.")]
    [InlineData(3, 3, "high voltage", ReasonCode.TechniciansBusy, "the technicians of Nord with the skill high voltage are busy; it fits with one more than 1.")]
    public void A_return_whose_car_waits_for_another_on_the_lift_names_what_lacks(int lifts, int technicians, string? skill, ReasonCode code, string text)
    {
        // Another car, in since a few minutes before, is worked on until after noon.
        var problem = Problem(
            WithSkill(Collection(3, 1, new Window(At(8), At(8, 30)), work: 4 * 3600)),
            WithSkill(Collection(1, 2, new Window(At(8, 40), At(9)))),
            Return(2, 1, new Window(At(8), At(11)), after: Id(1))
        ) with
        {
            Resources = [Driver(1), Driver(2)],
            Workshops =
            [
                Workshop() with
                {
                    Lifts = lifts,
                    Technicians = technicians,
                    TechniciansBySkill = new Dictionary<string, int> { ["high voltage"] = 1 },
                },
            ],
        };
        var reason = Named(problem, Id(2), code);
        Assert.Equal("The car is not done in time: " + text, reason.Text);

        Job WithSkill(Job job) =>
            job with { Stops = [job.Stops[0], job.Stops[1] with { Workshop = job.Stops[1].Workshop! with { Skill = skill } }] };
    }

    [Fact]
    public void A_return_whose_car_is_worked_on_too_long_names_the_work()
    {
        var problem = Problem(Collection(1, 1, new Window(At(8, 10), At(9)), work: 4 * 3600), Return(2, 1, new Window(At(8), At(11)), after: Id(1)));
        var reason = Named(problem, Id(2), ReasonCode.WindowClosesTooEarly);
        Assert.Contains("closed 87 minutes later", reason.Text, StringComparison.Ordinal);

        // With no more shift than for eleven o'clock, a later window is not enough.
        reason = Named(problem with { Resources = [Driver(1) with { ShiftEnd = At(11, 20) }] }, Id(2), ReasonCode.CarNotReady);
        Assert.Equal("The car is not done in time; it fits if the work on it took 87 minutes less.", reason.Text);
    }

    [Fact]
    public void A_full_reception_is_named_where_the_next_free_quarter_is_further_than_that()
    {
        var last = Collection(4, 1, new Window(At(8, 10), At(9)));
        last = last with
        {
            Stops = [last.Stops[0], last.Stops[1] with { Alternatives = [new StopAlternative(0, [new Window(At(8), At(8, 29))])] }],
        };
        var problem = Problem(Collection(1, 1, From(8, 10)), Collection(2, 1, From(8, 25)), Collection(3, 1, From(8, 40)), last) with
        {
            Resources = [Driver(1), Driver(2), Driver(3), Driver(4)],
            Workshops = [Workshop() with { ReceptionPerQuarter = 1 }],
        };
        var reason = Named(problem, Id(4), ReasonCode.ReceptionFull);
        Assert.Equal("The reception of Nord is full 8:15-9:00; it fits with one more check-in a quarter of an hour.", reason.Text);

        static Window From(int hour, int minute) => new(At(hour, minute), At(hour, minute + 5));
    }

    [Fact]
    public void A_workshop_that_opens_too_late_is_named()
    {
        // From noon on it is too late for the customer and for the driver.
        var problem = Problem(Return(1, 1, new Window(At(8), At(11, 30)))) with
        {
            Resources = [Driver(1) with { ShiftEnd = At(11, 50) }],
            Workshops = [Workshop() with { Opening = [new Window(At(12), At(17))] }],
        };
        var reason = Named(problem, Id(1), ReasonCode.WorkshopClosed);
        Assert.Equal("It fits if Nord opened 36 minutes earlier than 12:00.", reason.Text);
    }

    [Fact]
    public void Where_no_single_change_is_enough_those_that_are_needed_together_are_named()
    {
        var car = Return(1, 1, new Window(At(8), At(11))) with { ReadyAt = At(14), Locks = new Locks(Time: new Window(At(8), At(9))) };
        var reason = Named(Problem(car), Id(1), ReasonCode.TimeLocked);
        Assert.Equal("No single change is enough; it fits if its lock were lifted and the window at the customer's closed 186 minutes later.", reason.Text);
    }

    [Fact]
    public void The_driver_who_would_have_to_stay_least_is_named_not_the_first()
    {
        var problem = Problem(Collection(1, 9)) with
        {
            Resources =
            [
                Driver(1) with { ShiftEnd = At(10) },
                Driver(2) with { ShiftEnd = At(10, 15) },
                Driver(3) with { ShiftEnd = At(10, 5), StartLocation = 1 },
            ],
        };
        var reason = Named(problem, Id(1), ReasonCode.ShiftTooShort);
        Assert.Equal(new ExtendShift(Id(102), 0, 6 * 60), reason.Change);
    }

    // The reason for the job that is left when all have been put in, seen to hold.
    private static Reason Named(Problem problem, Guid job, ReasonCode code)
    {
        var plan = Inserted(problem);
        var reason = plan.Unserved.Single(left => left.JobId == job).Reason;
        Assert.Equal((code, job), (reason.Code, Assert.Single(plan.Unserved).JobId));
        var changed = reason.Change!.Apply(problem);
        var outcome = Judge.Insert(changed, plan, job);
        Assert.True(outcome.IsServed, reason.Text);
        return reason;
    }
}
