namespace Routing.Optimisation.Formats.Vroom;

/// <summary>
/// Plan mode: times a route in its given order so that lead times and delays sum to the least, then ends as early and
/// leaves as late as that allows.
/// </summary>
/// <remarks>
/// Counted without travel and service (each node's time less the least time until it), times only ascend along the route.
/// Costs are piecewise linear, so that some best solution lies on windows' ends, carried along: a dynamic program over
/// these candidates is exact. A break has no place: it may begin as soon as the stop before is done, and no later than
/// the leg's travel before the next stop; such legs look at all pairs of candidates.
/// O(nodes * candidates + breaks * candidates^2).
/// </remarks>
internal sealed class VroomTiming
{
    private const long Unbearable = long.MaxValue / 4;

    private readonly VroomRoute route;
    private readonly List<Node> nodes;
    private readonly long[] candidates;

    private sealed record Node(int Visit, long Least, IReadOnlyList<VroomWindow> Windows, VroomStep? Given)
    {
        public List<Node> BreaksBefore { get; } = [];
        public long Travel { get; set; }
        public long[] Cost { get; set; } = [];

        // By candidate: which one the node before has.
        public int[] From { get; set; } = [];
    }

    /// <param name="given">All steps, with start and end where they are told.</param>
    public VroomTiming(VroomRoute route, IReadOnlyList<VroomVisit> given)
    {
        this.route = route;
        nodes = NodesOf(given);
        candidates = Candidates();
    }

    /// <exception cref="FormatException">The hard times of the steps contradict each other.</exception>
    public void Schedule()
    {
        for (var k = 0; k < nodes.Count; k++)
            Reach(k);
        var last = nodes[^1];
        var best = Array.IndexOf(last.Cost, last.Cost.Min());
        if (last.Cost[best] >= Unbearable)
            throw new FormatException($"The steps of vehicle {route.Vehicle.Id} cannot be timed: its service_at, service_after and service_before contradict each other or the travel between them.");
        for (var k = nodes.Count - 1; k >= 0; k--)
        {
            var node = nodes[k];
            Set(node, candidates[best]);
            if (k == 0)
                return;
            var before = node.From[best];
            SetBreaks(node, before, best);
            best = before;
        }
    }

    private void Set(Node node, long candidate)
    {
        var time = candidate + node.Least;
        if (node.Visit < 0)
            route.Leave = time;
        else if (node.Visit == route.Visits.Count)
            route.Back = time;
        else
            route.Begin[node.Visit] = time;
    }

    private List<Node> NodesOf(IReadOnlyList<VroomVisit> given)
    {
        IReadOnlyList<VroomWindow> hours = route.Vehicle.Hours is { } window ? [window] : [];
        var list = new List<Node> { new(-1, 0, hours, given.FirstOrDefault(visit => visit.Kind == VroomStepKind.Start).Given) };
        var (least, breaks) = (0L, new List<Node>());
        for (var i = 0; i <= route.Visits.Count; i++)
        {
            var isEnd = i == route.Visits.Count;
            if (!isEnd && route.StopOf(i) is null)
            {
                breaks.Add(new Node(i, least, route.WindowsOf(i), route.Visits[i].Given));
                least += route.ActionOf(i).Service;
                continue;
            }

            var travel = route.LegTo(i).Seconds;
            least += travel;
            var node = isEnd
                ? new Node(i, least, hours, given.FirstOrDefault(visit => visit.Kind == VroomStepKind.End).Given)
                : new Node(i, least, route.WindowsOf(i), route.Visits[i].Given);
            node.Travel = travel;
            node.BreaksBefore.AddRange(breaks);
            breaks.Clear();
            list.Add(node);
            if (!isEnd)
                least += route.ActionOf(i).Setup + route.ActionOf(i).Service;
        }

        return list;
    }

    private long[] Candidates()
    {
        var ends = new HashSet<long> { 0 };
        foreach (var node in nodes.SelectMany(node => node.BreaksBefore.Prepend(node)))
        {
            foreach (var window in node.Windows)
            {
                ends.Add(window.Start - node.Least);
                ends.Add(window.End - node.Least);
            }

            foreach (var bound in new[] { node.Given?.ServiceAt, node.Given?.ServiceAfter, node.Given?.ServiceBefore })
            {
                if (bound is { } time)
                    ends.Add(time - node.Least);
            }
        }

        // Along a leg with a break, times may be tied over the leg's travel.
        foreach (var travel in nodes.Where(node => node.BreaksBefore.Count > 0).Select(node => node.Travel).Distinct())
        {
            foreach (var end in ends.ToList())
            {
                ends.Add(end + travel);
                ends.Add(end - travel);
            }
        }

        return [.. ends.Where(end => end >= 0).Order()];
    }

    private static long CostOf(Node node, long candidate)
    {
        var time = candidate + node.Least;
        if (node.Given is { } given && ((given.ServiceAt ?? time) != time || time < given.ServiceAfter || time > given.ServiceBefore))
            return Unbearable;
        var cost = node.Windows.Count == 0 ? 0 : long.MaxValue;
        foreach (var window in node.Windows)
            cost = Math.Min(cost, Math.Max(0, Math.Max(window.Start - time, time - window.End)));
        return cost;
    }

    private void Reach(int k)
    {
        var node = nodes[k];
        (node.Cost, node.From) = (new long[candidates.Length], new int[candidates.Length]);
        if (k == 0)
        {
            for (var c = 0; c < candidates.Length; c++)
                node.Cost[c] = CostOf(node, candidates[c]);
            return;
        }

        var before = nodes[k - 1];
        if (node.BreaksBefore.Count > 0)
        {
            Array.Fill(node.Cost, Unbearable);
            for (var a = 0; a < candidates.Length; a++)
            {
                if (before.Cost[a] >= Unbearable)
                    continue;
                var least = BreakCosts(node.BreaksBefore, a)[^1];
                for (int c = a, b = a; c < candidates.Length; c++)
                {
                    while (b + 1 < candidates.Length && candidates[b + 1] <= candidates[c] + node.Travel)
                        b++;
                    var cost = before.Cost[a] + least[b];

                    // Of equals the last: it leaves later.
                    if (cost < Unbearable && cost <= node.Cost[c])
                        (node.Cost[c], node.From[c]) = (cost, a);
                }
            }
        }
        else
        {
            var from = 0;
            for (var c = 0; c < candidates.Length; c++)
            {
                if (before.Cost[c] <= before.Cost[from])
                    from = c;
                (node.Cost[c], node.From[c]) = (before.Cost[from], from);
            }
        }

        for (var c = 0; c < candidates.Length; c++)
            node.Cost[c] = Math.Min(Unbearable, node.Cost[c] + CostOf(node, candidates[c]));
    }

    // For each break and candidate the least sum until it, with the break no later than the candidate.
    private long[][] BreakCosts(List<Node> breaks, int first)
    {
        var costs = new long[breaks.Count][];
        for (var m = 0; m < breaks.Count; m++)
        {
            costs[m] = new long[candidates.Length];
            var least = Unbearable;
            for (var c = first; c < candidates.Length; c++)
            {
                least = Math.Min(least, (m == 0 ? 0 : costs[m - 1][c]) + CostOf(breaks[m], candidates[c]));
                costs[m][c] = Math.Min(least, Unbearable);
            }
        }

        return costs;
    }

    private void SetBreaks(Node node, int from, int to)
    {
        if (node.BreaksBefore.Count == 0)
            return;
        var costs = BreakCosts(node.BreaksBefore, from);
        var c = to;
        while (c + 1 < candidates.Length && candidates[c + 1] <= candidates[to] + node.Travel)
            c++;
        for (var m = node.BreaksBefore.Count - 1; m >= 0; m--)
        {
            // The first that is as good.
            while (c > from && costs[m][c - 1] == costs[m][c])
                c--;
            Set(node.BreaksBefore[m], candidates[c]);
        }
    }
}
