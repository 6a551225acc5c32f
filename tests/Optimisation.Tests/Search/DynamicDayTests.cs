using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;

namespace Routing.Optimisation.Tests.Search;

/// <summary>A day as it happens: requests, cancellations, delays and begun work, each answered from the plan before.</summary>
public sealed class DynamicDayTests
{
    private const int Steps = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Plans_stay_right_and_promises_stay_served_whatever_happens(int seed)
    {
        var day = new RandomDay(seed);
        var random = new Random(seed);
        var all = day.Draw(30, 5);
        var problem = all with { Jobs = [] };
        var plan = Plan.Empty;
        foreach (var job in all.Jobs)
        {
            // Bringers that were cancelled are unknown to the problem: such returns never come up.
            if (job.ReadyAfterJob is { } brings && !Knows(problem, brings))
                continue;
            problem = problem with { Jobs = [.. problem.Jobs, Unlinked(job, problem)] };
            plan = Judge.Insert(problem, plan, job.Id).Plan;
            if (plan.Unserved.All(left => left.JobId != job.Id) && random.Next(2) == 0)
                problem = Promise(problem, job.Id);
            (problem, plan) = random.Next(6) switch
            {
                0 => Cancel(problem, plan, random),
                1 => Delay(problem, plan, random),
                2 => Begin(problem, plan, random),
                3 => Publish(problem, plan, seed),
                _ => (problem, plan),
            };
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_delay_that_makes_promises_impossible_is_said_and_drops_none(int seed)
    {
        var problem = new RandomDay(seed).Draw(20, 4);
        var plan = Plan.Empty.Improved(problem, Steps, seed);
        var served = plan
            .Routes.SelectMany(route => route.Visits)
            .Select(visit => visit.JobId)
            .ToHashSet();
        var late = problem with
        {
            Jobs =
            [
                .. problem.Jobs.Select(job =>
                    job with
                    {
                        Promised = served.Contains(job.Id) && job.ReadyAfterJob is null,
                    }
                ),
            ],
            Resources =
            [
                .. problem.Resources.Select(one =>
                    one with
                    {
                        ShiftStart = Math.Min(one.ShiftStart + 7200, one.ShiftEnd),
                    }
                ),
            ],
        };
        var answer = plan.Improved(late, Steps, seed);
        Assert.True(answer.Cost.PromisedUnserved == 0, $"seed {seed}");
        Assert.Equal(answer.Cost.ViolationSeconds > 0, answer.Violations.Count > 0);
    }

    private static bool Knows(Problem problem, Guid car) =>
        problem.Jobs.Any(job => job.Id == car)
        || problem.Workshops.Any(workshop =>
            workshop.PresentCars.Any(present => present.Id == car)
        );

    private static (Problem, Plan) Cancel(Problem problem, Plan plan, Random random)
    {
        var free = problem
            .Jobs.Where(job => problem.Jobs.All(other => other.ReadyAfterJob != job.Id))
            .ToList();
        var pinned = problem.Resources.SelectMany(one => one.PinnedJobs).ToHashSet();
        free.RemoveAll(job => pinned.Contains(job.Id));
        if (free.Count == 0)
            return (problem, plan);
        var gone = free[random.Next(free.Count)].Id;
        var changed = problem with { Jobs = [.. problem.Jobs.Where(job => job.Id != gone)] };
        changed = changed with { Jobs = [.. changed.Jobs.Select(job => Unlinked(job, changed))] };
        return (changed, Next(changed, plan, 1));
    }

    // An order behind a job that was cancelled is none.
    private static Job Unlinked(Job job, Problem problem) =>
        job.Locks.DirectlyAfter is { } before && problem.Jobs.All(other => other.Id != before)
            ? job with
            {
                Locks = job.Locks with { DirectlyAfter = null },
            }
            : job;

    private static (Problem, Plan) Delay(Problem problem, Plan plan, Random random)
    {
        var late = random.Next(problem.Resources.Count);
        var minutes = random.Next(5, 40);
        var changed = problem with
        {
            Resources =
            [
                .. problem.Resources.Select(
                    (one, r) =>
                        r != late
                            ? one
                            : one with
                            {
                                ShiftStart = Math.Min(one.ShiftEnd, one.ShiftStart + 60 * minutes),
                            }
                ),
            ],
        };
        return (changed, Next(changed, plan, 2));
    }

    private static (Problem, Plan) Begin(Problem problem, Plan plan, Random random)
    {
        var busy = plan.Routes.Index().Where(route => route.Item.Visits.Count > 0).ToList();
        if (busy.Count == 0)
            return (problem, plan);
        var (r, route) = busy[random.Next(busy.Count)];
        if (problem.Resources[r].Places > 0)
            return (problem, plan);
        var jobs = route.Visits.Select(visit => visit.JobId).Distinct().ToList();
        var begun = problem.Resources[r].PinnedJobs.Count + 1;
        if (begun > jobs.Count)
            return (problem, plan);
        var changed = problem with
        {
            Resources =
            [
                .. problem.Resources.Select(
                    (one, i) => i == r ? one with { PinnedJobs = jobs[..begun] } : one
                ),
            ],
        };
        var next = Next(changed, plan, 3);
        var first = next.Routes[r].Visits.Select(visit => visit.JobId).Distinct().Take(begun);
        Assert.Equal(jobs[..begun], first);
        return (changed, next);
    }

    private static (Problem, Plan) Publish(Problem problem, Plan plan, int seed)
    {
        var changed = problem with { Published = plan };
        return (changed, plan.Improved(changed, Steps, seed));
    }

    private static Problem Promise(Problem problem, Guid id) =>
        problem with
        {
            Jobs =
            [
                .. problem.Jobs.Select(job => job.Id == id ? job with { Promised = true } : job),
            ],
        };

    /// <summary>The answer to an event: no promised job that was served may be left out, as long as its car comes.</summary>
    private static Plan Next(Problem problem, Plan plan, int seed)
    {
        var next = plan.Improved(problem, Steps, seed);
        var before = plan
            .Routes.SelectMany(route => route.Visits)
            .Select(visit => visit.JobId)
            .ToHashSet();
        foreach (var left in next.Unserved)
        {
            var job = problem.Jobs.First(job => job.Id == left.JobId);
            Assert.False(
                job.Promised && before.Contains(job.Id),
                $"promised job {job.Id} was dropped: {left.Reason.Text}"
            );
        }

        return next;
    }
}
