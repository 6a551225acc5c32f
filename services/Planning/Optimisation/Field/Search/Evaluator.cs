using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Routing.Optimisation.Search;

namespace Routing.Optimisation.Field.Search;

/// <summary>Where a task would go and what it adds.</summary>
internal struct Insertion
{
    public int Cost;
    public int Vehicle;

    /// <summary>Position (before the insertion) behind which the first stop comes.</summary>
    public int FirstAfter;

    /// <summary>The same for the second stop; -1 for a job.</summary>
    public int SecondAfter;

    public static Insertion None => new() { Cost = FieldData.Infinite, Vehicle = -1, FirstAfter = -1, SecondAfter = -1 };

    public readonly bool IsFound => Vehicle >= 0;
}

/// <remarks>
/// Finds the cheapest place of a task in a route. Each pair of positions costs constant time (earliest departures from
/// the front, latest arrivals from the back: Savelsbergh 1992). First the second stop alone is priced at every
/// position, and the least of all later ones kept: O(Count). A position of the first stop is looked at further only if
/// it could beat the best with that least, so that pairs of positions are rarely walked through.
/// One a thread: it holds buffers.
/// </remarks>
internal sealed class Evaluator(FieldData data, RandomSource random)
{
    private readonly Limits limits = new(data);

    // Of the second stop alone behind position j, and the least from j on.
    private int[] secondCost = new int[64];
    private int[] leastSecond = new int[64];

    private ulong blinkBelow;

    /// <summary>The share of better places that are passed over (Christiaens and Vanden Berghe 2020: blinks).</summary>
    public void SetBlinkRate(double rate) => blinkBelow = (ulong)(rate * (1UL << 32));

    /// <summary>Replaces the best insertion if this route has a cheaper place.</summary>
    public void Try(Route route, int task, ref Insertion best)
    {
        if (!data.CanServe[route.Vehicle * data.TaskCount + task])
            return;
        if (!data.IsShipment[task])
            TryJob(route, task, ref best);
        else if (data.IsRich || data.Dimensions > 1)
            TryShipment<General>(route, task, ref best);
        else
            TryShipment<Plain>(route, task, ref best);
    }

    private void TryJob(Route route, int task, ref Insertion best)
    {
        var x = 2 * task;
        var vehicle = route.Vehicle;
        var matrix = data.MatrixOf[vehicle];
        var size = data.Size;
        var at = data.Location[x];
        var timesTo = data.TimesBack[matrix].AsSpan(at * size, size);
        var timesFrom = data.Times[matrix].AsSpan(at * size, size);
        var costsTo = data.CostsBack[matrix].AsSpan(at * size, size);
        var costsFrom = data.Costs[matrix].AsSpan(at * size, size);
        var used = route.Count == 0 ? data.Problem.Vehicles[vehicle].FixedCost : 0;
        var n = data.Dimensions;
        for (var i = 0; i <= route.Count; i++)
        {
            var before = route.Location[i];
            var after = route.Location[i + 1];
            var cost = used + costsTo[before] + costsFrom[after] - (route.Count == 0 ? 0 : route.LegCost[i]);
            if (cost >= best.Cost)
                continue;
            var departure = Depart<General>(x, route.Departure[i] + timesTo[before], before, data.ActionOf[vehicle]);
            if (departure >= FieldData.Infinite || !FitsBefore<General>(route, i + 1, departure + timesFrom[after], at))
                continue;
            var fits = true;
            for (var d = 0; d < n; d++)
            {
                var capacity = data.Capacity[vehicle * n + d];
                fits &= route.MostBefore[i * n + d] + data.Delivery[task * n + d] <= capacity
                    && route.MostAfter[i * n + d] + data.Pickup[task * n + d] <= capacity;
            }

            if (fits && !Blinks() && (!data.IsLimited[vehicle] || limits.Admit(route, task, i, -1)))
                best = new Insertion { Cost = cost, Vehicle = vehicle, FirstAfter = i, SecondAfter = -1 };
        }
    }

    private void TryShipment<TRules>(Route route, int task, ref Insertion best)
        where TRules : struct
    {
        int p = 2 * task, q = p + 1;
        var vehicle = route.Vehicle;
        var matrix = data.MatrixOf[vehicle];
        var size = data.Size;
        var count = route.Count;
        if (leastSecond.Length < count + 2)
        {
            Array.Resize(ref secondCost, 2 * count);
            Array.Resize(ref leastSecond, 2 * count);
        }

        int atP = data.Location[p], atQ = data.Location[q];
        ref var timesToP = ref data.TimesBack[matrix][atP * size];
        ref var timesFromP = ref data.Times[matrix][atP * size];
        ref var costsToP = ref data.CostsBack[matrix][atP * size];
        ref var costsFromP = ref data.Costs[matrix][atP * size];
        ref var timesToQ = ref data.TimesBack[matrix][atQ * size];
        ref var timesFromQ = ref data.Times[matrix][atQ * size];
        ref var costsToQ = ref data.CostsBack[matrix][atQ * size];
        ref var costsFromQ = ref data.Costs[matrix][atQ * size];
        ref var location = ref MemoryMarshal.GetArrayDataReference(route.Location);
        ref var departures = ref MemoryMarshal.GetArrayDataReference(route.Departure);
        ref var latest = ref MemoryMarshal.GetArrayDataReference(route.LatestArrival);
        ref var legCost = ref MemoryMarshal.GetArrayDataReference(route.LegCost);
        ref var second = ref MemoryMarshal.GetArrayDataReference(secondCost);
        ref var least = ref MemoryMarshal.GetArrayDataReference(leastSecond);

        var together = Unsafe.Add(ref costsFromP, atQ);
        var timeBetween = Unsafe.Add(ref timesFromP, atQ);
        var used = count == 0 ? data.Problem.Vehicles[vehicle].FixedCost : 0;
        var isMetric = data.IsMetric;
        var isOneAtATime = data.IsOneAtATime;

        // Departures and latest arrivals ascend: before and behind these positions the stops' windows rule them out.
        int firstFirst = 0, lastFirst = count, firstSecond = 1, lastSecond = count;
        var closeQ = data.Close[q];
        if (isMetric)
        {
            var close = data.Close[p];
            while (lastFirst >= 0 && Unsafe.Add(ref departures, lastFirst) > close)
                lastFirst--;
            if (lastFirst < 0)
                return;
            while (Unsafe.Add(ref departures, lastSecond) > closeQ)
                lastSecond--;
            if (typeof(TRules) == typeof(Plain))
            {
                var ready = data.Open[p] + data.Service[p];
                while (firstFirst <= lastFirst && Unsafe.Add(ref latest, firstFirst + 1) < ready)
                    firstFirst++;
                ready = data.Open[q] + data.Service[q];
                while (firstSecond <= lastSecond && Unsafe.Add(ref latest, firstSecond + 1) < ready)
                    firstSecond++;
            }

            if (firstFirst > lastFirst)
                return;
            firstSecond = Math.Max(firstSecond, firstFirst + 1);
        }

        if (!isOneAtATime)
        {
            // Behind the last position nothing, before the first one the least of all: walks begin at each i + 1.
            for (var j = lastSecond + 1; j <= count + 1; j++)
                Unsafe.Add(ref least, j) = FieldData.Infinite;
            for (var j = lastSecond; j >= firstSecond; j--)
            {
                var before = Unsafe.Add(ref location, j);
                var after = Unsafe.Add(ref location, j + 1);
                var cost = Unsafe.Add(ref costsToQ, before) + Unsafe.Add(ref costsFromQ, after) - Unsafe.Add(ref legCost, j);
                if (isMetric)
                {
                    var arrival = Unsafe.Add(ref departures, j) + Unsafe.Add(ref timesToQ, before);
                    if (arrival > closeQ
                        || (typeof(TRules) == typeof(Plain)
                            && Math.Max(arrival, data.Open[q]) + data.Service[q] + Unsafe.Add(ref timesFromQ, after) > Unsafe.Add(ref latest, j + 1)))
                    {
                        cost = FieldData.Infinite;
                    }
                }

                Unsafe.Add(ref second, j) = cost;
                Unsafe.Add(ref least, j) = Math.Min(cost, Unsafe.Add(ref least, j + 1));
            }

            var all = firstSecond <= count + 1 ? Unsafe.Add(ref least, firstSecond) : FieldData.Infinite;
            for (var j = firstFirst + 1; j < firstSecond && j <= count + 1; j++)
                (Unsafe.Add(ref second, j), Unsafe.Add(ref least, j)) = (FieldData.Infinite, all);
        }

        for (var i = firstFirst; i <= lastFirst; i++)
        {
            var before = Unsafe.Add(ref location, i);
            var after = Unsafe.Add(ref location, i + 1);
            var toP = Unsafe.Add(ref costsToP, before);
            var leg = count == 0 ? 0 : Unsafe.Add(ref legCost, i);
            var direct = used + toP + together + Unsafe.Add(ref costsFromQ, after) - leg;
            var first = toP + Unsafe.Add(ref costsFromP, after) - leg;
            var apart = !isOneAtATime && i < count && first + Unsafe.Add(ref least, i + 1) < best.Cost;
            if (direct >= best.Cost && !apart)
                continue;
            var departure = Depart<TRules>(p, Unsafe.Add(ref departures, i) + Unsafe.Add(ref timesToP, before), before, data.ActionOf[vehicle]);
            if (departure >= FieldData.Infinite || !Carries<TRules>(route, task, i))
                continue;
            if (direct < best.Cost)
            {
                var left = Depart<TRules>(q, departure + timeBetween, atP, data.ActionOf[vehicle]);
                if (left < FieldData.Infinite
                    && FitsBefore<TRules>(route, i + 1, left + Unsafe.Add(ref timesFromQ, after), atQ)
                    && !Blinks()
                    && (!data.IsLimited[vehicle] || limits.Admit(route, task, i, i)))
                {
                    best = new Insertion { Cost = direct, Vehicle = vehicle, FirstAfter = i, SecondAfter = i };
                }
            }

            if (!apart)
                continue;
            var arrivalNext = departure + Unsafe.Add(ref timesFromP, after);
            if (!FitsBefore<TRules>(route, i + 1, arrivalNext, atP))
                continue;
            Walk<TRules>(route, task, i, arrivalNext, first, ref best);
        }
    }

    // The first stop is behind position i; the second goes behind each later one as long as the route bears the delay.
    private void Walk<TRules>(Route route, int task, int i, int arrival, int firstCost, ref Insertion best)
        where TRules : struct
    {
        var q = 2 * task + 1;
        var vehicle = route.Vehicle;
        var size = data.Size;
        var count = route.Count;
        var matrix = data.MatrixOf[vehicle];
        var atQ = data.Location[q];
        var timesToQ = data.TimesBack[matrix].AsSpan(atQ * size, size);
        var timesFromQ = data.Times[matrix].AsSpan(atQ * size, size);
        var before = data.Location[2 * task];
        var isStack = data.IsLastInFirstOut[vehicle];
        var open = 0;
        for (var j = i + 1; j <= count; j++)
        {
            if (firstCost + leastSecond[j] >= best.Cost || !Carries<TRules>(route, task, j))
                return;
            if (isStack && data.IsShipment[route.Stop[j] >> 1])
            {
                open += (route.Stop[j] & 1) == 0 ? 1 : -1;
                if (open < 0)
                    return;
            }

            var departure = Depart<TRules>(route.Stop[j], arrival, before, data.ActionOf[vehicle]);
            before = route.Location[j];
            if (firstCost + secondCost[j] < best.Cost && open == 0)
            {
                var left = Depart<TRules>(q, departure + timesToQ[before], before, data.ActionOf[vehicle]);
                if (left < FieldData.Infinite
                    && FitsBefore<TRules>(route, j + 1, left + timesFromQ[route.Location[j + 1]], atQ)
                    && !Blinks()
                    && (!data.IsLimited[vehicle] || limits.Admit(route, task, i, j)))
                {
                    best = new Insertion { Cost = firstCost + secondCost[j], Vehicle = vehicle, FirstAfter = i, SecondAfter = j };
                }
            }

            arrival = departure + route.LegTime[j];
            if (!FitsBefore<TRules>(route, j + 1, arrival, before))
                return;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Depart<TRules>(int s, int arrival, int before, int actions)
        where TRules : struct
    {
        if (typeof(TRules) == typeof(Plain) || !data.IsRich)
            return arrival > data.Close[s] ? FieldData.Infinite : Math.Max(arrival, data.Open[s]) + data.Service[s];
        return Math.Min(data.StartAt(s, arrival) + data.ActionAfter(s, before, actions), FieldData.Infinite);
    }

    // Whether the stop at the position can be reached at this time from that place with the rest still in time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool FitsBefore<TRules>(Route route, int position, int arrival, int before)
        where TRules : struct
    {
        if (typeof(TRules) == typeof(Plain) || !data.IsRich || position > route.Count)
            return arrival <= route.LatestArrival[position];
        var s = route.Stop[position];
        return data.StartAt(s, arrival) + data.ActionAfter(s, before, data.ActionOf[route.Vehicle]) <= route.LatestDeparture[position];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Carries<TRules>(Route route, int task, int position)
        where TRules : struct
    {
        if (typeof(TRules) == typeof(Plain))
            return data.Dimensions == 0 || route.Load[position] + data.Pickup[task] <= data.Capacity[route.Vehicle];
        var n = data.Dimensions;
        for (var d = 0; d < n; d++)
        {
            if (route.Load[position * n + d] + data.Pickup[task * n + d] > data.Capacity[route.Vehicle * n + d])
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Blinks() => blinkBelow != 0 && (random.NextBits() >> 32) < blinkBelow;

    // Single windows, no setup, at most one dimension.
    private struct Plain;

    private struct General;
}
