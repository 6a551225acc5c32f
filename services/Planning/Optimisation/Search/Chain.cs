using Routing.Optimisation.Model;
using Routing.Optimisation.Objective;
using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

/// <summary>
/// One thread's walk: ruin, recreate, accept by simulated annealing. Depends on its seed and on nothing outside.
/// </summary>
internal sealed class Chain
{
    private const double Blink = 0.01;
    private const int Candidates = 4;

    // The unserved tried again each time; more would only slow the walk.
    private const int MostUnserved = 40;

    private readonly CompiledProblem problem;
    private readonly Neighbours neighbours;
    private readonly RandomSource random;
    private readonly DaySchedule current;
    private readonly DaySchedule work;
    private readonly Ruin ruin;
    private readonly Inserter inserter;
    private readonly int[] queue;
    private readonly double[] keys;
    private readonly int[] ordered;
    private readonly bool[] isQueued;
    private readonly int[] kept; // promised jobs that the start serves
    private readonly double hottest;
    private double currentScalar;

    public DaySchedule Best { get; }
    public PlanCost BestCost { get; private set; }

    public Chain(DaySchedule start, Neighbours neighbours, ulong seed)
    {
        problem = start.Problem;
        this.neighbours = neighbours;
        random = new RandomSource(seed);
        current = new DaySchedule(problem);
        work = new DaySchedule(problem);
        Best = new DaySchedule(problem);
        ruin = new Ruin(work, neighbours, random);
        inserter = new Inserter(work, Candidates);
        queue = new int[problem.JobCount];
        keys = new double[problem.JobCount];
        ordered = new int[problem.JobCount];
        isQueued = new bool[problem.JobCount];
        kept =
        [
            .. Enumerable
                .Range(0, problem.JobCount)
                .Where(j => problem.Promised[j] && start.RouteOf[j] >= 0),
        ];
        Best.CopyAll(start);
        BestCost = start.Cost();
        Restart(start);
        var served = Math.Max(1, start.RouteOf.Count(r => r >= 0));
        hottest = Math.Max(PlanCost.UnitsPerCent, 0.2 * Typical(start) / served);
    }

    public void Restart(DaySchedule from)
    {
        current.CopyAll(from);
        work.CopyAll(from);
        currentScalar = Weights.Scalar(current.Cost());
        if (from.Cost() < BestCost)
        {
            Best.CopyAll(from);
            BestCost = from.Cost();
        }
    }

    /// <summary>
    /// Walks this many steps, between two shares of the whole search, which
    /// cools it. Stops early when told to.
    /// </summary>
    public void Walk(int steps, double from, double to, Func<bool> isStopped)
    {
        for (var step = 0; step < steps; step++)
        {
            if ((step & 7) == 0 && isStopped())
                return;
            var share = from + (to - from) * step / steps;
            Step(hottest * Math.Pow(0.01, share));
        }
    }

    private void Step(double temperature)
    {
        var unserved = 0;
        for (var j = 0; j < work.RouteOf.Length; j++)
        {
            if (work.RouteOf[j] < 0)
                queue[unserved++] = j;
        }

        var seed =
            unserved > 0 && random.Next(2) == 0
                ? queue[random.Next(unserved)]
                : random.Next(problem.JobCount);
        ruin.Around(seed);
        unserved = Math.Min(unserved, Shuffled(unserved));
        ruin.Removed.CopyTo(queue.AsSpan(unserved));
        var count = unserved + ruin.Removed.Length;
        Sort(count);
        var isSettled = work.Settle();
        for (var i = 0; i < count; i++)
        {
            var j = ordered[i];
            if (isSettled || !problem.HasSharedLimits)
                inserter.TryInsert(j, random, Blink);
        }

        var cost = work.Cost();
        var scalar = Weights.Scalar(cost);
        if (
            !isSettled
            || !ServesKept()
            || scalar >= currentScalar - temperature * Math.Log(1 - random.NextDouble())
        )
        {
            work.CopyFrom(current);
            return;
        }

        current.CopyFrom(work);
        currentScalar = scalar;
        if (cost < BestCost)
        {
            BestCost = cost;
            Best.CopyAll(current);
        }
    }

    private bool ServesKept()
    {
        foreach (var j in kept)
        {
            if (work.RouteOf[j] < 0)
                return false;
        }

        return true;
    }

    // Brings a random choice of at most MostUnserved to the front.
    private int Shuffled(int count)
    {
        for (var i = 0; i < Math.Min(count, MostUnserved); i++)
        {
            var other = i + random.Next(count - i);
            (queue[i], queue[other]) = (queue[other], queue[i]);
        }

        return MostUnserved;
    }

    // Random, farthest, nearest, narrowest first; what must be there before another goes before it.
    private void Sort(int count)
    {
        var kind = random.Next(8);
        for (var i = 0; i < count; i++)
        {
            var j = queue[i];
            keys[i] = kind switch
            {
                < 4 => random.NextDouble(),
                < 5 => -Span(j),
                < 6 => Span(j),
                _ => Slack(j),
            };
            if (problem.Promised[j])
                keys[i] -= 1e9;
        }

        keys.AsSpan(0, count).Sort(queue.AsSpan(0, count));
        for (var i = 0; i < count; i++)
            isQueued[queue[i]] = true;
        var next = 0;
        for (var i = 0; i < count; i++)
            Enqueue(queue[i], ref next);
    }

    private void Enqueue(int j, ref int next)
    {
        if (!isQueued[j])
            return;
        isQueued[j] = false;
        if (problem.DirectlyAfter[j] >= 0)
            Enqueue(problem.DirectlyAfter[j], ref next);
        if (problem.ReadyAfter[j] >= 0)
            Enqueue(problem.ReadyAfter[j], ref next);
        ordered[next++] = j;
    }

    private double Span(int j)
    {
        var variant = problem.FirstVariant[j];
        var seconds = problem.Resources[0].Loaded.Seconds;
        return seconds[
            problem.FirstLocation(variant) * problem.Locations + problem.LastLocation(variant)
        ];
    }

    private double Slack(int j)
    {
        var stop = problem.FirstStop[problem.FirstVariant[j]];
        var least = (double)Window.Never;
        for (var slot = problem.FirstSlot[j]; slot < problem.FirstSlot[j + 1]; slot++, stop++)
        {
            least = Math.Min(least, problem.PromisedEnd[slot] - problem.PromisedStart[slot]);
            var open = 0.0;
            for (var w = problem.FirstWindow[stop]; w < problem.FirstWindow[stop + 1]; w++)
                open += problem.Close[w] - problem.Open[w];
            least = Math.Min(least, open);
        }

        return least;
    }

    private static double Typical(DaySchedule schedule)
    {
        var cost = 0.0;
        for (var r = 0; r < schedule.Routes.Length; r++)
        {
            if (schedule.Routes[r].Count > 0)
                cost += schedule.Routes[r].Cost - schedule.Problem.Resources[r].Fixed;
        }

        return cost;
    }
}
