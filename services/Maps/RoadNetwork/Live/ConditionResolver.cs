using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Live;

/// <summary>Finds conditions' roads in a region, however many there are, with one pass over its columns.</summary>
internal sealed class ConditionResolver(Region region)
{
    /// <summary>How far from its place a road may be, metres: a phone among houses errs by so much.</summary>
    private const double ReachMetres = 60;
    private const int BearingRange = 60;

    private readonly RegionColumns _columns = region.Columns;

    public ResolvedCondition[] Resolve(IReadOnlyList<RoadCondition> conditions)
    {
        var stretches = conditions.Select(each => each.On).OfType<RoadSelection.Stretch>().ToList();
        var named = stretches.Select(each => each.WayOsmId).OfType<long>().ToHashSet();
        var segments = SegmentsOf(WaysWhere(segment => named.Contains(OsmWay(segment)))).ToLookup(OsmWay);
        var lost = stretches.Where(each => each.FromNode is not null && OnItsWay(each).Length == 0);
        var nodes = lost.SelectMany(each => (long[])[each.FromNode!.Value, each.ToNode!.Value]).ToHashSet();
        var others = SegmentsOf(WaysWhere(segment => HasAny(segment, nodes))).ToLookup(segment => _columns.SegmentWay[segment]);
        return [.. conditions.Select(Find)];

        int[] OnItsWay(RoadSelection.Stretch stretch) =>
            stretch.WayOsmId is { } way && segments.Contains(way) ? OnWay([.. segments[way]], stretch) : [];

        ResolvedCondition Find(RoadCondition condition)
        {
            if (condition.On is RoadSelection.Area area)
            {
                var within = new RoadArea(area.Rings).SegmentsOf(region);
                return new ResolvedCondition(condition, within.Count > 0 ? FoundBy.Name : FoundBy.Nothing, BothArcs(within));
            }

            var stretch = (RoadSelection.Stretch)condition.On;
            if (OnItsWay(stretch) is { Length: > 0 } own)
                return new ResolvedCondition(condition, FoundBy.Name, own);
            if (stretch.FromNode is not null
                && others.Select(way => OnWay([.. way], stretch)).Where(arcs => arcs.Length > 0).MinBy(arcs => arcs.Length) is { } joined)
                return new ResolvedCondition(condition, FoundBy.Nodes, joined);
            var near = Nearest(condition, stretch);
            return new ResolvedCondition(condition, near.Length > 0 ? FoundBy.Place : FoundBy.Nothing, near);
        }
    }

    private long OsmWay(int segment) => _columns.WayOsmId[_columns.SegmentWay[segment]];

    private bool HasAny(int segment, HashSet<long> nodes)
    {
        if (nodes.Count == 0)
            return false;
        for (var point = _columns.FirstPoint[segment]; point <= _columns.LastPoint[segment]; point++)
        {
            if (nodes.Contains(_columns.PointOsmId[point]))
                return true;
        }

        return false;
    }

    private HashSet<int> WaysWhere(Predicate<int> holds)
    {
        var ways = new HashSet<int>();
        for (var segment = 0; segment < _columns.SegmentWay.Length; segment++)
        {
            if (holds(segment))
                ways.Add(_columns.SegmentWay[segment]);
        }

        return ways;
    }

    /// <summary>In drawing order, way by way.</summary>
    private List<int> SegmentsOf(HashSet<int> ways)
    {
        var found = new List<int>();
        for (var segment = 0; ways.Count > 0 && segment < _columns.SegmentWay.Length; segment++)
        {
            if (ways.Contains(_columns.SegmentWay[segment]))
                found.Add(segment);
        }

        found.Sort((a, b) => _columns.FirstPoint[a].CompareTo(_columns.FirstPoint[b]));
        return found;
    }

    private int[] OnWay(List<int> segments, RoadSelection.Stretch stretch)
    {
        if (stretch.FromNode is not { } from || stretch.ToNode is not { } to)
            return stretch.OneDirection ? [.. segments.Select(segment => 2 * segment).Order()] : BothArcs(segments);
        var first = _columns.FirstPoint[segments[0]];
        var last = _columns.LastPoint[segments[^1]];
        List<int> starts = [], ends = [];
        for (var point = first; point <= last; point++)
        {
            if (_columns.PointOsmId[point] == from)
                starts.Add(point);
            if (_columns.PointOsmId[point] == to)
                ends.Add(point);
        }

        return Between(segments, starts, ends, stretch.OneDirection);
    }

    /// <summary>
    /// The arcs of a way from one of its points to another. A way that meets itself has a point twice: the shortest run
    /// counts; round a closed way it may lead over where the drawing begins.
    /// </summary>
    private int[] Between(List<int> segments, List<int> starts, List<int> ends, bool oneDirection)
    {
        (int From, int To)? best = null;
        foreach (var start in starts)
        {
            foreach (var end in ends)
            {
                if (start != end && (best is not { } known || Math.Abs(end - start) < Math.Abs(known.To - known.From)))
                    best = (start, end);
            }
        }

        if (best is not var (from, to))
            return [];
        var (first, last) = (_columns.FirstPoint[segments[0]], _columns.LastPoint[segments[^1]]);
        var isRound = _columns.PointOsmId[first] == _columns.PointOsmId[last];
        var arcs = new SortedSet<int>();
        if (from < to)
        {
            Take(from, to, 0);
        }
        else if (isRound)
        {
            Take(from, last, 0);
            Take(first, to, 0);
        }
        else
        {
            Take(to, from, 1);
        }

        return [.. arcs];

        void Take(int begin, int end, int direction)
        {
            foreach (var segment in segments)
            {
                if (_columns.FirstPoint[segment] >= end || _columns.LastPoint[segment] <= begin)
                    continue;
                arcs.Add(2 * segment + direction);
                if (!oneDirection)
                    arcs.Add(2 * segment + 1 - direction);
            }
        }
    }

    /// <summary>Gives a place the names of its road, or a way a place on it; null when the region has no such road.</summary>
    public PinnedRoad? Pin(RoadSelection.Stretch stretch, IReadOnlyList<Profile> profiles)
    {
        if (stretch.WayOsmId is null)
        {
            if (Snap(stretch, profiles) is not var (place, isForward))
                return null;
            var (before, after) = (_columns.PointOsmId[place.Piece], _columns.PointOsmId[place.Piece + 1]);
            var named = stretch with
            {
                WayOsmId = OsmWay(place.Segment),
                FromNode = isForward ? before : after,
                ToNode = isForward ? after : before,
                OneDirection = stretch.OneDirection && stretch.Bearing is not null,
                At = place.Location,
            };
            return new PinnedRoad(named, NameOf(place.Segment), place.MetresAway);
        }

        var condition = new RoadCondition { On = stretch, IsClosed = true, Profiles = profiles };
        if (Resolve([condition])[0] is not { FoundBy: FoundBy.Name, Arcs: [var first, ..] })
            return null;
        var segment = first >> 1;
        var (from, to) = (region.PointAt(_columns.FirstPoint[segment]), region.PointAt(_columns.FirstPoint[segment] + 1));
        var middle = new Coordinate((from.Lon + to.Lon) / 2, (from.Lat + to.Lat) / 2);
        var bearing = (int)Math.Round((first & 1) == 0 ? from.BearingTo(to) : to.BearingTo(from)) % 360;
        return new PinnedRoad(stretch with { At = middle, Bearing = stretch.OneDirection ? bearing : null }, NameOf(segment), 0);
    }

    private string NameOf(int segment) => region.Text(_columns.WayName[_columns.SegmentWay[segment]]);

    private int[] Nearest(RoadCondition condition, RoadSelection.Stretch stretch)
    {
        if (Snap(stretch, condition.Profiles) is not var (place, isForward))
            return [];
        return stretch.OneDirection && stretch.Bearing is not null ? [2 * place.Segment + (isForward ? 0 : 1)] : BothArcs([place.Segment]);
    }

    /// <summary>On the road as it usually is: one that is closed already is found too.</summary>
    private (Phantom Place, bool IsForward)? Snap(RoadSelection.Stretch stretch, IReadOnlyList<Profile> profiles)
    {
        if (stretch.At is not { } at)
            return null;
        var snapper = new Snapper(region);
        var found = new List<Phantom>();
        var filter = new SnapFilter(ReachMetres, 0, stretch.Bearing ?? -1, BearingRange, AnyRoad: true);
        foreach (var profile in profiles.Count > 0 ? profiles : Enum.GetValues<Profile>())
        {
            snapper.Find(profile, at, 1, filter, found);
            if (found.Count == 0)
                continue;
            var along = region.PointAt(found[0].Piece).BearingTo(region.PointAt(found[0].Piece + 1));
            var off = Math.Abs((stretch.Bearing ?? along) - along) % 360;
            return (found[0], Math.Min(off, 360 - off) <= 90);
        }

        return null;
    }

    private static int[] BothArcs(IReadOnlyCollection<int> segments)
    {
        var arcs = new List<int>(2 * segments.Count);
        foreach (var segment in segments.Order())
            arcs.AddRange([2 * segment, 2 * segment + 1]);
        return [.. arcs];
    }
}
