using Routing.Optimisation.Model;
using Routing.Optimisation.Search;
using Routing.Optimisation.Tests.Support;

namespace Routing.Optimisation.Tests.Search;

/// <summary>What a plan says is told to customers as a window around it; those windows are then part of the problem.</summary>
public sealed class PromisedDayTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(40, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_plan_keeps_the_promises_that_were_made_from_it(int seed)
    {
        var problem = new RandomDay(seed).Draw(60, 8);
        var plan = Plan.Empty.Improved(problem, 400, seed);
        var promised = Promised(problem, plan, new Random(seed));
        if (promised.Jobs.Count == 0)
            return;

        var again = Judge.Insert(promised, plan, promised.Jobs[0].Id).Plan;
        Assert.True(
            again.Cost is { PromisedUnserved: 0, ViolationSeconds: 0, LatenessSeconds: 0 },
            $"seed {seed}: {again.Cost}"
        );
    }

    /// <summary>The jobs that the plan serves, each customer's stop with a window that holds the planned time.</summary>
    private static Problem Promised(Problem problem, Plan plan, Random random)
    {
        var starts = plan
            .Routes.SelectMany(route => route.Visits)
            .ToDictionary(visit => (visit.JobId, visit.StopIndex), visit => visit.ServiceStart);
        return problem with
        {
            Jobs =
            [
                .. problem
                    .Jobs.Where(job => starts.ContainsKey((job.Id, 0)))
                    .Select(job =>
                        job with
                        {
                            Promised = true,
                            Stops = [.. job.Stops.Select((stop, i) => Told(job, stop, i))],
                        }
                    ),
            ],
        };

        Stop Told(Job job, Stop stop, int i)
        {
            if (stop.Workshop is not null || stop.RechargedMetres is not null)
                return stop;
            var start = starts[(job.Id, i)];
            var from = start - random.Next(0, 3000);
            return stop with { Promised = new Window(from, from + 3600) };
        }
    }
}
