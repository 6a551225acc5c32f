using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>A state in which a place is left or reached.</summary>
/// <param name="Rank">Of the state.</param>
/// <param name="Deciseconds">From entering it to the place; of a place that is left, the negative.</param>
/// <param name="Centimetres">The same way.</param>
internal readonly record struct PlaceEnd(int Rank, int Deciseconds, int Centimetres);

/// <summary>The states of one side of a table, by place: those of a place lie on one chain, the lowest rank first.</summary>
internal sealed class PlaceEnds
{
    private readonly int[] _first;
    private readonly List<PlaceEnd> _ends = [];

    private PlaceEnds(Region region, Profile profile, Metric metric, Phantom?[] places, bool leaving)
    {
        var graph = region.Graphs[(int)profile];
        var ranks = region.Topologies[(int)profile].RankOfState;
        Places = places;
        _first = new int[places.Length + 1];
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] is { } place)
                Add(place);
            _first[i + 1] = _ends.Count;
        }

        void Add(Phantom place)
        {
            var first = _ends.Count;
            var length = region.Columns.Centimetres[place.Segment];
            var sign = leaving ? -1 : 1;
            for (var arc = 2 * place.Segment; arc <= 2 * place.Segment + 1; arc++)
            {
                // A route begins in an arc's first state and ends in any.
                if (!place.Allows(arc) || !metric.IsOpen(graph, arc))
                    continue;
                var last = leaving ? graph.FirstState[arc] : graph.FirstState[arc + 1] - 1;
                for (var state = graph.FirstState[arc]; state <= last; state++)
                {
                    _ends.Add(new PlaceEnd(
                        ranks[state],
                        sign * place.Before(arc, metric.StateWeight[state]),
                        sign * place.CentimetresBefore(arc, length)));
                }
            }

            // The chain climbs from the lowest.
            for (var i = first + 1; i < _ends.Count; i++)
            {
                if (_ends[i].Rank < _ends[first].Rank)
                    (_ends[i], _ends[first]) = (_ends[first], _ends[i]);
            }
        }
    }

    public Phantom?[] Places { get; }

    public int Count => Places.Length;

    public ReadOnlySpan<PlaceEnd> All => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ends);

    /// <summary>Empty when the place is on no road that is open.</summary>
    public ReadOnlySpan<PlaceEnd> this[int place] => All[_first[place].._first[place + 1]];

    /// <summary>The index in <see cref="All"/> of a place's first.</summary>
    public int FirstOf(int place) => _first[place];

    public static PlaceEnds Leaving(Region region, Profile profile, Metric metric, Phantom?[] places) =>
        new(region, profile, metric, places, leaving: true);

    public static PlaceEnds Reaching(Region region, Profile profile, Metric metric, Phantom?[] places) =>
        new(region, profile, metric, places, leaving: false);
}
