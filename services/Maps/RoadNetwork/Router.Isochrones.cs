using Routing.RoadNetwork.Isochrones;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    /// <summary>
    /// Where one can be within certain times: polygons around the points whose nearest road is reached by then. One
    /// search for the longest of the times.
    /// </summary>
    /// <param name="p">How one travels.</param>
    /// <param name="from">The place.</param>
    /// <param name="limitsSeconds">Each above 0.</param>
    /// <param name="ct">Looked at every some thousand steps of the search.</param>
    public IsochroneResult Isochrones(Profile p, RoutePoint from, ReadOnlySpan<int> limitsSeconds, CancellationToken ct) =>
        Isochrones(p, from, IsochroneDirection.From, limitsSeconds, ct);

    /// <summary>The same, or from where the place is reached within certain times.</summary>
    public IsochroneResult Isochrones(Profile p, RoutePoint place, IsochroneDirection direction, ReadOnlySpan<int> limitsSeconds, CancellationToken ct) =>
        Isochrones(p, place, direction, limitsSeconds, departure: null, ct);

    /// <param name="departure">At which one sets out: the hour's speeds and the conditions in force then; null: what <see cref="Apply"/> said is now.</param>
    /// <inheritdoc cref="Isochrones(Profile, RoutePoint, IsochroneDirection, ReadOnlySpan{int}, CancellationToken)"/>
    public IsochroneResult Isochrones(
        Profile p, RoutePoint place, IsochroneDirection direction, ReadOnlySpan<int> limitsSeconds, DateTimeOffset? departure, CancellationToken ct)
    {
        var longest = 0;
        foreach (var limit in limitsSeconds)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit, nameof(limitsSeconds));
            longest = Math.Max(longest, limit);
        }

        using var hold = _region.Hold();
        var metric = MetricOf(p, place.Excluded, departure);
        if (Snap(p, metric, place) is not { } start)
            return new IsochroneResult(SnapOutcome.NoSegment, null, []);
        var (graph, limitDeciseconds) = (_region.Graphs[(int)p], checked(10 * longest));
        IReach reach = direction == IsochroneDirection.From
            ? new Reach(graph, metric, start, limitDeciseconds, ct)
            : new ReachBack(graph, _turnsBack[(int)p].Value, metric, start, limitDeciseconds, ct);
        var field = new TimeField(_region, p, reach);
        var isochrones = new List<Isochrone>();
        foreach (var limit in limitsSeconds)
        {
            ct.ThrowIfCancellationRequested();
            isochrones.Add(new Isochrone(limit, Contours.Around(field, 10 * limit)));
        }

        return new IsochroneResult(SnapOutcome.Ok, ToCandidate(start), isochrones);
    }
}
