using System.Collections.Concurrent;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// A table of fastest ways. The places of the smaller side climb, <see cref="Lanes.Width"/> at a time; the states that
/// the larger side needs are selected once and swept for each such batch, in parallel. So a row and a column cost the same.
/// RPHAST (Delling, Goldberg, Werneck, ATMOS 2011) with elimination tree queries for upward searches (Dibbelt, Strasser,
/// Wagner 2016). O(chains of all places + arcs of the selection * batches + cells).
/// </summary>
internal sealed class TableSearch
{
    /// <summary>Deciseconds above which a sum has an infinite part, although a place's offset was taken off.</summary>
    private const int Far = Metric.Infinite / 2;

    private readonly Region _region;
    private readonly Profile _profile;
    private readonly Metric _metric;
    private readonly Topology _topology;
    private readonly PlaceEnds _sources;
    private readonly PlaceEnds _destinations;
    private readonly bool _sourcesClimb;
    private readonly int[] _durations;
    private readonly int[] _distances;

    /// <summary>By segment: the places of the swept side on it.</summary>
    private readonly Dictionary<int, List<int>> _sweptOn = [];

    private readonly ConcurrentDictionary<int, SegmentLoops> _loops = [];

    public TableSearch(Region region, Profile profile, Metric metric, Phantom?[] from, Phantom?[] to, bool distances)
    {
        _region = region;
        _profile = profile;
        _metric = metric;
        _topology = region.Topologies[(int)profile];
        _durations = GC.AllocateUninitializedArray<int>(checked(from.Length * to.Length));
        _distances = distances ? GC.AllocateUninitializedArray<int>(_durations.Length) : [];
        _sources = PlaceEnds.Leaving(region, profile, metric, from);
        _destinations = PlaceEnds.Reaching(region, profile, metric, to);
        _sourcesClimb = from.Length <= to.Length;
        for (var i = 0; i < Swept.Count; i++)
        {
            if (Swept.Places[i] is not { } place)
                continue;
            if (!_sweptOn.TryGetValue(place.Segment, out var list))
                _sweptOn.Add(place.Segment, list = []);
            list.Add(i);
        }
    }

    /// <summary>Sources * destinations, row-major; deciseconds, -1 where not reached.</summary>
    public int[] Durations => _durations;

    /// <summary>The same, metres; empty unless asked for.</summary>
    public int[] Distances => _distances;

    /// <summary>Sources.</summary>
    public int Rows => _sources.Count;

    public bool HasDistances => _distances.Length > 0;

    private PlaceEnds Climbing => _sourcesClimb ? _sources : _destinations;

    private PlaceEnds Swept => _sourcesClimb ? _destinations : _sources;

    /// <param name="rent">A query for one thread, returned by <paramref name="giveBack"/>.</param>
    /// <param name="progress">Fraction done, from any thread, below 1: what follows is the caller's; null for none.</param>
    public void Run(Func<Query> rent, Action<Query> giveBack, IProgress<double>? progress, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_durations.Length == 0)
            return;
        var up = _sourcesClimb ? _metric.Out : _metric.In;
        var down = _sourcesClimb ? _metric.In : _metric.Out;
        var selection = new Selection(_topology, down, Swept);
        var width = Climbing.Count == 1 ? 1 : Lanes.Width;
        var batches = (Climbing.Count + width - 1) / width;
        var done = 0;
        if (batches == 1)
        {
            var query = rent();
            Batch(query, selection, up, width, 0);
            giveBack(query);
            return;
        }

        Parallel.For(
            0,
            batches,
            new ParallelOptions { CancellationToken = ct },
            rent,
            (batch, _, query) =>
            {
                Batch(query, selection, up, width, batch * width);
                progress?.Report(Interlocked.Increment(ref done) / (batches + 1.0));
                return query;
            },
            giveBack);
    }

    private void Batch(Query query, Selection selection, ArcRows up, int width, int first)
    {
        var count = Math.Min(width, Climbing.Count - first);
        var lanes = query.Lanes;
        lanes.Reset(selection, width, HasDistances);
        for (var lane = 0; lane < count; lane++)
            lanes.Climb(_topology, up, selection, lane, Climbing[first + lane]);
        lanes.Sweep(selection);
        if (width == 1)
            ReadOne(lanes, selection, first);
        else
            ReadLanes(lanes, selection, first, count);
        for (var lane = 0; lane < count; lane++)
            ReadOwnSegment(query, first + lane);
    }

    /// <summary>The cells of all swept places and one climber.</summary>
    private void ReadOne(Lanes lanes, Selection selection, int climber)
    {
        var step = _sourcesClimb ? 1 : _destinations.Count;
        var cell = _sourcesClimb ? climber * _destinations.Count : climber;
        for (var place = 0; place < Swept.Count; place++, cell += step)
        {
            var ends = Swept[place];
            var indices = selection.IndexOfEnd.AsSpan(Swept.FirstOf(place), ends.Length);
            var best = Far;
            var centimetres = 0;
            for (var e = 0; e < ends.Length; e++)
            {
                var sum = lanes.Cost[indices[e]] + ends[e].Deciseconds;
                if (sum >= best)
                    continue;
                best = sum;
                centimetres = lanes.Length[indices[e]] + ends[e].Centimetres;
            }

            Write(cell, best, centimetres);
        }
    }

    // The cells of all swept places and a batch of climbers. When sources climb, the lanes of a place go to as many rows:
    // so tiles of as many places are turned over in the first-level cache and written row by row.
    private void ReadLanes(Lanes lanes, Selection selection, int first, int count)
    {
        const int width = Lanes.Width;
        Span<int> durations = stackalloc int[width * width];
        Span<int> distances = stackalloc int[width * width];
        for (var place = 0; place < Swept.Count; place += width)
        {
            var places = Math.Min(width, Swept.Count - place);
            for (var i = 0; i < places; i++)
            {
                var ends = Swept[place + i];
                var indices = selection.IndexOfEnd.AsSpan(Swept.FirstOf(place + i), ends.Length);
                lanes.Best(ends, indices, Far, durations.Slice(i * width, width), distances.Slice(i * width, width));
            }

            if (!_sourcesClimb)
            {
                for (var i = 0; i < places; i++)
                {
                    var cell = (place + i) * _destinations.Count + first;
                    durations.Slice(i * width, count).CopyTo(_durations.AsSpan(cell));
                    if (HasDistances)
                        distances.Slice(i * width, count).CopyTo(_distances.AsSpan(cell));
                }

                continue;
            }

            for (var lane = 0; lane < count; lane++)
            {
                var cell = (first + lane) * _destinations.Count + place;
                TurnOver(durations, lane, _durations.AsSpan(cell, places));
                if (HasDistances)
                    TurnOver(distances, lane, _distances.AsSpan(cell, places));
            }
        }

        static void TurnOver(ReadOnlySpan<int> tile, int lane, Span<int> row)
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = tile[i * width + lane];
        }
    }

    private void Write(int cell, int deciseconds, int centimetres)
    {
        var isReached = deciseconds < Far;
        _durations[cell] = isReached ? deciseconds : -1;
        if (HasDistances)
            _distances[cell] = isReached ? (int)((centimetres + 50u) / 100) : -1;
    }

    /// <summary>Cells of two places on one segment: a chain knows no difference between staying on it and coming back.</summary>
    private void ReadOwnSegment(Query query, int climber)
    {
        if (Climbing.Places[climber] is not { } place || !_sweptOn.TryGetValue(place.Segment, out var others))
            return;
        foreach (var other in others)
        {
            var (source, destination) = _sourcesClimb ? (climber, other) : (other, climber);
            var (deciseconds, centimetres) = OnSegment(query, _sources.Places[source]!.Value, _destinations.Places[destination]!.Value);
            Write(source * _destinations.Count + destination, deciseconds, centimetres);
        }
    }

    private (int Deciseconds, int Centimetres) OnSegment(Query query, Phantom from, Phantom to)
    {
        var direct = Ends.Direct(_region.Graphs[(int)_profile], _metric, from, to);
        if (direct is { Deciseconds: 0 } here)
            return (0, here.Centimetres);
        var loops = _loops.GetOrAdd(
            from.Segment, static (segment, at) => new SegmentLoops(at.Region, at.Profile, at.Metric, at.Query.PointToPoint, segment),
            (Region: _region, Profile: _profile, Metric: _metric, Query: query));
        var best = loops.Best(from, to);
        return direct is { } stay && stay.Deciseconds <= best.Deciseconds ? (stay.Deciseconds, stay.Centimetres) : best;
    }
}
