using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Graph;

/// <summary>
/// Finds the arcs that turn restrictions mean. Ignored, because they do not say for certain which turn is meant:
/// unknown kinds, members that are missing, do not touch, or touch twice. One that holds at certain times counts when
/// these touch working hours.
/// See https://wiki.openstreetmap.org/wiki/Relation:restriction.
/// </summary>
internal sealed class RestrictionResolver
{
    // What is left or right is in the members, so the kinds differ in no and only alone; but an unknown one may mean anything.
    private static readonly HashSet<string> Kinds =
    [
        "no_left_turn", "no_right_turn", "no_straight_on", "no_u_turn", "no_entry", "no_exit",
        "only_left_turn", "only_right_turn", "only_straight_on", "only_u_turn",
    ];

    private readonly Roads _roads;
    private readonly List<TurnRestriction> _restrictions;

    /// <summary>The segments of each way that takes part in a restriction, in drawing order.</summary>
    private readonly Dictionary<long, List<int>> _segments = [];

    private readonly Dictionary<long, int> _nodeOfId = [];

    public RestrictionResolver(Roads roads, List<TurnRestriction> restrictions)
    {
        _roads = roads;
        _restrictions = restrictions;
        var wanted = restrictions.SelectMany(r => r.FromWays.Concat(r.ViaWays).Concat(r.ToWays)).ToHashSet();
        if (wanted.Count == 0)
            return;
        for (var s = 0; s < roads.SegmentCount; s++)
        {
            var id = roads.WayOsmId[roads.Way[s]];
            if (!wanted.Contains(id))
                continue;
            if (!_segments.TryGetValue(id, out var list))
                _segments.Add(id, list = []);
            list.Add(s);
        }

        foreach (var list in _segments.Values)
            list.Sort((a, b) => roads.FirstPoint[a].CompareTo(roads.FirstPoint[b]));
        var wantedNodes = restrictions.Select(r => r.ViaNode).ToHashSet();
        for (var v = 0; v < roads.NodeCount; v++)
        {
            if (wantedNodes.Contains(roads.NodeOsmId[v]))
                _nodeOfId[roads.NodeOsmId[v]] = v;
        }
    }

    /// <param name="rules">Whose restrictions.</param>
    /// <param name="isOpen">By arc: whether the profile may use it at all.</param>
    public TurnRules Resolve(ITravelRules rules, Func<int, bool> isOpen)
    {
        var turns = new TurnRules();
        foreach (var restriction in _restrictions)
        {
            var kind = KindFor(restriction.Tags, rules);
            if (kind is null || !Kinds.Contains(kind))
                continue;
            var isOnly = kind.StartsWith("only_", StringComparison.Ordinal);
            foreach (var path in PathsOf(restriction))
            {
                if (isOnly)
                    ForbidOthers(turns, path, restriction.ToWays, isOpen);
                else
                    ForbidThese(turns, path, restriction, kind);
            }
        }

        turns.Complete();
        return turns;
    }

    private static string? KindFor(TagSet tags, ITravelRules rules)
    {
        foreach (var key in rules.AccessKeys)
        {
            if (key == "access")
                continue;
            if ((tags["restriction:" + key] ?? AtWorkingHours(tags, "restriction:" + key + ":conditional")) is { } own)
                return own;
        }

        if (!rules.ObeysTurnRestrictions || (tags["restriction"] ?? AtWorkingHours(tags, "restriction:conditional")) is not { } kind)
            return null;
        if (tags["except"] is { } exceptions)
        {
            foreach (var exception in exceptions.Split(';', StringSplitOptions.TrimEntries))
            {
                if (rules.AccessKeys.Contains(exception))
                    return null;
            }
        }

        return kind;
    }

    // A turn that is forbidden at some working hour is forbidden: a route has to be legal whenever it is driven.
    private static string? AtWorkingHours(TagSet tags, string key)
    {
        if (!tags.HasConditional)
            return null;
        string? kind = null;
        foreach (var value in ConditionalTags.Read(tags[key]))
        {
            if (ConditionalTags.HoldsSometimes(value))
                kind = value.Value;
        }

        return kind;
    }

    private void ForbidThese(TurnRules turns, int[] path, TurnRestriction restriction, string kind)
    {
        var node = _roads.ArcHead(path[^1]);
        foreach (var way in restriction.ToWays)
        {
            // A U-turn's to is its from, back along the same road.
            if (kind == "no_u_turn" && path.Length == 1 && _roads.WayOsmId[_roads.Way[path[0] >> 1]] == way)
            {
                turns.Forbid([path[0], path[0] ^ 1]);
                continue;
            }

            var to = ArcsOf(way, node, leaving: true);
            if (to.Count == 1)
                turns.Forbid([.. path, to[0]]);
        }
    }

    private void ForbidOthers(TurnRules turns, int[] path, long[] toWays, Func<int, bool> isOpen)
    {
        var node = _roads.ArcHead(path[^1]);
        var allowed = toWays.SelectMany(way => ArcsOf(way, node, leaving: true)).ToList();

        // The only way on is shut for this profile: then the sign was not meant for it.
        if (!allowed.Exists(arc => isOpen(arc)))
            return;
        foreach (var arc in _roads.Leaving(node))
        {
            if (!allowed.Contains(arc))
                turns.Forbid([.. path, arc]);
        }
    }

    /// <summary>From arc and via arcs of each from member; empty when the members do not join up in one way.</summary>
    private IEnumerable<int[]> PathsOf(TurnRestriction restriction)
    {
        foreach (var from in restriction.FromWays)
        {
            if (restriction.ViaWays.Length == 0)
            {
                if (_nodeOfId.TryGetValue(restriction.ViaNode, out var node) && ArcsOf(from, node, leaving: false) is [var arc])
                    yield return [arc];
                continue;
            }

            if (PathOverWays(from, restriction) is { } path)
                yield return path;
        }
    }

    private int[]? PathOverWays(long from, TurnRestriction restriction)
    {
        var path = new List<int>();
        var at = SharedEnd(restriction.ViaWays[0], from);
        if (at < 0 || ArcsOf(from, at, leaving: false) is not [var first])
            return null;
        path.Add(first);
        for (var i = 0; i < restriction.ViaWays.Length; i++)
        {
            // Via ways run between their ends: in at one, out at the other.
            if (!_segments.TryGetValue(restriction.ViaWays[i], out var segments) || !IsWhole(segments))
                return null;
            var begin = _roads.Tail[segments[0]];
            var end = _roads.Head[segments[^1]];
            if (begin == end)
                return null;
            if (at == begin)
            {
                path.AddRange(segments.Select(s => 2 * s));
                at = end;
            }
            else if (at == end)
            {
                path.AddRange(Enumerable.Reverse(segments).Select(s => 2 * s + 1));
                at = begin;
            }
            else
            {
                return null;
            }
        }

        return [.. path];
    }

    private bool IsWhole(List<int> segments)
    {
        for (var i = 1; i < segments.Count; i++)
        {
            if (_roads.Head[segments[i - 1]] != _roads.Tail[segments[i]])
                return false;
        }

        return true;
    }

    /// <summary>The end of a via way that lies on the other way; -1 when neither or both do.</summary>
    private int SharedEnd(long viaWay, long other)
    {
        if (!_segments.TryGetValue(viaWay, out var segments) || !_segments.TryGetValue(other, out var others))
            return -1;
        var begin = _roads.Tail[segments[0]];
        var end = _roads.Head[segments[^1]];
        var atBegin = others.Exists(s => _roads.Tail[s] == begin || _roads.Head[s] == begin);
        var atEnd = others.Exists(s => _roads.Tail[s] == end || _roads.Head[s] == end);
        return (atBegin, atEnd) switch
        {
            (true, false) => begin,
            (false, true) => end,
            _ => -1,
        };
    }

    private List<int> ArcsOf(long way, int node, bool leaving)
    {
        var arcs = new List<int>();
        if (!_segments.TryGetValue(way, out var segments))
            return arcs;
        foreach (var s in segments)
        {
            if (_roads.Tail[s] == node)
                arcs.Add(leaving ? 2 * s : 2 * s + 1);
            if (_roads.Head[s] == node)
                arcs.Add(leaving ? 2 * s + 1 : 2 * s);
        }

        return arcs;
    }
}
