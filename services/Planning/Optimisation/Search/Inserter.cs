using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

/// <summary>Puts one job where it adds least to the objective. Reused; for one thread; allocates nothing.</summary>
internal sealed class Inserter(DaySchedule schedule, int candidates)
{
    private readonly record struct Candidate(double Delta, int Resource, int Position, int Variant);

    private readonly Candidate[] best = new Candidate[candidates];
    private int count;

    /// <summary>
    /// Probes every place (each passed over with the given chance, if there is a source of chance), then tries the
    /// best ones for good until shared limits agree. False leaves the schedule as it was.
    /// </summary>
    public bool TryInsert(int j, RandomSource? random = null, double blink = 0)
    {
        Probe(j, random, blink);
        return TryBest(j);
    }

    /// <summary>The least that the job adds with routes taken one by one; infinity when it fits nowhere.</summary>
    public double Probe(int j, RandomSource? random = null, double blink = 0)
    {
        count = 0;
        var problem = schedule.Problem;
        if (!HasPrerequisites(j))
            return double.PositiveInfinity;
        for (var r = 0; r < schedule.Routes.Length; r++)
        {
            if (!problem.CanServe[r * problem.JobCount + j])
                continue;
            for (var position = 0; position <= schedule.Routes[r].Count; position++)
            {
                if (
                    !schedule.MayStand(r, position, j)
                    || (random is not null && random.NextDouble() < blink)
                )
                    continue;
                for (var v = problem.FirstVariant[j]; v < problem.FirstVariant[j + 1]; v++)
                {
                    var bound =
                        count < best.Length ? double.PositiveInfinity : best[count - 1].Delta;
                    var delta = schedule.Probe(r, position, j, v, bound);
                    if (delta < bound)
                        Keep(new Candidate(delta, r, position, v));
                }
            }
        }

        return count == 0 ? double.PositiveInfinity : best[0].Delta;
    }

    public bool TryBest(int j)
    {
        for (var i = 0; i < count; i++)
        {
            var violation = schedule.SharedViolation;
            var route = schedule.Routes[best[i].Resource];
            schedule.Insert(best[i].Resource, best[i].Position, j, best[i].Variant);
            if (
                route.IsFeasible
                && schedule.Settle()
                && (schedule.SharedViolation <= violation || schedule.Tolerated[j])
            )
            {
                return true;
            }

            schedule.Remove(j);
            schedule.Settle();
        }

        return false;
    }

    private bool HasPrerequisites(int j)
    {
        var problem = schedule.Problem;
        var brings = problem.ReadyAfter[j];
        return brings < 0 || schedule.RouteOf[brings] >= 0;
    }

    private void Keep(Candidate candidate)
    {
        var at = count < best.Length ? count++ : count - 1;
        while (at > 0 && best[at - 1].Delta > candidate.Delta)
        {
            best[at] = best[at - 1];
            at--;
        }

        best[at] = candidate;
    }
}
