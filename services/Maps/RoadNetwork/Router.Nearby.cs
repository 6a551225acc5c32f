using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    private const int MostNearby = 5;

    /// <summary>Cells of a table over nearby roads that are held at a time.</summary>
    private const int CellsAtATime = 4_000_000;

    /// <summary>
    /// Other places for two points that no way joins, on roads hardly farther away than the nearest: first for the
    /// destination, then for the start, then for both. Null when none is joined either. The way is then the query's last.
    /// </summary>
    private (Phantom From, Phantom To)? FindNearby(Query query, Metric metric, Profile p, RoutePoint start, Phantom from, RoutePoint end, Phantom to)
    {
        if (_options.OtherRoadMetres <= 0)
            return null;
        var ends = Nearby(query, p, metric, end, to);
        foreach (var other in ends)
        {
            if (query.PointToPoint.Find(metric, from, other))
                return (from, other);
        }

        foreach (var first in Nearby(query, p, metric, start, from))
        {
            foreach (var last in (Phantom[])[to, .. ends])
            {
                if (query.PointToPoint.Find(metric, first, last))
                    return (first, last);
            }
        }

        return null;
    }

    private List<Phantom> Nearby(Query query, Profile p, Metric metric, RoutePoint point, Phantom known)
    {
        var found = new List<Phantom>();
        query.Snapper.Find(p, point.At, MostNearby, FilterOf(point, metric), found);
        found.RemoveAll(other => other.Segment == known.Segment || other.MetresAway > known.MetresAway + _options.OtherRoadMetres);
        return found;
    }

    /// <summary>
    /// Gives cells without a way that of the nearby roads, in the order of <see cref="FindNearby"/>, so that a table and its
    /// routes agree: a table over the lost destinations' nearby roads, then one over those of the lost sources too. Where no
    /// cell has a way these have up to <see cref="MostNearby"/> and 30 times as many cells as the table itself.
    /// </summary>
    private void FillFromNearby(
        Profile p, Metric metric, ReadOnlySpan<RoutePoint> sources, ReadOnlySpan<RoutePoint> destinations, Phantom?[] from, Phantom?[] to, TableSearch table, CancellationToken ct)
    {
        if (_options.OtherRoadMetres <= 0)
            return;
        var (rows, columns) = LostPlaces(from, to, table.Durations);
        if (rows.Count == 0)
            return;
        FillFrom(Choices.Known(rows, from), NearbyOf(p, metric, destinations, to, columns, withKnown: false, ct));

        (rows, columns) = LostPlaces(from, to, table.Durations);
        if (rows.Count == 0)
            return;
        FillFrom(NearbyOf(p, metric, sources, from, rows, withKnown: false, ct), NearbyOf(p, metric, destinations, to, columns, withKnown: true, ct));

        void FillFrom(Choices starts, Choices ends)
        {
            if (ends.Places.Length == 0)
                return;
            for (var (first, last) = (0, 1); first < starts.Of.Count; (first, last) = (last, last + 1))
            {
                while (last < starts.Of.Count && (long)starts.Between(first, last + 1).Length * ends.Places.Length <= CellsAtATime)
                    last++;
                var search = new TableSearch(_region, p, metric, starts.Between(first, last).ToArray(), ends.Places, table.HasDistances);
                search.Run(() => Rent(p), _idle[(int)p].Add, progress: null, ct);
                for (var row = first; row < last; row++)
                    starts.TakeRow(row, first, ends, search, table);
            }
        }
    }

    /// <summary>Sources and destinations on roads between which a cell has no way.</summary>
    private static (List<int> Rows, List<int> Columns) LostPlaces(Phantom?[] from, Phantom?[] to, int[] durations)
    {
        var rows = new List<int>();
        var isLost = new bool[to.Length];
        for (var row = 0; row < from.Length; row++)
        {
            var cells = durations.AsSpan(row * to.Length, to.Length);
            if (from[row] is null || !cells.Contains(-1))
                continue;
            var before = rows.Count;
            for (var column = 0; column < to.Length; column++)
            {
                if (cells[column] >= 0 || to[column] is null)
                    continue;
                isLost[column] = true;
                if (rows.Count == before)
                    rows.Add(row);
            }
        }

        return (rows, [.. Enumerable.Range(0, to.Length).Where(column => isLost[column])]);
    }

    private Choices NearbyOf(Profile p, Metric metric, ReadOnlySpan<RoutePoint> points, Phantom?[] known, List<int> of, bool withKnown, CancellationToken ct)
    {
        var asked = points.ToArray();
        var found = new List<Phantom>[of.Count];
        Parallel.For(0, of.Count, new ParallelOptions { CancellationToken = ct }, () => Rent(p), (i, _, query) =>
        {
            found[i] = Nearby(query, p, metric, asked[of[i]], known[of[i]]!.Value);
            if (withKnown)
                found[i].Insert(0, known[of[i]]!.Value);
            return query;
        }, _idle[(int)p].Add);
        return Choices.From(of, found);
    }

    /// <summary>Places to take for some sources or destinations, the first that will do.</summary>
    /// <param name="Of">Positions of the sources or destinations in the table.</param>
    /// <param name="First">By position in <paramref name="Of"/>, + 1: where its places begin.</param>
    /// <param name="Places">All of them.</param>
    private sealed record Choices(List<int> Of, int[] First, Phantom?[] Places)
    {
        public static Choices Known(List<int> of, Phantom?[] known) => From(of, of.ConvertAll(i => new List<Phantom> { known[i]!.Value }));

        public static Choices From(List<int> of, IReadOnlyList<List<Phantom>> places)
        {
            var first = new int[of.Count + 1];
            for (var i = 0; i < of.Count; i++)
                first[i + 1] = first[i] + places[i].Count;
            return new Choices(of, first, [.. places.SelectMany(each => each).Select(place => (Phantom?)place)]);
        }

        /// <summary>The places of the positions from one to before another.</summary>
        public ReadOnlySpan<Phantom?> Between(int first, int last) => Places.AsSpan(First[first], First[last] - First[first]);

        /// <summary>Fills the lost cells of one source from a search whose sources are the places from <paramref name="firstRow"/> on.</summary>
        public void TakeRow(int row, int firstRow, Choices ends, TableSearch search, TableSearch table)
        {
            var width = table.Durations.Length / table.Rows;
            for (var c = 0; c < ends.Of.Count; c++)
            {
                var cell = Of[row] * width + ends.Of[c];
                for (var start = First[row]; start < First[row + 1] && table.Durations[cell] < 0; start++)
                {
                    var line = (start - First[firstRow]) * ends.Places.Length;
                    var reached = search.Durations.AsSpan(line + ends.First[c], ends.First[c + 1] - ends.First[c]).IndexOfAnyInRange(0, int.MaxValue);
                    if (reached < 0)
                        continue;
                    table.Durations[cell] = search.Durations[line + ends.First[c] + reached];
                    if (table.HasDistances)
                        table.Distances[cell] = search.Distances[line + ends.First[c] + reached];
                }
            }
        }
    }
}
