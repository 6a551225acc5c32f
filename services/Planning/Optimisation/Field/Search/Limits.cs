using Routing.Optimisation.Field.Model;

namespace Routing.Optimisation.Field.Search;

/// <summary>
/// What constant-time tests leave out: numbers of tasks, travel, distance, and breaks. One a thread: it holds buffers.
/// </summary>
internal sealed class Limits(FieldData data)
{
    private int[] order = new int[64];

    // Earliest departure by the number of breaks taken, here and before the next leg.
    private int[] times = new int[8];

    // By leg and number of breaks taken after it: how many were taken before it.
    private int[] takenBefore = new int[64];

    /// <summary>Whether the vehicle's own rules bear the task behind these positions; -1 as the second for a job.</summary>
    public bool Admit(Route route, int task, int firstAfter, int secondAfter)
    {
        if (order.Length < route.Count + 2)
            order = new int[2 * (route.Count + 2)];
        var n = 0;
        for (var i = 0; i <= route.Count; i++)
        {
            if (i > 0)
                order[n++] = route.Stop[i];
            if (i == firstAfter)
                order[n++] = 2 * task;
            if (i == secondAfter)
                order[n++] = 2 * task + 1;
        }

        return Keeps(route.Vehicle, order.AsSpan(0, n));
    }

    /// <summary>Whether the vehicle's own rules hold for this order of stops: O(stops * breaks).</summary>
    public bool Keeps(int vehicle, ReadOnlySpan<int> stops)
    {
        var rules = data.Problem.Vehicles[vehicle];
        if (stops.Length == 0)
            return true;
        if (rules.MaxTasks is { } most)
        {
            var tasks = 0;
            foreach (var s in stops)
                tasks += (s & 1) == 0 ? 1 : 0;
            if (tasks > most)
                return false;
        }

        if (rules.MaxTravel is { } travel && Sum(data.Times[rules.Matrix], data.Size, vehicle, stops) > travel)
            return false;
        if (rules.MaxDistance is { } metres && data.Problem.Matrices[rules.Matrix] is { Distances: { } distances, Size: var size } && Sum(distances, size, vehicle, stops) > metres)
            return false;
        return rules.Breaks.Count == 0 || TakesBreaks(vehicle, rules.Breaks, stops);
    }

    /// <summary>Every rule, looked at in full: who may serve, pairs and their order, windows, loads, the vehicle's own.</summary>
    public bool KeepsAll(Route route)
    {
        var (vehicle, n) = (route.Vehicle, data.Dimensions);
        var stack = new List<int>();
        for (var i = 1; i <= route.Count; i++)
        {
            var (task, isSecond) = (route.Stop[i] >> 1, (route.Stop[i] & 1) == 1);
            if (!data.CanServe[vehicle * data.TaskCount + task])
                return false;
            if (!data.IsShipment[task])
                continue;
            if (!isSecond)
                stack.Add(task);
            else if (data.IsLastInFirstOut[vehicle] ? stack.Count == 0 || stack[^1] != task : !stack.Contains(task))
                return false;
            else
                stack.Remove(task);
        }

        if (stack.Count > 0 || !route.IsInTime)
            return false;
        for (var i = 0; i <= route.Count; i++)
        {
            for (var d = 0; d < n; d++)
            {
                if (route.Count > 0 && route.Load[i * n + d] > data.Capacity[vehicle * n + d])
                    return false;
            }
        }

        return Keeps(vehicle, route.Stop.AsSpan(1, route.Count));
    }

    /// <summary>For each break of the vehicle the number of stops before it, so that the route ends as early as can be.</summary>
    public int[] PlaceBreaks(int vehicle, ReadOnlySpan<int> stops)
    {
        var breaks = data.Problem.Vehicles[vehicle].Breaks;
        var placed = new int[breaks.Count];
        if (breaks.Count == 0 || stops.Length == 0 || !TakesBreaks(vehicle, breaks, stops))
            return [];
        var taken = breaks.Count;
        for (var leg = stops.Length; leg >= 0; leg--)
        {
            var before = takenBefore[leg * (breaks.Count + 1) + taken];
            placed.AsSpan(before, taken - before).Fill(leg);
            taken = before;
        }

        return placed;
    }

    private long Sum(int[] matrix, int size, int vehicle, ReadOnlySpan<int> stops)
    {
        var sum = 0L;
        var from = data.StartLocation[vehicle];
        foreach (var s in stops)
        {
            var to = data.Location[s];
            sum += from == data.Nowhere ? 0 : matrix[from * size + to];
            from = to;
        }

        return data.EndLocation[vehicle] == data.Nowhere ? sum : sum + matrix[from * size + data.EndLocation[vehicle]];
    }

    // Earliest departures by breaks taken, leg by leg: exact for breaks in their order, as earlier is never worse.
    private bool TakesBreaks(int vehicle, IReadOnlyList<FieldBreak> breaks, ReadOnlySpan<int> stops)
    {
        var n = data.Dimensions;
        if (times.Length < breaks.Count + 1)
            times = new int[breaks.Count + 1];
        Span<int> load = stackalloc int[n];
        foreach (var s in stops)
        {
            for (var d = 0; d < n; d++)
                load[d] += data.Delivery[(s >> 1) * n + d];
        }

        if (takenBefore.Length < (stops.Length + 1) * (breaks.Count + 1))
            takenBefore = new int[2 * (stops.Length + 1) * (breaks.Count + 1)];
        times.AsSpan(0, breaks.Count + 1).Fill(FieldData.Infinite);
        times[0] = data.Earliest[vehicle];
        var matrix = data.Times[data.MatrixOf[vehicle]];
        var from = data.StartLocation[vehicle];
        for (var i = 0; i <= stops.Length; i++)
        {
            var to = i < stops.Length ? data.Location[stops[i]] : data.EndLocation[vehicle];
            var leg = matrix[from * data.Size + to];

            // Downwards the leg is still ahead, so that a break may fall into it: after it begins no later than arrival.
            Leg(breaks, leg, load, takenBefore.AsSpan(i * (breaks.Count + 1), breaks.Count + 1));
            for (var k = 0; k <= breaks.Count; k++)
            {
                if (times[k] >= FieldData.Infinite)
                    continue;
                if (i == stops.Length)
                    continue;
                var start = data.StartAt(stops[i], times[k]);
                times[k] = start >= FieldData.Infinite ? FieldData.Infinite : Math.Min(start + data.ActionAfter(stops[i], from, data.ActionOf[vehicle]), FieldData.Infinite);
            }

            if (i == stops.Length)
                break;
            for (var d = 0; d < n; d++)
            {
                var amount = (stops[i] >> 1) * n + d;
                load[d] += (stops[i] & 1) == 0 ? data.Pickup[amount] - data.Delivery[amount] : -data.Pickup[amount];
            }

            from = to;
        }

        return times[breaks.Count] <= data.Latest[vehicle];
    }

    // Arrival after the leg by breaks taken. What has not been travelled when a break begins is travelled after it;
    // waiting for a break's window uses up travel.
    private void Leg(IReadOnlyList<FieldBreak> breaks, int leg, ReadOnlySpan<int> load, Span<int> before)
    {
        // A label's time while the leg is still ahead is the departure; several breaks in one leg share its travel, so
        // each chain of breaks is walked on its own from the number taken at the departure.
        Span<int> arrival = stackalloc int[breaks.Count + 1];
        arrival.Fill(FieldData.Infinite);
        for (var k = 0; k <= breaks.Count; k++)
        {
            if (times[k] >= FieldData.Infinite)
                continue;
            var (now, ahead) = (times[k], leg);
            Reach(arrival, before, k, k, now + ahead);
            for (var b = k; b < breaks.Count; b++)
            {
                if (Exceeds(load, breaks[b].MaxLoad))
                    break;
                var start = StartOf(breaks[b], now);
                if (start >= FieldData.Infinite)
                    break;
                ahead = Math.Max(0, ahead - (start - now));
                now = start + breaks[b].Duration;
                Reach(arrival, before, b + 1, k, now + ahead);
            }
        }

        arrival.CopyTo(times);
    }

    private static void Reach(Span<int> arrival, Span<int> before, int taken, int takenBefore, int time)
    {
        if (time < arrival[taken])
            (arrival[taken], before[taken]) = (time, takenBefore);
    }

    private static bool Exceeds(ReadOnlySpan<int> load, IReadOnlyList<int>? most)
    {
        for (var d = 0; most is not null && d < load.Length; d++)
        {
            if (load[d] > most[d])
                return true;
        }

        return false;
    }

    private static int StartOf(FieldBreak pause, int time)
    {
        for (var w = 0; w < pause.Windows.Count; w++)
        {
            if (time <= pause.Windows[w].End)
                return Math.Max(time, pause.Windows[w].Start);
        }

        return pause.Windows.Count == 0 ? time : FieldData.Infinite;
    }
}
