using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

/// <summary>
/// Gives the jobs of routes that break rules, or are late, to whoever can do them: after a breakdown or a delay the
/// first answer does not wait for a search.
/// </summary>
internal static class Repair
{
    private const int Candidates = 4;

    /// <summary>Keeps the schedule as it is where nothing gets better. One insertion for each job of such routes.</summary>
    public static void Run(DaySchedule schedule)
    {
        DaySchedule? before = null;
        for (var r = 0; r < schedule.Routes.Length; r++)
        {
            if (schedule.Routes[r].Violation == 0 && schedule.Routes[r].Late == 0)
                continue;
            if (before is null)
            {
                before = new DaySchedule(schedule.Problem);
                before.CopyAll(schedule);
            }
            else
            {
                before.CopyFrom(schedule);
            }

            if (!Hand(schedule, r) || schedule.Cost() >= before.Cost())
                schedule.CopyFrom(before);
        }
    }

    // Takes the route's free jobs out, and puts each where it adds least, last ones first: they are the ones in trouble.
    private static bool Hand(DaySchedule schedule, int r)
    {
        var problem = schedule.Problem;
        var route = schedule.Routes[r];
        var jobs = new List<int>();
        for (var k = route.Count - 1; k >= 0; k--)
        {
            var item = route.Items[k];
            if (item.IsFirst && problem.PinnedTo[item.Job] < 0 && IsFree(problem, item.Job))
                jobs.Add(item.Job);
        }

        foreach (var j in jobs)
            schedule.TakeOut(j);
        schedule.Simulate(r, 0);
        if (!schedule.Settle())
            return false;
        var inserter = new Inserter(schedule, Candidates);
        jobs.Sort(
            (a, b) =>
                DaySchedule
                    .UnservedWeight(problem, b)
                    .CompareTo(DaySchedule.UnservedWeight(problem, a))
        );
        foreach (var j in jobs)
            inserter.TryInsert(j);
        return true;
    }

    // Others wait for its car, or are locked behind it.
    private static bool IsFree(CompiledProblem problem, int j) =>
        problem.Follower[j] < 0 && problem.Releaser[j] < 0;
}
