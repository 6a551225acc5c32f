using Routing.Optimisation.Model;
using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

public static partial class Solver
{
    // Steps a thread walks between two comparisons with the others.
    private const int StepsPerRound = 128;

    // Rounds after which the worst walk goes on from the best plan.
    private const int RoundsPerRestart = 16;

    /// <summary>
    /// Searches for a better plan from this one, until the iterations or the time are over or it is told to stop,
    /// and returns the best found: never worse than the start (timed anew), never without a promised job that the
    /// start serves. Unserved jobs are tried too. Each better plan is reported as it is found, its reasons not yet
    /// sought; those of the plan that is returned are found against it, after the search and outside its time
    /// (<see cref="SearchOptions.MostExplained"/>). Told to stop, it stops within milliseconds, be it before the first
    /// plan or among reasons: those not found by then say so.
    /// </summary>
    public static Plan Improve(
        Problem problem,
        Plan start,
        SearchOptions options,
        IProgress<Plan>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        var begun = options.Clock.GetTimestamp();
        var compiled = Compile(problem);
        var best = PlanReader.Read(compiled, start);
        if (compiled.JobCount == 0 || compiled.ResourceCount == 0)
            return Write(best, Explained(best, options, cancellation));

        // A start for the walk, and an answer at once.
        Repair.Run(best);
        var inserter = new Inserter(best, 4);
        Fill(IsOver);
        var bestCost = best.Cost();
        if (IsOver())
            return Write(best, Explained(best, options, cancellation));
        var neighbours = new Neighbours(compiled);
        var chains = new Chain[options.Threads];
        for (var t = 0; t < chains.Length; t++)
            chains[t] = new Chain(best, neighbours, options.Seed * 1_000_003 + (ulong)t);

        long walked = 0;
        for (var round = 1; !IsOver(); round++)
        {
            var left = options.MaxIterations - walked ?? long.MaxValue;
            if (left <= 0)
                break;
            var from = Share();
            var steps = (int)Math.Clamp(left / chains.Length, 1, StepsPerRound);
            walked += steps * (long)chains.Length;
            var to = options.MaxIterations is null ? from : Share();
            if (chains.Length == 1)
                chains[0].Walk(steps, from, to, IsOver);
            else
                Parallel.For(0, chains.Length, t => chains[t].Walk(steps, from, to, IsOver));

            var (leader, last) = (0, 0);
            for (var t = 1; t < chains.Length; t++)
            {
                if (chains[t].BestCost < chains[leader].BestCost)
                    leader = t;
                if (chains[t].BestCost > chains[last].BestCost)
                    last = t;
            }

            if (chains[leader].BestCost < bestCost)
            {
                bestCost = chains[leader].BestCost;
                best.CopyAll(chains[leader].Best);
                progress?.Report(Write(best, []));
            }

            if (leader != last && round % RoundsPerRestart == 0)
                chains[last].Restart(best);
        }

        // What the walk dropped last may fit into its best plan.
        Fill(() => cancellation.IsCancellationRequested);
        return Write(best, Explained(best, options, cancellation));

        void Fill(Func<bool> isStopped)
        {
            for (var j = 0; j < compiled.JobCount && !isStopped(); j++)
            {
                if (best.RouteOf[j] < 0)
                    inserter.TryInsert(j);
            }
        }

        bool IsOver() =>
            cancellation.IsCancellationRequested
            || options.Clock.GetElapsedTime(begun) >= options.MaxTime;

        double Share() =>
            options.MaxIterations is { } most
                ? Math.Min(1, walked / (double)most)
                : Math.Min(1, options.Clock.GetElapsedTime(begun) / options.MaxTime);
    }
}
