using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>What a region file holds for one profile.</summary>
internal sealed record ProfileGraph(TurnGraph Turns, Topology Topology, Metric Metric)
{
    public static ProfileGraph Build(Roads roads, TurnGraph turns, CancellationToken ct)
    {
        var topology = TopologyBuilder.Build(turns, NestedDissection.Order(roads, turns, ct), ct);
        var costs = Array.ConvertAll(turns.Turns, turn => turn.Deciseconds);
        var centimetres = Array.ConvertAll(turns.StateArc, arc => roads.Centimetres[arc >> 1]);
        return new ProfileGraph(turns, topology, Customisation.Run(topology, costs, turns.Weight, centimetres, ct));
    }
}
