namespace Routing.RoadNetwork.Graph;

/// <summary>
/// Strongly connected components of the arcs: what can reach each other along turns. Tarjan 1972, without recursion,
/// O(turns). The states of one arc count as one, or a private road would never be connected to the street before it.
/// </summary>
internal static class Components
{
    /// <summary>By segment: the road points of its component, of the larger one where its two directions differ.</summary>
    public static int[] PointsBySegment(Roads roads, int[] firstState, int[] stateArc, int[] firstTurn, TurnTo[] turns)
    {
        var arcs = firstState.Length - 1;
        var component = Find(arcs, firstState, stateArc, firstTurn, turns, out var count);
        var points = new int[count];
        for (var s = 0; s < roads.SegmentCount; s++)
        {
            var length = roads.LastPoint[s] - roads.FirstPoint[s];
            if (component[2 * s] >= 0)
                points[component[2 * s]] += length;
            if (component[2 * s + 1] >= 0 && component[2 * s + 1] != component[2 * s])
                points[component[2 * s + 1]] += length;
        }

        var bySegment = new int[roads.SegmentCount];
        for (var s = 0; s < bySegment.Length; s++)
        {
            var forward = component[2 * s] >= 0 ? points[component[2 * s]] : 0;
            var backward = component[2 * s + 1] >= 0 ? points[component[2 * s + 1]] : 0;
            bySegment[s] = Math.Max(forward, backward);
        }

        return bySegment;
    }

    private static int[] Find(int arcs, int[] firstState, int[] stateArc, int[] firstTurn, TurnTo[] turns, out int count)
    {
        var component = new int[arcs]; // -1 closed or not yet known
        var order = new int[arcs]; // 0 not visited
        var low = new int[arcs];
        var next = new int[arcs]; // The turn to look at next; an arc's states, and so their turns, are one range.
        var open = new Stack<int>();
        var path = new Stack<int>();
        var visited = 0;
        count = 0;
        component.AsSpan().Fill(-1);
        for (var root = 0; root < arcs; root++)
        {
            if (order[root] != 0 || firstState[root] == firstState[root + 1])
                continue;
            Visit(root);
            while (path.TryPeek(out var arc))
            {
                if (next[arc] < firstTurn[firstState[arc + 1]])
                {
                    var head = stateArc[turns[next[arc]++].State];
                    if (order[head] == 0)
                        Visit(head);
                    else if (component[head] < 0)
                        low[arc] = Math.Min(low[arc], order[head]);
                    continue;
                }

                path.Pop();
                if (path.TryPeek(out var before))
                    low[before] = Math.Min(low[before], low[arc]);
                if (low[arc] != order[arc])
                    continue;
                int member;
                do
                {
                    member = open.Pop();
                    component[member] = count;
                }
                while (member != arc);
                count++;
            }
        }

        return component;

        void Visit(int arc)
        {
            order[arc] = low[arc] = ++visited;
            next[arc] = firstTurn[firstState[arc]];
            open.Push(arc);
            path.Push(arc);
        }
    }
}
