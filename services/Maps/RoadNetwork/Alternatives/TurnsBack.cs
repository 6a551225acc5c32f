using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Alternatives;

/// <summary>
/// A graph's turns by the state that they lead to, for searches that go back. O(turns). Made when alternatives or an
/// isochrone towards a place are first asked for: 1 ms of processor time for the sample city (3 with compilation), 31 ms for
/// 16 of it. In the region file it would be a twentieth more to read and check at every start, asked for or not; found
/// anew around each state, a fifth more of every alternative's time.
/// </summary>
internal sealed class TurnsBack
{
    /// <summary>By state, + 1: where the turns into it begin in the two arrays beside.</summary>
    private readonly int[] _first;

    public TurnsBack(GraphColumns graph)
    {
        var turns = graph.Turns.Span;
        _first = new int[graph.StateCount + 1];
        foreach (ref readonly var turn in turns)
            _first[turn.State + 1]++;
        for (var s = 0; s < graph.StateCount; s++)
            _first[s + 1] += _first[s];
        From = new int[turns.Length];
        Turn = new int[turns.Length];
        var next = _first.AsSpan(0, graph.StateCount).ToArray();
        for (var state = 0; state < graph.StateCount; state++)
        {
            for (var t = graph.FirstTurn[state]; t < graph.FirstTurn[state + 1]; t++)
            {
                var at = next[turns[t].State]++;
                From[at] = state;
                Turn[at] = t;
            }
        }
    }

    /// <summary>The state that a turn comes from.</summary>
    public int[] From { get; }

    /// <summary>Its number in the graph.</summary>
    public int[] Turn { get; }

    public (int Begin, int End) Into(int state) => (_first[state], _first[state + 1]);
}
