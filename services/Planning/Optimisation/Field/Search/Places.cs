using Routing.Optimisation.Search;

namespace Routing.Optimisation.Field.Search;

/// <summary>
/// The best place of a task in a route, remembered as long as the route is the same: most routes outlive a trial, and
/// those of a refused trial come back. Pays where there are many routes. One a thread.
/// </summary>
internal sealed class Places(FieldData data, Evaluator evaluator, RandomSource random)
{
    private const double BlinkRate = 0.01;
    private const int FewestRoutes = 8;
    private const long MostEntries = 8_000_000;
    private const ulong BlinkBelow = (ulong)(BlinkRate * (1UL << 32));

    private readonly Entry[] entries = (long)data.TaskCount * data.VehicleCount <= MostEntries ? new Entry[data.TaskCount * data.VehicleCount] : [];
    private bool isRemembered;

    /// <summary>Before tasks are placed: with few routes each is searched anew, and blinks fall on single positions.</summary>
    public void Begin(int usedRoutes)
    {
        isRemembered = entries.Length > 0 && usedRoutes >= FewestRoutes;
        evaluator.SetBlinkRate(isRemembered ? 0 : BlinkRate);
    }

    /// <summary>Replaces the best insertion if this route has a cheaper place.</summary>
    public void Try(Route route, int task, ref Insertion best)
    {
        if (!isRemembered)
        {
            evaluator.Try(route, task, ref best);
            return;
        }

        ref var entry = ref entries[task * data.VehicleCount + route.Vehicle];
        if (entry.Stamp != route.Stamp || (!entry.IsFound && entry.Cost < best.Cost))
        {
            // Without a find, the bound up to which there is none is remembered.
            var found = best;
            found.Vehicle = -1;
            evaluator.Try(route, task, ref found);
            entry = new Entry
            {
                Stamp = route.Stamp,
                Cost = found.Cost,
                FirstAfter = (short)found.FirstAfter,
                SecondAfter = (short)found.SecondAfter,
                IsFound = found.IsFound,
            };
        }

        if (!entry.IsFound || entry.Cost >= best.Cost || (random.NextBits() >> 32) < BlinkBelow)
            return;
        best = new Insertion { Cost = entry.Cost, Vehicle = route.Vehicle, FirstAfter = entry.FirstAfter, SecondAfter = entry.SecondAfter };
    }

    private struct Entry
    {
        public long Stamp;
        public int Cost;
        public short FirstAfter;
        public short SecondAfter;
        public bool IsFound;
    }
}
