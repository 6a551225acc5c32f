using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Snapping;

/// <summary>
/// Nearest segments, best first through the R-tree (Hjaltason and Samet 1999). Not thread-safe: one a query object.
/// </summary>
internal sealed class Snapper(Region region)
{
    /// <summary>Boxes and segments still to look at, by their squared distance in metres. Segments are exact when negative.</summary>
    private readonly PriorityQueue<long, double> _queue = new();

    private readonly List<Phantom> _islands = [];

    /// <summary>
    /// Fills <paramref name="found"/> with up to <paramref name="number"/> places on the profile's nearest roads, the
    /// nearest first. Those on components with fewer than <paramref name="minIsland"/> road points count only when no
    /// larger one is within <paramref name="maxMetres"/>.
    /// </summary>
    public void Find(Profile profile, Coordinate at, int number, double maxMetres, int minIsland, List<Phantom> found)
    {
        found.Clear();
        if (!at.IsValid || number < 1)
            return;
        _queue.Clear();
        _islands.Clear();
        var points = region.Graphs[(int)profile].ComponentPoints.Span;
        var columns = region.Columns;
        var boxes = columns.Boxes.Span;
        var levels = region.LevelStarts;
        var scale = new Scale(at);
        var limit = maxMetres * maxMetres;
        _queue.Enqueue(Pack(levels.Length - 2, 0), 0);
        while (_queue.TryDequeue(out var item, out var distance) && distance <= limit)
        {
            if (item < 0)
            {
                var segment = (int)~item;
                var onIsland = points[segment] < minIsland;
                if (onIsland && (_islands.Count >= number || found.Count > 0))
                    continue;
                (onIsland ? _islands : found).Add(PhantomOn(segment, at, scale));
                if (found.Count == number)
                    return;
                continue;
            }

            var level = (int)(item >> 32);
            var index = (int)item;
            if (level == 0)
            {
                _queue.Enqueue(~(long)index, NearestPiece(index, scale, out _, out _));
                continue;
            }

            var below = levels[level] - levels[level - 1];
            var first = index * SegmentBoxes.Fanout;
            var last = Math.Min(first + SegmentBoxes.Fanout, below);
            for (var child = first; child < last; child++)
            {
                // A component of no points is a road that the profile may not use.
                if (level == 1 && points[child] == 0)
                    continue;
                var away = scale.SquaredMetresTo(boxes[levels[level - 1] + child]);
                if (away <= limit)
                    _queue.Enqueue(Pack(level - 1, child), away);
            }
        }

        if (found.Count == 0)
            found.AddRange(_islands);
    }

    private static long Pack(int level, int index) => ((long)level << 32) | (uint)index;

    /// <summary>Squared metres to the segment; the piece of it that is nearest, and where on that piece (0 to 1).</summary>
    private double NearestPiece(int segment, Scale scale, out int piece, out double along)
    {
        var lon = region.Columns.PointLon.Span;
        var lat = region.Columns.PointLat.Span;
        var best = double.MaxValue;
        piece = 0;
        along = 0;
        var last = region.Columns.LastPoint[segment];
        for (var p = region.Columns.FirstPoint[segment]; p < last; p++)
        {
            var x = scale.X(lon[p]);
            var y = scale.Y(lat[p]);
            var dx = scale.X(lon[p + 1]) - x;
            var dy = scale.Y(lat[p + 1]) - y;
            var length = dx * dx + dy * dy;
            var t = length > 0 ? Math.Clamp(-(x * dx + y * dy) / length, 0, 1) : 0;
            x += t * dx;
            y += t * dy;
            var squared = x * x + y * y;
            if (squared >= best)
                continue;
            best = squared;
            piece = p;
            along = t;
        }

        return best;
    }

    private Phantom PhantomOn(int segment, Coordinate at, Scale scale)
    {
        NearestPiece(segment, scale, out var piece, out var along);
        var from = region.PointAt(piece);
        var to = region.PointAt(piece + 1);
        var location = along switch
        {
            0 => from,
            1 => to,
            _ => new Coordinate(from.Lon + along * (to.Lon - from.Lon), from.Lat + along * (to.Lat - from.Lat)),
        };
        var first = region.Columns.FirstPoint[segment];
        var before = 0.0;
        for (var p = first; p < piece; p++)
            before += region.PointAt(p).MetresTo(region.PointAt(p + 1));
        before += from.MetresTo(location);
        var whole = region.Columns.Centimetres[segment];
        var centimetres = Math.Clamp((int)Math.Round(before * 100), 0, whole);
        if (along == 1 && piece + 1 == region.Columns.LastPoint[segment])
            centimetres = whole;
        var ratio = whole > 0 ? (double)centimetres / whole : 0;
        return new Phantom(segment, piece, ratio, centimetres, location, at);
    }

    /// <summary>A flat map in metres around a point; right to some parts in a thousand over the distances of snapping.</summary>
    private readonly struct Scale
    {
        private readonly double _lon;
        private readonly double _lat;
        private readonly double _metresPerLon;
        private const double MetresPerLat = 6_371_008.8 * Math.PI / 180 / 1e7;

        public Scale(Coordinate at)
        {
            _lon = at.Lon * 1e7;
            _lat = at.Lat * 1e7;
            _metresPerLon = MetresPerLat * Math.Cos(at.Lat * Math.PI / 180);
        }

        public double X(int lon) => (lon - _lon) * _metresPerLon;

        public double Y(int lat) => (lat - _lat) * MetresPerLat;

        public double SquaredMetresTo(Box box)
        {
            var x = Math.Max(0, Math.Max(box.MinLon - _lon, _lon - box.MaxLon)) * _metresPerLon;
            var y = Math.Max(0, Math.Max(box.MinLat - _lat, _lat - box.MaxLat)) * MetresPerLat;
            return x * x + y * y;
        }
    }
}
