using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Graph;

/// <summary>Cuts ways into segments at nodes and orders them along a Hilbert curve.</summary>
internal sealed class RoadsBuilder
{
    // Bearings are taken to a point this far along the road: the first centimetres of a drawn curve say little.
    private const double BearingMetres = 12;

    private readonly Extract _extract;
    private readonly bool[] _isNode;
    private readonly List<int> _pointLon = [];
    private readonly List<int> _pointLat = [];
    private readonly List<long> _pointOsmId = [];
    private readonly List<Piece> _pieces = [];

    private RoadsBuilder(Extract extract)
    {
        _extract = extract;
        _isNode = FindNodes(extract);
    }

    /// <summary>A segment before it has its final number; tail and head are indices of extract points.</summary>
    private readonly record struct Piece(int Tail, int Head, int FirstPoint, int LastPoint, int Way, ulong Hilbert);

    public static Roads Build(Extract extract)
    {
        var builder = new RoadsBuilder(extract);
        for (var way = 0; way < extract.Ways.Count; way++)
            builder.Cut(way);
        if (builder._pieces.Count == 0)
            throw new ExtractException("The OSM extract holds ways tagged as roads, but none with two points inside it. Take a complete extract.");
        builder._pieces.Sort((a, b) => a.Hilbert != b.Hilbert ? a.Hilbert.CompareTo(b.Hilbert) : a.FirstPoint.CompareTo(b.FirstPoint));
        return builder.Assemble();
    }

    private static bool[] FindNodes(Extract extract)
    {
        var seen = new bool[extract.PointIds.Length];
        var isNode = new bool[extract.PointIds.Length];
        foreach (var way in extract.Ways)
        {
            for (var i = 0; i < way.Points.Length; i++)
            {
                var point = extract.IndexOf(way.Points[i]);
                if (seen[point] || i == 0 || i == way.Points.Length - 1)
                    isNode[point] = true;
                seen[point] = true;
            }
        }

        // A barrier, a limit or a signal in the middle of a way has to be a node, or nothing could be said about passing it.
        foreach (var (point, tags) in extract.PointTags)
        {
            if (tags.Has("highway", "traffic_signals") || RoadClasses.ShutsTransporters(tags) || Array.Exists(Rules.All, r => r.Point(tags) != Openness.Open))
                isNode[point] = true;
        }

        return isNode;
    }

    private void Cut(int wayIndex)
    {
        var points = _extract.Ways[wayIndex].Points;
        var tail = -1; // Extract point at which the open piece began, -1 when none is open.
        var first = -1;
        var previous = -1;
        for (var i = 0; i < points.Length; i++)
        {
            var point = _extract.IndexOf(points[i]);
            if (_extract.Lon[point] == Extract.Missing)
            {
                // The extract's border cuts the way: the part before ends at its last known point.
                Close(previous);
                tail = -1;
                continue;
            }

            if (tail >= 0 && point == previous)
                continue;
            _pointLon.Add(_extract.Lon[point]);
            _pointLat.Add(_extract.Lat[point]);
            _pointOsmId.Add(points[i]);
            previous = point;
            if (tail < 0)
            {
                tail = point;
                first = _pointLon.Count - 1;
            }
            else if (_isNode[point])
            {
                Close(point);
                tail = point;
                first = _pointLon.Count - 1;
            }
        }

        Close(previous);

        void Close(int head)
        {
            var last = _pointLon.Count - 1;
            if (tail < 0 || last <= first)
                return;
            var middleLon = (int)(((long)_pointLon[first] + _pointLon[last]) / 2);
            var middleLat = (int)(((long)_pointLat[first] + _pointLat[last]) / 2);
            _pieces.Add(new Piece(tail, head, first, last, wayIndex, Hilbert.IndexOf(middleLon, middleLat)));
        }
    }

    private Roads Assemble()
    {
        var n = _pieces.Count;
        var nodeOfPoint = new int[_extract.PointIds.Length];
        nodeOfPoint.AsSpan().Fill(-1);
        var nodeIds = new List<long>();
        var signals = new List<byte>();
        var narrow = new List<int>();
        int[] tail = new int[n], head = new int[n], first = new int[n], last = new int[n], way = new int[n], centimetres = new int[n];
        var bearing = new short[2 * n];
        for (var s = 0; s < n; s++)
        {
            var piece = _pieces[s];
            tail[s] = NodeOf(piece.Tail);
            head[s] = NodeOf(piece.Head);
            first[s] = piece.FirstPoint;
            last[s] = piece.LastPoint;
            way[s] = piece.Way;
            var metres = 0.0;
            for (var p = first[s]; p < last[s]; p++)
                metres += At(p).MetresTo(At(p + 1));
            centimetres[s] = (int)Math.Round(metres * 100);
            bearing[2 * s] = LeavingBearing(first[s], last[s], 1);
            bearing[2 * s + 1] = LeavingBearing(last[s], first[s], -1);
        }

        var (firstLeaving, leaving) = Leaving(tail, head, nodeIds.Count);
        var names = new StringPool();
        var ways = _extract.Ways;
        var charging = _extract.ChargingPlaces;
        var keepsLeft = DrivingSide.KeepsLeft(_extract);
        return new Roads
        {
            NodeCount = nodeIds.Count,
            NodeOsmId = [.. nodeIds],
            NodeSignals = [.. signals],
            NarrowNodes = [.. narrow],
            Tail = tail,
            Head = head,
            FirstPoint = first,
            LastPoint = last,
            Way = way,
            Centimetres = centimetres,
            Bearing = bearing,
            PointLon = [.. _pointLon],
            PointLat = [.. _pointLat],
            PointOsmId = [.. _pointOsmId],
            WayOsmId = [.. ways.Select(w => w.OsmId)],
            WayClass = [.. ways.Select(w => (byte)RoadClasses.Of(w.Tags))],
            WayTraits = [.. ways.Select(w => (byte)RoadClasses.TraitsOf(w.Tags, keepsLeft))],
            WayName = [.. ways.Select(w => names.IndexOf(w.Tags["name"] ?? ""))],
            WayRef = [.. ways.Select(w => names.IndexOf(w.Tags["ref"] ?? ""))],
            WayLanesForward = [.. ways.Select(w => names.IndexOf(RoadClasses.LanesOf(w.Tags, forward: true)))],
            WayLanesBackward = [.. ways.Select(w => names.IndexOf(RoadClasses.LanesOf(w.Tags, forward: false)))],
            WayDestination = [.. ways.Select(w => names.IndexOf(RoadClasses.DestinationOf(w.Tags)))],
            WayExit = [.. ways.Select(w => names.IndexOf(w.Tags["junction:ref"] ?? ""))],
            ChargingLon = [.. charging.Select(place => place.Lon)],
            ChargingLat = [.. charging.Select(place => place.Lat)],
            ChargingOsmId = [.. charging.Select(place => place.OsmId)],
            ChargingWatts = [.. charging.Select(place => ChargingPlaces.Watts(place.Tags))],
            ChargingPlaces = [.. charging.Select(place => ChargingPlaces.Places(place.Tags))],
            ChargingName = [.. charging.Select(place => names.IndexOf(ChargingPlaces.NameOf(place.Tags)))],
            Strings = names.All,
            FirstLeaving = firstLeaving,
            LeavingArcs = leaving,
        };

        int NodeOf(int point)
        {
            if (nodeOfPoint[point] < 0)
            {
                nodeOfPoint[point] = nodeIds.Count;
                nodeIds.Add(_extract.PointIds[point]);
                var tags = _extract.PointTags.GetValueOrDefault(point);
                signals.Add(tags is null ? Signals.None : Signals.Of(tags));
                if (tags is not null && RoadClasses.ShutsTransporters(tags))
                    narrow.Add(nodeOfPoint[point]);
            }

            return nodeOfPoint[point];
        }
    }

    private Coordinate At(int point) => new(_pointLon[point] / 1e7, _pointLat[point] / 1e7);

    private short LeavingBearing(int from, int to, int step)
    {
        var metres = 0.0;
        for (var p = from; p != to; p += step)
        {
            metres += At(p).MetresTo(At(p + step));
            if (metres >= BearingMetres || p + step == to)
                return (short)((int)Math.Round(At(from).BearingTo(At(p + step))) % 360);
        }

        return 0;
    }

    /// <summary>Counting sort of the arcs by the node that they leave.</summary>
    internal static (int[] First, int[] Arcs) Leaving(int[] tail, int[] head, int nodes)
    {
        var first = new int[nodes + 1];
        for (var s = 0; s < tail.Length; s++)
        {
            first[tail[s] + 1]++;
            first[head[s] + 1]++;
        }

        for (var v = 0; v < nodes; v++)
            first[v + 1] += first[v];
        var next = first.AsSpan(0, nodes).ToArray();
        var arcs = new int[2 * tail.Length];
        for (var s = 0; s < tail.Length; s++)
        {
            arcs[next[tail[s]]++] = 2 * s;
            arcs[next[head[s]]++] = 2 * s + 1;
        }

        return (first, arcs);
    }
}
