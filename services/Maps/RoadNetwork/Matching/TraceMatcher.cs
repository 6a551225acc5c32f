using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Matching;

/// <summary>
/// Finds the roads that a trace of measured positions was driven along: a hidden Markov model whose states are places on
/// roads near each point, most likely path by Viterbi's algorithm. Newson and Krumm 2009, with two changes: a place is
/// driven in one direction, so that a trace does not turn round in the middle of a street for free; and a point that
/// cannot be reached from the one before is left out before the trace is split.
/// </summary>
internal sealed class TraceMatcher(Snapper snapper, LocalSearch search, Metric metric, Profile profile, Region region, int minIsland)
{
    /// <summary>By how many metres a driven way and the crow's differ, in the mean: the model's beta.</summary>
    private const double BetaMetres = 10;
    private const double DefaultSigmaMetres = 5;

    /// <summary>Four standard deviations hold all but one in ten thousand; a phone among houses errs more than it says.</summary>
    private const double Sigmas = 4;
    private const double LeastReachMetres = 35;
    private const int MostRoads = 8;

    /// <summary>After so many points in a row that cannot be reached, the trace is split there.</summary>
    private const int MostSkipped = 3;
    private const double DetourFactor = 2;
    private const double DetourMetres = 1000;
    private const long GapSeconds = 60;
    private const int GapIntervals = 10;

    private readonly List<Phantom> _found = [];

    /// <summary>The parts of the trace, each of two points at least.</summary>
    public List<MatchedPart> Run(ReadOnlySpan<TracePoint> trace, MatchRequest request, CancellationToken ct)
    {
        var parts = new List<MatchedPart>();
        var part = new List<Candidates>();
        var skipped = new List<Candidates>();
        var gap = GapOf(trace, request);
        long? before = null;
        Coordinate? kept = null;
        for (var i = 0; i < trace.Length; i++)
        {
            var sigma = Math.Max(1, trace[i].Point.RadiusMetres ?? DefaultSigmaMetres);
            if (request.IsTidy && kept is { } last && i < trace.Length - 1 && last.MetresTo(trace[i].Point.At) < sigma)
                continue;
            var here = Find(i, trace[i].Point, sigma);
            if (before is { } then && trace[i].UnixSeconds is { } now && now - then > gap)
                Split();
            before = trace[i].UnixSeconds ?? before;
            kept = trace[i].Point.At;
            if (here.Count == 0)
                continue;
            if (part.Count == 0 || Connect(part[^1], here, ct))
            {
                part.Add(here);
                skipped.Clear();
                continue;
            }

            // Perhaps this point is wrong; perhaps the way leads on from those that were thought so.
            skipped.Add(here);
            if (skipped.Count <= MostSkipped)
                continue;
            var again = skipped.ToList();
            Split();
            foreach (var point in again)
            {
                if (part.Count == 0 || Connect(part[^1], point, ct))
                    part.Add(point);
            }
        }

        Split();
        return parts;

        void Split()
        {
            if (part.Count >= 2)
                parts.Add(MatchedPart.Of(part, BetaMetres));
            part.Clear();
            skipped.Clear();
        }
    }

    private static long GapOf(ReadOnlySpan<TracePoint> trace, MatchRequest request)
    {
        if (!request.SplitsAtGaps)
            return long.MaxValue;
        var intervals = new List<long>();
        for (var i = 1; i < trace.Length; i++)
        {
            if (trace[i].UnixSeconds is { } now && trace[i - 1].UnixSeconds is { } then)
                intervals.Add(now - then);
        }

        if (intervals.Count == 0)
            return long.MaxValue;
        intervals.Sort();
        return Math.Max(GapSeconds, GapIntervals * intervals[intervals.Count / 2]);
    }

    private Candidates Find(int index, RoutePoint point, double sigma)
    {
        var reach = Math.Max(LeastReachMetres, Sigmas * sigma);
        var filter = new SnapFilter(reach, minIsland, point.Bearing ?? -1, point.BearingRange, point.Approach, AnyRoad: true, point.Excluded);
        snapper.Find(profile, point.At, MostRoads, filter, _found);
        var graph = region.Graphs[(int)profile];
        var directed = new List<Phantom>();
        foreach (var place in _found)
        {
            foreach (var side in (ReadOnlySpan<ArcSides>)[ArcSides.Forward, ArcSides.Backward])
            {
                var arc = 2 * place.Segment + (side == ArcSides.Backward ? 1 : 0);
                if (place.Allows(arc) && metric.IsOpen(graph, arc))
                    directed.Add(place with { Sides = side });
            }
        }

        return new Candidates(index, point.At, directed, sigma);
    }

    /// <summary>Viterbi's step; false when no place here can be reached from any there.</summary>
    private bool Connect(Candidates there, Candidates here, CancellationToken ct)
    {
        there.TurnRound(BetaMetres);
        var crow = there.At.MetresTo(here.At);
        var bound = (int)Math.Min(int.MaxValue / 2, 100 * (DetourFactor * crow + DetourMetres));
        var transition = new double[there.Count, here.Count];
        var lengths = new int[here.Count];
        var isReached = false;
        var arriving = new double[here.Count];
        Array.Fill(arriving, double.NegativeInfinity);
        for (var a = 0; a < there.Count; a++)
        {
            search.Run(metric, there.Places[a], here.Places, bound, lengths, ct);
            for (var b = 0; b < here.Count; b++)
            {
                var length = IsStanding(there.Places[a], here.Places[b]) ? 0 : lengths[b];
                transition[a, b] = length < 0 ? double.NegativeInfinity : -Math.Abs(length / 100.0 - crow) / BetaMetres;
                var path = there.Leaving[a] + transition[a, b] + here.Emission[b];
                if (path <= arriving[b])
                    continue;
                arriving[b] = path;
                here.CameFrom[b] = a;
                isReached = true;
            }
        }

        if (!isReached)
            return false;
        arriving.CopyTo(here.Arriving, 0);
        here.Transition = transition;
        return true;
    }

    /// <summary>A little back on the same road in the same direction is an error of measurement: the car stood.</summary>
    internal static bool IsStanding(Phantom there, Phantom here)
    {
        const int mostCentimetres = 3000;
        return IsAhead(here, there) && Math.Abs(there.Centimetres - here.Centimetres) <= mostCentimetres;
    }

    /// <summary>Whether the second place lies on the same road in the same direction, where the first is or further on.</summary>
    internal static bool IsAhead(Phantom place, Phantom other) =>
        place.Segment == other.Segment && place.Sides == other.Sides
        && (place.Sides == ArcSides.Forward ? other.Centimetres >= place.Centimetres : other.Centimetres <= place.Centimetres);
}
