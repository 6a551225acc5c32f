using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Plain;

/// <summary>
/// The judge of the other searches: Dijkstra 1959 as in a textbook, with code of its own and nothing clever. Labels are
/// costs of having driven an arc to its head, unlike theirs, so that a mistake at the ends of a route is not shared.
/// </summary>
internal static class PlainSearch
{
    /// <summary>Deciseconds of the fastest route, -1 when there is none.</summary>
    public static int Deciseconds(Region region, Profile profile, Phantom from, Phantom to) =>
        Path(region, profile, null, from, to).Deciseconds;

    /// <summary>The fastest route and its states, first to last; no states when it stays on its first arc.</summary>
    /// <param name="changed">Costs to search with; the usual ones when null.</param>
    /// <param name="shutNodes">Not passed.</param>
    public static (int Deciseconds, List<int> States) Path(
        Region region, Profile profile, RoadCosts? changed, Phantom from, Phantom to, IReadOnlySet<int>? shutNodes = null)
    {
        using var hold = region.Hold();
        var (best, states, _) = Search(region, profile, changed ?? new RoadCosts(region, profile), from, to, shutNodes);
        return (best, states);
    }

    private static (int Deciseconds, List<int> States, int[] Cost) Search(
        Region region, Profile profile, RoadCosts changed, Phantom from, Phantom to, IReadOnlySet<int>? shutNodes = null)
    {
        var graph = region.Graphs[(int)profile];
        var cost = new int[graph.StateCount];
        var before = new int[graph.StateCount];
        Array.Fill(cost, int.MaxValue);
        Array.Fill(before, -1);
        var queue = new PriorityQueue<int, int>();
        var best = int.MaxValue;
        var last = -1;
        var lastBefore = -1;
        foreach (var arc in new[] { 2 * from.Segment, 2 * from.Segment + 1 })
        {
            if (!changed.IsOpen(arc) || !from.Allows(arc))
                continue;
            var state = graph.FirstState[arc];
            var weight = changed.Deciseconds(arc);
            cost[state] = weight - Driven(arc, weight, from);
            queue.Enqueue(state, cost[state]);
            if (to.Segment != from.Segment || !to.Allows(arc))
                continue;

            // Staying on the arc, when the target lies ahead.
            var ahead = (arc & 1) == 0 ? to.Centimetres - from.Centimetres : from.Centimetres - to.Centimetres;
            if (ahead >= 0)
                best = Math.Min(best, Driven(arc, weight, to) - Driven(arc, weight, from));
        }

        while (queue.TryDequeue(out var state, out var priority))
        {
            if (priority > cost[state] || shutNodes?.Contains(region.Columns.ArcHead(graph.StateArc[state])) == true)
                continue;
            for (var t = graph.FirstTurn[state]; t < graph.FirstTurn[state + 1]; t++)
            {
                var next = graph.Turns[t].State;
                var turn = graph.Turns[t].Deciseconds - graph.Weight[state];
                var arc = graph.StateArc[next];
                if (!changed.IsOpen(arc))
                    continue;
                var weight = changed.Deciseconds(arc);
                if (arc >> 1 == to.Segment && to.Allows(arc) && priority + turn + Driven(arc, weight, to) < best)
                {
                    best = priority + turn + Driven(arc, weight, to);
                    last = next;
                    lastBefore = state;
                }

                var whole = priority + turn + weight;
                if (whole < cost[next])
                {
                    cost[next] = whole;
                    before[next] = state;
                    queue.Enqueue(next, whole);
                }
            }
        }

        var states = new List<int>();
        if (last >= 0)
        {
            states.Add(last);
            for (var s = lastBefore; s >= 0; s = before[s])
                states.Add(s);
            states.Reverse();
        }

        return (best == int.MaxValue ? -1 : best, states, cost);
    }

    /// <summary>
    /// Deciseconds to many places with one search, -1 where there is no route. Places on the first one's own segment, where
    /// staying on it would count, are searched for one by one.
    /// </summary>
    public static int[] Deciseconds(Region region, Profile profile, RoadCosts? changed, Phantom from, IReadOnlyList<Phantom> to)
    {
        using var hold = region.Hold();
        changed ??= new RoadCosts(region, profile);
        Phantom nowhere = default;
        nowhere = nowhere with { Segment = -1 };
        var graph = region.Graphs[(int)profile];
        var (_, _, cost) = Search(region, profile, changed, from, nowhere);
        var deciseconds = new int[to.Count];
        for (var i = 0; i < deciseconds.Length; i++)
        {
            deciseconds[i] = -1;
            if (to[i].Segment == from.Segment)
            {
                deciseconds[i] = Path(region, profile, changed, from, to[i]).Deciseconds;
                continue;
            }

            for (var state = graph.FirstState[2 * to[i].Segment]; state < graph.FirstState[2 * to[i].Segment + 2]; state++)
            {
                var arc = graph.StateArc[state];
                if (cost[state] == int.MaxValue || !to[i].Allows(arc))
                    continue;
                var weight = changed.Deciseconds(arc);
                var total = cost[state] - weight + Driven(arc, weight, to[i]);
                if (deciseconds[i] < 0 || total < deciseconds[i])
                    deciseconds[i] = total;
            }
        }

        return deciseconds;
    }

    private static int Driven(int arc, int weight, Phantom at)
    {
        var forward = (int)Math.Round(weight * at.Ratio);
        return (arc & 1) == 0 ? forward : weight - forward;
    }
}
