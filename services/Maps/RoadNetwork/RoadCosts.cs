using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork;

/// <summary>
/// What driving along each arc takes for one profile: as its rules say, until changed. Arc 2s drives segment s (see
/// <see cref="RoadHint.Segment"/>) as it is drawn, 2s + 1 against it. Turns keep their costs; a turn to or from a closed
/// arc is closed. Give it to <see cref="Router.Customise"/> when done. Not thread-safe.
/// </summary>
public sealed class RoadCosts
{
    // As in the import, which clamps to the same.
    private const int MaxDeciseconds = 100_000_000;

    private readonly Region _region;
    private readonly GraphColumns _graph;

    // By arc; Infinite: closed now, -1: closed by the rules, for good.
    private readonly int[] _deciseconds;

    /// <param name="region">Whose roads; has to stay open.</param>
    /// <param name="profile">How one travels.</param>
    public RoadCosts(Region region, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(region);
        using var hold = region.Hold();
        _region = region;
        Profile = profile;
        _graph = region.Graphs[(int)profile];
        _deciseconds = new int[_graph.FirstState.Length - 1];
        for (var arc = 0; arc < _deciseconds.Length; arc++)
            _deciseconds[arc] = _graph.IsOpen(arc) ? _graph.Weight[_graph.FirstState[arc]] : -1;
    }

    public Profile Profile { get; }

    /// <summary>Twice the region's segments.</summary>
    public int Arcs => _deciseconds.Length;

    internal Region Region => _region;

    /// <summary>Whether one may drive along an arc: the profile's rules allow it and it is not closed.</summary>
    public bool IsOpen(int arc) => _deciseconds[arc] is >= 0 and < Metric.Infinite;

    /// <summary>Tenths of a second from an arc's beginning to its end, -1 when it is not open.</summary>
    public int Deciseconds(int arc) => IsOpen(arc) ? _deciseconds[arc] : -1;

    public void Close(int arc)
    {
        if (_deciseconds[arc] >= 0)
            _deciseconds[arc] = Metric.Infinite;
    }

    /// <summary>Opens the arc, if the rules allow it, at this speed; at least a tenth of a second.</summary>
    public void SetSpeed(int arc, double kilometresPerHour)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kilometresPerHour);
        SetDeciseconds(arc, DecisecondsAt(arc, kilometresPerHour));
    }

    /// <summary>Times as long as the rules say: 2 halves the speed. Opens the arc, if the rules allow it.</summary>
    public void SetFactor(int arc, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        if (_deciseconds[arc] >= 0)
            SetDeciseconds(arc, _graph.Weight[_graph.FirstState[arc]] * factor);
    }

    internal double DecisecondsAt(int arc, double kilometresPerHour) => _region.Columns.Centimetres[arc >> 1] * 0.36 / kilometresPerHour;

    /// <summary>Drives every road at a part of its usual speed.</summary>
    /// <param name="speedFactors">By <see cref="RoadClass"/>.</param>
    internal void SetFactorsByClass(ReadOnlySpan<double> speedFactors)
    {
        for (var arc = 0; arc < _deciseconds.Length; arc++)
        {
            var factor = speedFactors[_region.Columns.WayClass[_region.Columns.SegmentWay[arc >> 1]]];
            if (_deciseconds[arc] >= 0 && factor != 1)
                SetDeciseconds(arc, _graph.Weight[_graph.FirstState[arc]] / factor);
        }
    }

    internal void SetDeciseconds(int arc, double deciseconds)
    {
        if (_deciseconds[arc] >= 0)
            _deciseconds[arc] = (int)Math.Clamp(Math.Round(deciseconds), 1, MaxDeciseconds);
    }

    /// <summary>By state.</summary>
    internal int[] StateWeights()
    {
        var weights = new int[_graph.StateCount];
        for (var state = 0; state < weights.Length; state++)
            weights[state] = _deciseconds[_graph.StateArc[state]];
        return weights;
    }
}

/// <summary>
/// A profile's roads with other costs than the usual ones, ready to be searched: closures, live speeds, an hour of the day.
/// Immutable; belongs to the region that it was made for, and any router over it can use it.
/// </summary>
public sealed class RoadMetric
{
    internal RoadMetric(Region region, Profile profile, Metric metric)
    {
        Region = region;
        Profile = profile;
        Metric = metric;
    }

    public Profile Profile { get; }

    internal Region Region { get; }

    internal Metric Metric { get; }
}
