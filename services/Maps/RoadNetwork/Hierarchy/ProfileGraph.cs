using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>What a region file holds for one profile.</summary>
internal sealed record ProfileGraph(TurnGraph Turns, Topology Topology, Metric Metric)
{
    // A cut through the cars' roads counts for three: their routes are what is asked for most.
    private const int CarWeight = 3;

    // Larger networks are contracted for one profile after the other: that takes half the memory.
    private const int ManySegments = 300_000;

    /// <summary>One order of segments for all profiles.</summary>
    public static int[] Order(Roads roads, TurnGraph[] graphs, CancellationToken ct)
    {
        var weight = new int[roads.SegmentCount];
        for (var p = 0; p < graphs.Length; p++)
        {
            for (var s = 0; s < weight.Length; s++)
                weight[s] += (p == (int)Profile.Car ? CarWeight : 1) * (graphs[p].FirstState[2 * s + 2] - graphs[p].FirstState[2 * s]);
        }

        return NestedDissection.Order(roads, weight, ct);
    }

    /// <summary>Contracts each profile's turn graph in the order, and customises it with the usual costs.</summary>
    public static ProfileGraph[] Build(Roads roads, TurnGraph[] graphs, int[] order, CancellationToken ct)
    {
        var built = new ProfileGraph[graphs.Length];
        var atOnce = roads.SegmentCount > ManySegments ? 1 : -1;
        Parallel.For(0, graphs.Length, new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = atOnce }, p =>
            built[p] = Build(roads, graphs[p], order, ct));
        return built;
    }

    private static ProfileGraph Build(Roads roads, TurnGraph graph, int[] order, CancellationToken ct)
    {
        var topology = TopologyBuilder.Build(graph, Ranks(graph, order), ct);
        var costs = new TurnCosts
        {
            FirstTurn = graph.FirstTurn,
            Turns = graph.Turns,
            StateArc = graph.StateArc,
            Usual = graph.Weight,
            Weight = graph.Weight,
            SegmentCentimetres = roads.Centimetres,
        };
        return new ProfileGraph(graph, topology, Customisation.Run(topology, new CustomisationPlan(topology), costs, ct));
    }

    /// <summary>By state: its place when each segment's states are contracted one after the other.</summary>
    private static int[] Ranks(TurnGraph graph, int[] order)
    {
        var rankOfState = new int[graph.StateArc.Length];
        var rank = 0;
        foreach (var segment in order)
        {
            for (var state = graph.FirstState[2 * segment]; state < graph.FirstState[2 * segment + 2]; state++)
                rankOfState[state] = rank++;
        }

        return rankOfState;
    }
}
