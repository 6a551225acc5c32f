using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

/// <summary>Puts one job where it adds least to the objective. Reused; for one thread; allocates nothing.</summary>
internal sealed class Inserter(DaySchedule schedule, int candidates)
{
    private readonly record struct Candidate(double Delta, Spot Spot);

    private readonly Candidate[] best = new Candidate[candidates];
    private int count;

    /// <summary>
    /// Probes every place (each passed over with the given chance, if there is a source of chance; on one route alone,
    /// if it is given), then tries the best ones for good until shared limits agree. False leaves the schedule as it
    /// was.
    /// </summary>
    public bool TryInsert(int j, RandomSource? random = null, double blink = 0, int only = -1)
    {
        Probe(j, random, blink, only);
        return TryBest(j);
    }

    /// <summary>How many spots the last probe found, at most as many as there are candidates.</summary>
    public int Count => count;

    /// <summary>The i-th best of them.</summary>
    public Spot SpotOf(int i) => best[i].Spot;

    /// <summary>The least that the job adds with routes taken one by one; infinity when it fits nowhere.</summary>
    public double Probe(int j, RandomSource? random = null, double blink = 0, int only = -1)
    {
        count = 0;
        var problem = schedule.Problem;
        if (!HasPrerequisites(j))
            return double.PositiveInfinity;
        for (var r = 0; r < schedule.Routes.Length; r++)
        {
            if (!problem.CanServe[r * problem.JobCount + j] || (only >= 0 && r != only))
                continue;
            for (var position = 0; position <= schedule.Routes[r].Count; position++)
            {
                if (
                    !schedule.MayStand(r, position, j)
                    || (random is not null && random.NextDouble() < blink)
                )
                    continue;
                if (problem.Resources[r].IsTransporter)
                    ProbePairs(j, r, position);
                else
                    ProbeWhole(j, r, position);
            }
        }

        return count == 0 ? double.PositiveInfinity : best[0].Delta;
    }

    public bool TryBest(int j)
    {
        for (var i = 0; i < count; i++)
        {
            var violation = schedule.SharedViolation;
            var route = schedule.Routes[best[i].Spot.Resource];
            schedule.Insert(j, best[i].Spot);
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

    private void ProbeWhole(int j, int r, int position)
    {
        var problem = schedule.Problem;
        for (var v = problem.FirstVariant[j]; v < problem.FirstVariant[j + 1]; v++)
        {
            for (var ride = -1; ride < problem.Resources[r].Rides.Length; ride++)
                Probe(j, new Spot(r, position, position, v, ride));
        }
    }

    private void ProbePairs(int j, int r, int position)
    {
        var problem = schedule.Problem;
        var second = schedule.NextUnload(r, position, position);
        while (second >= 0)
        {
            for (var v = problem.FirstVariant[j]; v < problem.FirstVariant[j + 1]; v++)
                Probe(j, new Spot(r, position, second, v, -1));
            second = schedule.NextUnload(r, position, second + 1);
        }
    }

    private void Probe(int j, in Spot spot)
    {
        var bound = count < best.Length ? double.PositiveInfinity : best[count - 1].Delta;
        var delta = schedule.Probe(j, spot, bound);
        if (delta < bound)
            Keep(new Candidate(delta, spot));
    }

    private bool HasPrerequisites(int j)
    {
        var problem = schedule.Problem;
        var brings = problem.ReadyAfter[j];
        return brings < 0 || schedule.RouteOf[brings] >= 0;
    }

    private void Keep(in Candidate candidate)
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
