using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork;

/// <summary>Roads that a query may leave out.</summary>
[Flags]
public enum RoadKinds
{
    None = 0,
    Motorway = 1,
    Toll = 2,
    Ferry = 4,
    Tunnel = 8,

    /// <summary>
    /// Too low, narrow, short or weak for a car transporter (3.9 m high, 2.55 m wide, 12 m long, 12 t), or shut to trucks:
    /// what a transporter leaves out when it is routed as a car. Points such as height restrictors are not passed, but the
    /// roads up to them are driven.
    /// </summary>
    Narrow = 16,
}

public sealed partial class Router
{
    /// <summary>
    /// By metric: the same without some roads, customised when first asked for and kept as long as the metric is in use.
    /// </summary>
    private readonly ConditionalWeakTable<Metric, ConcurrentDictionary<RoadKinds, Lazy<Metric>>> _without = [];

    private Metric MetricOf(Profile p, RoadKinds excluded, DateTimeOffset? departure) => MetricWithout(p, MetricAt(p, departure), excluded);

    private Metric MetricWithout(Profile p, Metric metric, RoadKinds excluded) =>
        excluded == RoadKinds.None
            ? metric
            : _without.GetOrCreateValue(metric).GetOrAdd(excluded, kinds => new Lazy<Metric>(() => Without(p, metric, kinds))).Value;

    private static RoadKinds ExcludedBy(ReadOnlySpan<RoutePoint> points)
    {
        var excluded = RoadKinds.None;
        foreach (ref readonly var point in points)
            excluded |= point.Excluded;
        return excluded;
    }

    private Metric Without(Profile p, Metric metric, RoadKinds excluded)
    {
        var graph = _region.Graphs[(int)p];
        var weights = new int[graph.StateCount];
        for (var state = 0; state < weights.Length; state++)
        {
            weights[state] = (_region.Columns.KindsOf(graph.StateArc[state] >> 1) & excluded) != RoadKinds.None
                ? Metric.Infinite
                : metric.StateWeight[state];
        }

        var shutEnds = (excluded & RoadKinds.Narrow) != RoadKinds.None && _region.Columns.NarrowNodes.Length > 0 ? EndsAtNarrowPoints(graph) : null;
        return Customisation.Run(graph, _region.Topologies[(int)p], _region.Columns, weights, shutEnds, CancellationToken.None);
    }

    private bool[] EndsAtNarrowPoints(GraphColumns graph)
    {
        var columns = _region.Columns;
        var shut = new bool[graph.StateCount];
        foreach (var node in columns.NarrowNodes.Span)
        {
            foreach (var leaving in columns.LeavingArcs.Span[columns.FirstLeaving[node]..columns.FirstLeaving[node + 1]])
            {
                var entering = leaving ^ 1;
                shut.AsSpan(graph.FirstState[entering]..graph.FirstState[entering + 1]).Fill(true);
            }
        }

        return shut;
    }
}
