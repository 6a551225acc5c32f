namespace Routing.RoadNetwork.Search;

/// <summary>What a search found between two places: what guidance reads, whichever search it was.</summary>
internal interface IRoadPath
{
    /// <summary>Deciseconds of all of it, turns included.</summary>
    int Deciseconds { get; }

    int Centimetres { get; }

    /// <summary>In the order driven; the first and the last in part.</summary>
    List<int> Arcs { get; }

    /// <summary>By arc: deciseconds from the start to entering it; the first is 0.</summary>
    List<int> EnteredAt { get; }
}
