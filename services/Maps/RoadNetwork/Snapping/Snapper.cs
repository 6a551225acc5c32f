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
    private readonly List<Phantom> _noStopping = [];

    /// <summary>
    /// Fills <paramref name="found"/> with up to <paramref name="number"/> places on the profile's nearest roads that the
    /// filter lets through, the nearest first. Second choice, taken only where there is no first: components with fewer
    /// than <see cref="SnapFilter.MinIsland"/> road points, when no larger one is within <see cref="SnapFilter.IslandReachMetres"/>; roads on which nobody can
    /// stop, when no other is within <see cref="SnapFilter.StopReachMetres"/>.
    /// </summary>
    public void Find(Profile profile, Coordinate at, int number, in SnapFilter filter, List<Phantom> found)
    {
        found.Clear();
        if (!at.IsValid || number < 1)
            return;
        _queue.Clear();
        _islands.Clear();
        _noStopping.Clear();
        var graph = region.Graphs[(int)profile];
        var points = graph.ComponentPoints.Span;
        var columns = region.Columns;
        var boxes = columns.Boxes.Span;
        var levels = region.LevelStarts;
        var scale = new Scale(at);
        var limit = filter.MaxMetres * filter.MaxMetres;
        var islandLimit = filter.IslandReachMetres * filter.IslandReachMetres;
        var stopLimit = SnapFilter.StopReachMetres * SnapFilter.StopReachMetres;
        var takesAll = filter.AnyRoad;
        _queue.Enqueue(Pack(levels.Length - 2, 0), 0);
        while (_queue.TryDequeue(out var item, out var distance) && distance <= limit)
        {
            if (distance > islandLimit && found.Count == 0 && _islands.Count > 0)
                break;
            if (!takesAll && distance > stopLimit && found.Count == 0 && _noStopping.Count > 0)
            {
                takesAll = true;
                found.AddRange(_noStopping);
                if (found.Count >= number)
                    return;
            }

            if (item < 0)
            {
                var segment = (int)~item;
                if (filter.Excluded != RoadKinds.None && (columns.KindsOf(segment) & filter.Excluded) != RoadKinds.None)
                    continue;
                if (filter.IsClosed(graph, segment))
                    continue;
                var rest = points[segment] < filter.MinIsland ? _islands : !takesAll && !CanStop(segment) ? _noStopping : found;
                if (rest != found && (rest.Count >= number || found.Count > 0))
                    continue;
                var phantom = PhantomOn(segment, at, scale);
                phantom = phantom with { Sides = Sides(phantom, graph, filter) };
                if (phantom.Sides == ArcSides.None)
                    continue;
                rest.Add(phantom);
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
            found.AddRange(_noStopping.Count > 0 ? _noStopping : _islands);
    }

    /// <summary>The place that a hint names; null when the profile may not use it, or the hint is of no such segment.</summary>
    public Phantom? Take(Profile profile, RoadHint hint, Coordinate at, in SnapFilter filter)
    {
        var graph = region.Graphs[(int)profile];
        if ((uint)hint.Segment >= (uint)region.Columns.Tail.Length || graph.ComponentPoints[hint.Segment] == 0 || !at.IsValid
            || (region.Columns.KindsOf(hint.Segment) & filter.Excluded) != RoadKinds.None || filter.IsClosed(graph, hint.Segment))
            return null;
        var phantom = PhantomOn(hint.Segment, at, new Scale(at));

        // A hint is of the same point: farther than rounding away, it is of another.
        if (Math.Abs(phantom.Centimetres - hint.Centimetres) > 100 || phantom.MetresAway > filter.MaxMetres)
            return null;
        phantom = phantom with { Sides = Sides(phantom, graph, filter) };
        return phantom.Sides == ArcSides.None ? null : phantom;
    }

    private bool CanStop(int segment)
    {
        var way = region.Columns.SegmentWay[segment];
        const WayTraits noStopping = WayTraits.Tunnel | WayTraits.Ferry;
        return region.Columns.WayClass[way] != (byte)RoadClass.Motorway && ((WayTraits)region.Columns.WayTraits[way] & noStopping) == WayTraits.None;
    }

    /// <summary>The directions that the filter leaves of those that are open.</summary>
    private ArcSides Sides(Phantom phantom, GraphColumns graph, in SnapFilter filter)
    {
        var forward = filter.Closures?.IsOpen(graph, 2 * phantom.Segment) ?? graph.IsOpen(2 * phantom.Segment);
        var backward = filter.Closures?.IsOpen(graph, 2 * phantom.Segment + 1) ?? graph.IsOpen(2 * phantom.Segment + 1);
        if (filter.IsOpen)
            return ArcSides.Both;
        var along = region.PointAt(phantom.Piece).BearingTo(region.PointAt(phantom.Piece + 1));
        if (filter.Approach != Approach.Unrestricted && forward && backward && phantom.MetresAway > 0.5)
        {
            // Clockwise from the direction of drawing: the point lies right of it below 180 degrees.
            var right = (phantom.Location.BearingTo(phantom.Asked) - along + 360) % 360 < 180;
            var keepsLeft = ((WayTraits)region.Columns.WayTraits[region.Columns.SegmentWay[phantom.Segment]] & WayTraits.KeepsLeft) != WayTraits.None;
            var wantsForward = right != keepsLeft == (filter.Approach == Approach.Curb);
            (forward, backward) = (wantsForward, !wantsForward);
        }

        forward &= filter.IsWithinBearing(along);
        backward &= filter.IsWithinBearing(along + 180);
        return (forward ? ArcSides.Forward : ArcSides.None) | (backward ? ArcSides.Backward : ArcSides.None);
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
