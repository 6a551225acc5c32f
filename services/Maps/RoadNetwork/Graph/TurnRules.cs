using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Graph;

/// <summary>
/// The turn restrictions of one profile as forbidden sequences of arcs. Two arcs (via a node) are looked up; longer ones
/// (via ways) are found by an automaton: its states are the beginnings of forbidden sequences that a path has just
/// driven, so that overlapping restrictions are all kept. Aho and Corasick 1975.
/// </summary>
internal sealed class TurnRules
{
    /// <summary>The automaton's state in which no forbidden sequence has begun.</summary>
    public const int Nothing = 0;

    private readonly HashSet<long> _pairs = [];
    private readonly Dictionary<long, int> _child = [];
    private readonly List<int> _fallback = [Nothing];
    private readonly List<int> _depth = [0];
    private readonly List<bool> _forbidden = [false];
    private readonly List<(int Parent, int Arc)> _edge = [(0, -1)];

    public bool HasLongSequences => _depth.Count > 1;

    public int PairCount => _pairs.Count;

    /// <summary>The shortest sequence is an arc and the one after it.</summary>
    public void Forbid(ReadOnlySpan<int> arcs)
    {
        if (arcs.Length == 2)
        {
            _pairs.Add(Key(arcs[0], arcs[1]));
            return;
        }

        var state = Nothing;
        foreach (var arc in arcs)
        {
            if (!_child.TryGetValue(Key(state, arc), out var next))
            {
                next = _depth.Count;
                _child.Add(Key(state, arc), next);
                _depth.Add(_depth[state] + 1);
                _fallback.Add(Nothing);
                _forbidden.Add(false);
                _edge.Add((state, arc));
            }

            state = next;
        }

        _forbidden[state] = true;
    }

    /// <summary>Makes the automaton's fallbacks; call once, after the last <see cref="Forbid"/>.</summary>
    public void Complete()
    {
        foreach (var state in Enumerable.Range(1, _depth.Count - 1).OrderBy(s => _depth[s]))
        {
            var (parent, arc) = _edge[state];
            _fallback[state] = parent == Nothing ? Nothing : Step(_fallback[parent], arc);
            if (_forbidden[_fallback[state]])
                _forbidden[state] = true;
        }
    }

    public bool IsForbidden(int arc, int next) => _pairs.Contains(Key(arc, next));

    /// <summary>The state after <paramref name="arc"/> when nothing is known of what came before.</summary>
    public int Start(int arc) => _child.GetValueOrDefault(Key(Nothing, arc), Nothing);

    /// <summary>The state after one more arc.</summary>
    public int Step(int state, int arc)
    {
        while (true)
        {
            if (_child.TryGetValue(Key(state, arc), out var next))
                return next;
            if (state == Nothing)
                return Nothing;
            state = _fallback[state];
        }
    }

    public bool IsForbidden(int state) => _forbidden[state];

    /// <summary>Whether a state remembers more than its last arc, and so needs a copy of that arc in the graph.</summary>
    public bool Remembers(int state) => _depth[state] >= 2;

    private static long Key(int a, int b) => ((long)a << 32) | (uint)b;
}
