namespace Routing.RoadNetwork.Tests.Plain;

/// <summary>
/// A town as a rule book reads it, without states, copies or automata: a search over whole histories of the last arcs.
/// Slow, and shares no code with the engine.
/// </summary>
internal sealed class RuleBook
{
    /// <summary>How many arcs back a rule may look.</summary>
    private const int Memory = 3;

    private readonly List<Street> _streets = [];
    private readonly List<string> _forbidden = [];
    private readonly List<(string Path, char To)> _only = [];

    private sealed record Street(char From, char To, int Deciseconds);

    public void Add(char from, char to, int deciseconds, bool oneway)
    {
        _streets.Add(new Street(from, to, deciseconds));
        if (!oneway)
            _streets.Add(new Street(to, from, deciseconds));
    }

    /// <summary>Letters in the order in which they may not be passed.</summary>
    public void Forbid(string letters) => _forbidden.Add(letters);

    /// <summary>Having passed the letters of the path, one may only go on to the one given.</summary>
    public void Only(string path, char to) => _only.Add((path, to));

    /// <summary>Deciseconds from having driven one street to having driven another, -1 when there is no way.</summary>
    public int Deciseconds(string first, string last, int uTurnDeciseconds)
    {
        var begin = _streets.Find(s => s.From == first[0] && s.To == first[1]);
        if (begin is null)
            return -1;
        var cost = new Dictionary<string, int> { [first] = 0 };
        var queue = new PriorityQueue<string, int>();
        queue.Enqueue(first, 0);
        while (queue.TryDequeue(out var history, out var at))
        {
            if (at > cost[history])
                continue;
            if (at > 0 && history.EndsWith(last, StringComparison.Ordinal))
                return at;
            var options = _streets.Where(s => s.From == history[^1] && Allows(history, s.To)).ToList();
            var onwards = options.Where(s => s.To != history[^2]).ToList();
            foreach (var street in onwards.Count > 0 ? onwards : options)
            {
                var next = history + street.To;
                if (next.Length > Memory + 1)
                    next = next[^(Memory + 1)..];
                var total = at + street.Deciseconds + (street.To == history[^2] ? uTurnDeciseconds : 0);
                if (cost.TryGetValue(next, out var known) && known <= total)
                    continue;
                cost[next] = total;
                queue.Enqueue(next, total);
            }
        }

        return -1;
    }

    private bool Allows(string history, char to) =>
        !_forbidden.Exists(letters => (history + to).EndsWith(letters, StringComparison.Ordinal))
        && !_only.Exists(only => history.EndsWith(only.Path, StringComparison.Ordinal) && only.To != to);
}
