using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Graph;

/// <summary>Expands the roads into one profile's states and turns. O(turns), a few dozen nanoseconds each.</summary>
internal sealed class TurnGraphBuilder
{
    private readonly Roads _roads;
    private readonly ITravelRules _rules;
    private readonly ArcRules _arcs;
    private readonly TurnRules _turns;

    // While building: states in order of discovery. Base states come first, arc by arc.
    private readonly List<int> _arc = [];
    private readonly List<int> _memory = [];
    private readonly List<bool> _ending = [];
    private readonly Dictionary<(int Arc, int Memory, bool Ending), int> _copies = [];
    private readonly int[] _beginState;
    private readonly int[] _endState;
    private readonly List<int> _turnCount = [];
    private readonly List<TurnTo> _found = [];

    private TurnGraphBuilder(Roads roads, ITravelRules rules, ArcRules arcs, TurnRules turns)
    {
        _roads = roads;
        _rules = rules;
        _arcs = arcs;
        _turns = turns;
        _beginState = new int[2 * roads.SegmentCount];
        _endState = new int[2 * roads.SegmentCount];
    }

    public static TurnGraph Build(Extract extract, Roads roads, RestrictionResolver restrictions, ITravelRules rules)
    {
        var arcs = ArcRules.Build(extract, roads, rules);
        var turns = restrictions.Resolve(rules, arc => arcs.Openness[arc] != Openness.Closed);
        return new TurnGraphBuilder(roads, rules, arcs, turns).Build();
    }

    private TurnGraph Build()
    {
        AddBaseStates();
        var candidates = new List<(int Arc, bool IsUTurn)>();
        for (var state = 0; state < _arc.Count; state++)
        {
            var before = _found.Count;
            AddTurns(state, candidates);
            _turnCount.Add(_found.Count - before);
        }

        return Renumber();
    }

    private void AddBaseStates()
    {
        _beginState.AsSpan().Fill(-1);
        _endState.AsSpan().Fill(-1);
        for (var arc = 0; arc < _beginState.Length; arc++)
        {
            if (_arcs.Openness[arc] == Openness.Closed)
                continue;
            _beginState[arc] = AddState(arc, _turns.Start(arc), ending: false);
            _endState[arc] = _arcs.Openness[arc] == Openness.Restricted
                ? AddState(arc, _turns.Start(arc), ending: true)
                : _beginState[arc];
        }
    }

    private int AddState(int arc, int memory, bool ending)
    {
        _arc.Add(arc);
        _memory.Add(memory);
        _ending.Add(ending);
        return _arc.Count - 1;
    }

    private void AddTurns(int state, List<(int Arc, bool IsUTurn)> candidates)
    {
        var arc = _arc[state];
        var node = _roads.ArcHead(arc);
        var passage = _arcs.Passage[node];
        var mayGoOn = false;
        candidates.Clear();
        foreach (var next in _roads.Leaving(node))
        {
            if (next == (arc ^ 1) || !Allows(state, arc, next, passage))
                continue;
            candidates.Add((next, false));

            // A road that goes on only into private ground is a dead end for who does not want to go there.
            mayGoOn |= _arcs.Openness[next] >= _arcs.Openness[arc];
        }

        if (!mayGoOn && Allows(state, arc, arc ^ 1, Openness.Open))
            candidates.Add((arc ^ 1, true));
        foreach (var (next, isUTurn) in candidates)
        {
            // The rules speak of traffic that keeps right: where it keeps left they hold in the mirror.
            var angle = KeepsLeft(arc) ? -Angle(arc, next) : Angle(arc, next);
            var turn = new Turn(angle, isUTurn, _arcs.Degree[node] > 2, Signals.Bind(_roads.NodeSignals[node], arc));
            _found.Add(new TurnTo(StateAfter(state, arc, next), _arcs.Weight[arc] + _rules.TurnDeciseconds(turn)));
        }
    }

    private bool Allows(int state, int arc, int next, Openness passage)
    {
        var from = _arcs.Openness[arc];
        var to = _arcs.Openness[next];
        if (to == Openness.Closed || passage == Openness.Closed)
            return false;

        // A private gate leads to private ground, never from one open road to another.
        if (passage == Openness.Restricted && from == Openness.Open && to == Openness.Open)
            return false;

        // A route that has come from open roads to restricted ones ends there.
        if (_ending[state] && to == Openness.Open)
            return false;
        if (_turns.IsForbidden(arc, next))
            return false;
        return !_turns.HasLongSequences || !_turns.IsForbidden(_turns.Step(_memory[state], next));
    }

    private int StateAfter(int state, int arc, int next)
    {
        var ending = _arcs.Openness[next] == Openness.Restricted && (_ending[state] || _arcs.Openness[arc] == Openness.Open);
        var memory = _turns.HasLongSequences ? _turns.Step(_memory[state], next) : TurnRules.Nothing;
        if (!_turns.Remembers(memory))
            return ending ? _endState[next] : _beginState[next];
        var key = (next, memory, ending);
        if (!_copies.TryGetValue(key, out var copy))
            _copies.Add(key, copy = AddState(next, memory, ending));
        return copy;
    }

    private bool KeepsLeft(int arc) => ((WayTraits)_roads.WayTraits[_roads.Way[arc >> 1]] & WayTraits.KeepsLeft) != WayTraits.None;

    private double Angle(int arc, int next)
    {
        var angle = (_roads.Bearing[next] - _roads.Bearing[arc ^ 1] - 180.0) % 360;
        return angle > 180 ? angle - 360 : angle <= -180 ? angle + 360 : angle;
    }

    /// <summary>Copies found late move beside their arc's first state, so that an arc's states are one range.</summary>
    private TurnGraph Renumber()
    {
        var states = _arc.Count;
        var arcs = _beginState.Length;
        var firstState = new int[arcs + 1];
        foreach (var arc in _arc)
            firstState[arc + 1]++;
        for (var a = 0; a < arcs; a++)
            firstState[a + 1] += firstState[a];
        var next = firstState.AsSpan(0, arcs).ToArray();
        var number = new int[states];
        for (var s = 0; s < states; s++)
            number[s] = next[_arc[s]]++;

        int[] stateArc = new int[states], weight = new int[states], firstTurn = new int[states + 1];
        var firstFound = new int[states + 1];
        for (var s = 0; s < states; s++)
        {
            stateArc[number[s]] = _arc[s];
            weight[number[s]] = _arcs.Weight[_arc[s]];
            firstTurn[number[s] + 1] = _turnCount[s];
            firstFound[s + 1] = firstFound[s] + _turnCount[s];
        }

        for (var s = 0; s < states; s++)
            firstTurn[s + 1] += firstTurn[s];
        var turns = new TurnTo[_found.Count];
        for (var s = 0; s < states; s++)
        {
            for (var i = 0; i < _turnCount[s]; i++)
            {
                var turn = _found[firstFound[s] + i];
                turns[firstTurn[number[s]] + i] = turn with { State = number[turn.State] };
            }
        }

        return new TurnGraph
        {
            FirstState = firstState,
            StateArc = stateArc,
            Weight = weight,
            FirstTurn = firstTurn,
            Turns = turns,
            ComponentPoints = Components.PointsBySegment(_roads, firstState, stateArc, firstTurn, turns),
        };
    }
}
