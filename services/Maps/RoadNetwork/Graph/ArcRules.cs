using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Graph;

/// <summary>One profile's rules laid on arcs and nodes, before turns.</summary>
internal sealed class ArcRules
{
    /// <summary>By arc.</summary>
    public required Openness[] Openness { get; init; }

    /// <summary>By arc: deciseconds, at least 1; meaningless where closed.</summary>
    public required int[] Weight { get; init; }

    /// <summary>By node: what may pass through it.</summary>
    public required Openness[] Passage { get; init; }

    /// <summary>By node: how many ends of usable segments meet there.</summary>
    public required int[] Degree { get; init; }

    public static ArcRules Build(Extract extract, Roads roads, ITravelRules rules)
    {
        var ways = extract.Ways.ConvertAll(way => rules.Way(way.Tags));
        var segments = roads.SegmentCount;
        var openness = new Openness[2 * segments];
        var weight = new int[2 * segments];
        var degree = new int[roads.NodeCount];
        var wayCentimetres = WholeWays(roads, ways);
        for (var s = 0; s < segments; s++)
        {
            var rule = ways[roads.Way[s]];
            if (rule.IsClosed)
                continue;
            Set(2 * s, rule.Forward);
            Set(2 * s + 1, rule.Backward);
            degree[roads.Tail[s]]++;
            degree[roads.Head[s]]++;

            void Set(int arc, Travel travel)
            {
                openness[arc] = travel.Openness;
                if (travel.Openness == Profiles.Openness.Closed)
                    return;
                var deciseconds = rule.WholeWaySeconds is { } seconds
                    ? seconds * 10 * roads.Centimetres[s] / Math.Max(1, wayCentimetres[roads.Way[s]])
                    : roads.Centimetres[s] * 0.36 / travel.KilometresPerHour;
                weight[arc] = (int)Math.Clamp(Math.Round(deciseconds), 1, 100_000_000);
            }
        }

        var arcs = new ArcRules
        {
            Openness = openness,
            Weight = weight,
            Passage = Passages(extract, roads, rules),
            Degree = degree,
        };
        arcs.RestrictWhatOnlyRestrictedRoadsReach(roads);
        return arcs;
    }

    private static long[] WholeWays(Roads roads, List<WayRule> ways)
    {
        var centimetres = new long[ways.Count];
        for (var s = 0; s < roads.SegmentCount; s++)
            centimetres[roads.Way[s]] += roads.Centimetres[s];
        return centimetres;
    }

    private static Openness[] Passages(Extract extract, Roads roads, ITravelRules rules)
    {
        var passage = new Openness[roads.NodeCount];
        for (var v = 0; v < passage.Length; v++)
        {
            passage[v] = extract.PointTags.TryGetValue(extract.IndexOf(roads.NodeOsmId[v]), out var tags)
                ? rules.Point(tags)
                : Profiles.Openness.Open;
        }

        return passage;
    }

    /// <summary>
    /// Streets behind a private road or gate are often tagged like any street, yet whoever lives there has to pass it. So
    /// a group of open roads that touches the rest of its network only through restricted ones counts as restricted too;
    /// each network's largest open group stays open.
    /// </summary>
    private void RestrictWhatOnlyRestrictedRoadsReach(Roads roads)
    {
        var open = new Groups(roads, s => Of(s) == Profiles.Openness.Open, v => Passage[v] == Profiles.Openness.Open);
        var all = new Groups(roads, s => Of(s) != Profiles.Openness.Closed, v => Passage[v] != Profiles.Openness.Closed);
        var largest = new Dictionary<int, int>(); // Of each network: its largest open group.
        for (var s = 0; s < roads.SegmentCount; s++)
        {
            if (Of(s) != Profiles.Openness.Open)
                continue;
            var group = open.Of(s);
            var network = all.Of(s);
            if (!largest.TryGetValue(network, out var best) || open.Points(group) > open.Points(best)
                || (open.Points(group) == open.Points(best) && group < best))
                largest[network] = group;
        }

        for (var s = 0; s < roads.SegmentCount; s++)
        {
            if (Of(s) != Profiles.Openness.Open || largest[all.Of(s)] == open.Of(s))
                continue;
            for (var arc = 2 * s; arc <= 2 * s + 1; arc++)
            {
                if (Openness[arc] == Profiles.Openness.Open)
                    Openness[arc] = Profiles.Openness.Restricted;
            }
        }
    }

    private Openness Of(int segment) =>
        Openness[2 * segment] > Openness[2 * segment + 1] ? Openness[2 * segment] : Openness[2 * segment + 1];

    /// <summary>Segments that hang together at nodes, by union and find (Tarjan 1975), with path halving.</summary>
    private sealed class Groups
    {
        private readonly int[] _parent;
        private readonly long[] _points;

        public Groups(Roads roads, Func<int, bool> hasSegment, Func<int, bool> joinsAt)
        {
            _parent = new int[roads.SegmentCount];
            _points = new long[roads.SegmentCount];
            for (var s = 0; s < _parent.Length; s++)
                _parent[s] = s;
            for (var v = 0; v < roads.NodeCount; v++)
            {
                if (!joinsAt(v))
                    continue;
                var first = -1;
                foreach (var arc in roads.Leaving(v))
                {
                    if (!hasSegment(arc >> 1))
                        continue;
                    if (first < 0)
                        first = arc >> 1;
                    else
                        _parent[Of(arc >> 1)] = Of(first);
                }
            }

            for (var s = 0; s < _parent.Length; s++)
            {
                if (hasSegment(s))
                    _points[Of(s)] += roads.LastPoint[s] - roads.FirstPoint[s];
            }
        }

        public int Of(int segment)
        {
            while (_parent[segment] != segment)
            {
                _parent[segment] = _parent[_parent[segment]];
                segment = _parent[segment];
            }

            return segment;
        }

        public long Points(int group) => _points[group];
    }
}
