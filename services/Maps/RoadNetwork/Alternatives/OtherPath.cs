using Routing.RoadNetwork.Search;

namespace Routing.RoadNetwork.Alternatives;

/// <summary>A path that is not the fastest.</summary>
internal sealed class OtherPath : IRoadPath
{
    public required int Deciseconds { get; init; }

    public required int Centimetres { get; init; }

    public required List<int> Arcs { get; init; }

    public required List<int> EnteredAt { get; init; }
}
