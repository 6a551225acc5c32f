using Routing.RoadNetwork;
using Routing.RoadNetwork.Live;

namespace Routing.Planning.Roads;

/// <summary>
/// Travel between points, remembered by ways and source, so that a new point costs one sweep from each place that
/// somebody may come from, and a known one nothing. Thread-safe; computes outside the lock.
/// </summary>
/// <param name="speeds">Those that the router knows.</param>
internal sealed class TravelTimes(Router router, SpeedsByHour speeds)
{
    // 300 sources a day over some thirty days; beyond that all is forgotten and made again as it is asked for.
    private const int MaxRows = 10_000;
    private readonly Lock gate = new();
    private readonly Dictionary<(Ways, Coordinate), Dictionary<Coordinate, Travel>> rows = [];

    /// <summary>Makes sure that all of sources x destinations is known.</summary>
    public void Prepare(Ways ways, IReadOnlyCollection<Coordinate> sources, IReadOnlyCollection<Coordinate> destinations, CancellationToken cancellation)
    {
        // Sources that lack the same destinations are asked together: a table sweeps them in parallel.
        var missing = new Dictionary<string, (List<Coordinate> Sources, List<Coordinate> Destinations)>(StringComparer.Ordinal);
        lock (gate)
        {
            if (rows.Count > MaxRows) rows.Clear();
            foreach (var source in sources)
            {
                var row = rows.GetValueOrDefault((ways, source));
                var lacks = destinations.Where(destination => row is null || !row.ContainsKey(destination)).ToList();
                if (lacks.Count == 0) continue;
                var key = string.Join('|', lacks);
                if (!missing.TryGetValue(key, out var group)) missing[key] = group = ([], lacks);
                group.Sources.Add(source);
            }
        }

        foreach (var (from, to) in missing.Values)
        {
            var request = new TableRequest { Departure = ways.SpeedRow == SpeedsByHour.UsualRow ? null : speeds.DepartureIn(ways.SpeedRow) };
            var table = router.Table(ways.Profile, [.. from.Select(ways.Through)], [.. to.Select(ways.Through)], request, cancellation);
            lock (gate)
            {
                for (var i = 0; i < from.Count; i++)
                {
                    if (!rows.TryGetValue((ways, from[i]), out var row)) rows[(ways, from[i])] = row = [];
                    for (var j = 0; j < to.Count; j++)
                        row[to[j]] = new Travel(table.DurationsDeciseconds[(i * to.Count) + j], table.DistancesMetres[(i * to.Count) + j]);
                }
            }
        }
    }

    /// <summary>Fills the cells of sources x destinations (indices of points) into square arrays, where they are known; null: not wanted.</summary>
    public void Fill(
        Ways ways, IReadOnlyList<Coordinate> points, IReadOnlyCollection<int> sources, IReadOnlyCollection<int> destinations, int[] seconds, int[]? metres)
    {
        lock (gate)
        {
            foreach (var from in sources)
            {
                if (!rows.TryGetValue((ways, points[from]), out var row)) continue;
                foreach (var to in destinations)
                {
                    if (!row.TryGetValue(points[to], out var travel)) continue;
                    seconds[(from * points.Count) + to] = travel.Seconds;
                    if (metres is not null) metres[(from * points.Count) + to] = travel.Metres;
                }
            }
        }
    }

    /// <summary>Whole seconds, never too few, and metres; null where there is no way, or it was not prepared.</summary>
    public (int Seconds, int Metres)? Find(Ways ways, Coordinate from, Coordinate to)
    {
        lock (gate)
        {
            return rows.TryGetValue((ways, from), out var row) && row.TryGetValue(to, out var travel) && travel.Deciseconds >= 0
                ? (travel.Seconds, travel.Metres)
                : null;
        }
    }

    /// <summary>-1 where there is no way.</summary>
    private readonly record struct Travel(int Deciseconds, int Metres)
    {
        /// <summary>Whole seconds, never too few.</summary>
        public int Seconds => Deciseconds < 0 ? -1 : (Deciseconds + 9) / 10;
    }
}
