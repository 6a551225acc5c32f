using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Search;

namespace Routing.Optimisation.Field.Search;

/// <summary>Several walks side by side, in rounds; after each they hear of each other's best.</summary>
internal sealed class FieldSearch
{
    // Share of the effort after which vehicles are no longer given up; sooner when few tasks make it likely that no more
    // can be, and none has been for long.
    private const double FleetShare = 0.7;
    private const double FleetPatience = 0.25;
    private const int FewTasks = 100;

    // Share of the effort within which all must be served for vehicles to be given up.
    private const double ServeShare = 0.3;

    private const int StepsPerRound = 64;

    // Rounds after which the worst walk goes on from the best plan.
    private const int RoundsPerRestart = 256;

    private readonly FieldData data;
    private readonly FieldOptions options;
    private readonly IProgress<FieldPlan>? progress;
    private readonly CancellationToken cancellation;
    private readonly long begun;
    private readonly FieldState best;
    private long walked;

    public FieldSearch(FieldData data, FieldOptions options, IProgress<FieldPlan>? progress, CancellationToken cancellation)
    {
        (this.data, this.options, this.progress, this.cancellation) = (data, options, progress, cancellation);
        begun = options.Clock.GetTimestamp();
        best = new FieldState(data);
    }

    public FieldPlan Run(FieldPlan? start)
    {
        if (data.TaskCount == 0 || data.VehicleCount == 0)
            return best.ToPlan();
        if (start is not null)
            best.Load(start);
        var near = new Near(data, IsOver);
        if (IsOver())
            return best.ToPlan();
        var walks = new Walk[options.Threads];
        for (var t = 0; t < walks.Length; t++)
            walks[t] = new Walk(best, near, options.Seed * 1_000_003 + (ulong)t, t);
        walks[0].Fill(IsOver);
        best.CopyFrom(walks[0].State);
        progress?.Report(best.ToPlan());
        for (var t = 0; t < walks.Length; t++)
            walks[t].Restart(best);
        if (data.Problem.FewestVehicles)
            ReduceFleet(walks);
        Anneal(walks);
        return best.ToPlan();
    }

    // From 0 to 1, of iterations where they are given, else of time.
    private double Share() =>
        options.MaxIterations is { } most ? walked / (double)most : options.Clock.GetElapsedTime(begun) / options.MaxTime;

    private bool IsStopped() => walked >= (options.MaxIterations ?? long.MaxValue) || IsOver();

    private bool IsOver() => cancellation.IsCancellationRequested || options.Clock.GetElapsedTime(begun) >= options.MaxTime;

    private void Round(Walk[] walks, Action<Walk> walk)
    {
        if (walks.Length == 1)
            walk(walks[0]);
        else
            Parallel.ForEach(walks, walk);
        walked += StepsPerRound * (long)walks.Length;
    }

    private void ReduceFleet(Walk[] walks)
    {
        ServeAll(walks);
        if (best.AbsentCount > 0)
            return;
        var begin = Share();
        var last = begin;
        var fewest = Used(best);
        while (!IsStopped())
        {
            var share = Share();
            if (share > FleetShare || (data.TaskCount < FewTasks && share > FleetPatience + 2 * last))
                break;
            Round(walks, walk => walk.Shrink(StepsPerRound, FleetTemperature()));
            foreach (var walk in walks)
            {
                if (walk.Complete is { } complete && (Used(complete) < fewest || (Used(complete) == fewest && complete.Cost < best.Cost)))
                {
                    if (Used(complete) < fewest)
                        last = Share();
                    fewest = Used(complete);
                    best.CopyFrom(complete);
                    progress?.Report(best.ToPlan());
                }
            }

            foreach (var walk in walks)
            {
                if (walk.Target >= fewest)
                    walk.Restart(best);
            }
        }

        Array.ForEach(walks, walk => walk.Restart(best));
        Array.ForEach(walks, walk => walk.CloseEmpty());
    }

    // A blink may have left out what fits well: vehicles are given up from a plan that serves all.
    private void ServeAll(Walk[] walks)
    {
        while (best.AbsentCount > 0 && !IsStopped() && Share() < ServeShare)
        {
            Round(walks, walk => walk.Steps(StepsPerRound, FleetTemperature()));
            foreach (var walk in walks)
            {
                if (!IsBetter(walk.Best, best))
                    continue;
                best.CopyFrom(walk.Best);
                progress?.Report(best.ToPlan());
            }
        }

        Array.ForEach(walks, walk => walk.Restart(best));
    }

    private double FleetTemperature() => 0.02 * MeanLeg();

    private double MeanLeg() => best.Cost / Math.Max(1.0, best.Routes.Sum(route => route.Count > 0 ? route.Count + 1 : 0));

    private static int Used(FieldState state) => state.Routes.Count(route => route.Count > 0);

    private void Anneal(Walk[] walks)
    {
        var begin = Share();
        var scale = MeanLeg();
        for (var round = 1; !IsStopped(); round++)
        {
            var done = Math.Clamp((Share() - begin) / Math.Max(1e-9, 1 - begin), 0, 1);
            var temperature = scale * 0.5 * Math.Pow(0.01, done);
            Round(walks, walk => walk.Steps(StepsPerRound, temperature));
            var (leader, loser) = (walks[0], walks[0]);
            foreach (var walk in walks)
            {
                if (IsBetter(walk.Best, leader.Best))
                    leader = walk;
                if (IsBetter(loser.Best, walk.Best))
                    loser = walk;
            }

            if (IsBetter(leader.Best, best))
            {
                var isSmaller = data.Problem.FewestVehicles && Used(leader.Best) < Used(best);
                best.CopyFrom(leader.Best);
                progress?.Report(best.ToPlan());
                if (isSmaller)
                {
                    Array.ForEach(walks, walk => walk.Restart(best));
                    Array.ForEach(walks, walk => walk.CloseEmpty());
                }
            }

            if (leader != loser && round % RoundsPerRestart == 0)
                loser.Restart(best);
        }
    }

    private bool IsBetter(FieldState one, FieldState other)
    {
        if (one.AbsentWeight != other.AbsentWeight)
            return one.AbsentWeight < other.AbsentWeight;
        if (data.Problem.FewestVehicles && Used(one) != Used(other))
            return Used(one) < Used(other);
        return one.Cost < other.Cost;
    }
}
