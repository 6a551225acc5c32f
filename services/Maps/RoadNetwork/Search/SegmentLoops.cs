using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// The fastest ways that leave a segment and come back to it, for each direction of leaving and returning: what two
/// places on it need besides the way along it. Found once for all places of a table on the segment.
/// </summary>
internal sealed class SegmentLoops
{
    private readonly int _length;

    // By direction left * 2 + direction returned in: from the tail of the one arc to the tail of the other.
    private readonly (int Deciseconds, int Centimetres)[] _loops = new (int, int)[4];

    // By direction: the arc's weight.
    private readonly int[] _weight = new int[2];

    public SegmentLoops(Region region, Profile profile, Metric metric, PointToPoint search, int segment)
    {
        _length = region.Columns.Centimetres[segment];
        var graph = region.Graphs[(int)profile];
        for (var leave = 0; leave < 2; leave++)
        {
            var arc = 2 * segment + leave;
            _weight[leave] = metric.IsOpen(graph, arc) ? metric.StateWeight[graph.FirstState[arc]] : 0;
            for (var come = 0; come < 2; come++)
            {
                _loops[2 * leave + come] = search.FindLoop(metric, TailOf(segment, leave), TailOf(segment, come))
                    ? (search.Deciseconds, search.Centimetres)
                    : (Metric.Infinite, 0);
            }
        }
    }

    public (int Deciseconds, int Centimetres) Best(Phantom from, Phantom to)
    {
        var best = (Deciseconds: Metric.Infinite, Centimetres: 0);
        for (var leave = 0; leave < 2; leave++)
        {
            for (var come = 0; come < 2; come++)
            {
                var loop = _loops[2 * leave + come];
                if (loop.Deciseconds >= Metric.Infinite || !from.Allows(leave) || !to.Allows(come))
                    continue;
                var deciseconds = loop.Deciseconds - from.Before(leave, _weight[leave]) + to.Before(come, _weight[come]);
                if (deciseconds >= best.Deciseconds)
                    continue;
                best = (deciseconds, loop.Centimetres - from.CentimetresBefore(leave, _length) + to.CentimetresBefore(come, _length));
            }
        }

        return best;
    }

    /// <summary>A place where one of the segment's arcs begins, on that arc alone.</summary>
    private Phantom TailOf(int segment, int direction) => new(
        segment, 0, direction, direction == 0 ? 0 : _length, default, default, direction == 0 ? ArcSides.Forward : ArcSides.Backward);
}
