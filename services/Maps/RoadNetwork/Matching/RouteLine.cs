namespace Routing.RoadNetwork.Matching;

/// <summary>
/// A planned route as one line, with what lies before each of its points, and the search for where a trace is on it. The route may
/// pass a street twice: which time it is follows from the order of the trace (the most likely path by Viterbi's algorithm, as
/// in <see cref="TraceMatcher"/>, with the places on one line as states).
/// </summary>
internal sealed class RouteLine
{
    private const double DefaultSigmaMetres = 10;
    private const double Sigmas = 4;
    private const double LeastReachMetres = 40;

    /// <summary>A little back is an error of measurement.</summary>
    private const double MostBackMetres = 40;

    /// <summary>By how many metres the way along the route and the crow's differ, in the mean; beyond some times that it says no more.</summary>
    private const double BetaMetres = 30;
    private const double MostUnlikely = 8;

    // By point of the line: what lies before it, its own turn included; and what the piece after it takes.
    private readonly List<Coordinate> _points = [];
    private readonly List<double> _metres = [];
    private readonly List<int> _deciseconds = [];
    private readonly List<int> _pieces = [];

    // By leg, and one more: its first point.
    private readonly List<int> _firstPoint = [];

    public RouteLine(RouteResult route)
    {
        foreach (var leg in route.Legs)
        {
            if (leg.Annotation is not { } annotation || leg.Coordinates.Count < 2)
                throw new ArgumentException("The route's legs need geometry and annotations.", nameof(route));

            var lengths = annotation.DistancesMetres.Sum();
            var scale = lengths > 0 ? leg.DistanceMetres / lengths : 0;
            _firstPoint.Add(_points.Count);
            for (var i = 0; i < leg.Coordinates.Count; i++)
            {
                _points.Add(leg.Coordinates[i]);
                var (metres, deciseconds) = _metres.Count == 0 ? (0, 0) : (_metres[^1], _deciseconds[^1] + _pieces[^1]);
                _metres.Add(metres + (i == 0 ? 0 : annotation.DistancesMetres[i - 1] * scale));
                _deciseconds.Add(deciseconds + annotation.TurnsDeciseconds[i]);
                _pieces.Add(i + 1 < leg.Coordinates.Count ? annotation.DurationsDeciseconds[i] : 0);
            }
        }

        _firstPoint.Add(_points.Count);
    }

    /// <summary>A place on the line.</summary>
    /// <param name="Point">The point before it.</param>
    /// <param name="Along">0 at that point, 1 at the next.</param>
    /// <param name="MetresOff">From the measured position.</param>
    public readonly record struct Place(int Point, double Along, double MetresOff);

    /// <summary>
    /// Where the last of the trace that is on the line was, and whether that was the trace's very last; null when none was.
    /// O(trace * points of the route).
    /// </summary>
    public (Place Place, bool IsLast)? Find(ReadOnlySpan<TracePoint> trace)
    {
        List<Place> before = [];
        List<double> likely = [];
        Coordinate? from = null;
        var isLast = false;
        foreach (var point in trace)
        {
            var sigma = Math.Max(1, point.Point.RadiusMetres ?? DefaultSigmaMetres);
            var here = Near(point.Point, Math.Max(LeastReachMetres, Sigmas * sigma));
            isLast = here.Count > 0;
            if (!isLast)
                continue;
            var next = new List<double>();
            foreach (var place in here)
            {
                var best = from is null ? 0 : double.NegativeInfinity;
                for (var i = 0; i < before.Count && from is { } there; i++)
                {
                    var driven = MetresAt(place) - MetresAt(before[i]);
                    if (driven >= -MostBackMetres)
                        best = Math.Max(best, likely[i] - Math.Min(MostUnlikely, Math.Abs(driven - there.MetresTo(point.Point.At)) / BetaMetres));
                }

                next.Add(best - 0.5 * Math.Pow(place.MetresOff / sigma, 2));
            }

            // Nowhere ahead of where they were thought to be: they were somewhere else.
            if (next.TrueForAll(double.IsNegativeInfinity))
                next = here.ConvertAll(place => -0.5 * Math.Pow(place.MetresOff / sigma, 2));
            (before, likely, from) = (here, next, point.Point.At);
        }

        return before.Count == 0 ? null : (before[likely.IndexOf(likely.Max())], isLast);
    }

    public double MetresAt(Place place) =>
        _metres[place.Point] + place.Along * (_metres[Math.Min(place.Point + 1, _metres.Count - 1)] - _metres[place.Point]);

    public int LegOf(Place place)
    {
        var leg = 0;
        while (leg + 2 < _firstPoint.Count && _firstPoint[leg + 1] <= place.Point)
            leg++;
        return leg;
    }

    public Coordinate At(Place place)
    {
        var (a, b) = (_points[place.Point], _points[Math.Min(place.Point + 1, _points.Count - 1)]);
        return new Coordinate(a.Lon + place.Along * (b.Lon - a.Lon), a.Lat + place.Along * (b.Lat - a.Lat));
    }

    /// <summary>From a place on, which is on a leg: to that leg's end, and to the route's.</summary>
    public (double LegMetres, double LegSeconds, double Metres, double Seconds) LeftAfter(Place place, int leg)
    {
        var last = _firstPoint[leg + 1] - 1;
        var (metres, deciseconds) = (MetresAt(place), _deciseconds[place.Point] + place.Along * _pieces[place.Point]);
        return (
            Math.Max(0, _metres[last] - metres), Math.Max(0, _deciseconds[last] - deciseconds) / 10,
            Math.Max(0, _metres[^1] - metres), Math.Max(0, _deciseconds[^1] - deciseconds) / 10);
    }

    /// <summary>The legs after one, whole.</summary>
    public (double Metres, double Seconds) After(int leg)
    {
        var last = _firstPoint[leg + 1] - 1;
        return (_metres[^1] - _metres[last], (_deciseconds[^1] - _deciseconds[last]) / 10.0);
    }

    public Coordinate EndOf(int leg) => _points[_firstPoint[leg + 1] - 1];

    /// <summary>Where the line comes near: the nearest place of each stretch within reach that is driven in the bearing.</summary>
    private List<Place> Near(RoutePoint point, double reach)
    {
        var found = new List<Place>();
        Place? nearest = null;
        var metresPerLat = 6_371_008.8 * Math.PI / 180;
        var metresPerLon = metresPerLat * Math.Cos(point.At.Lat * Math.PI / 180);
        for (var i = 0; i + 1 < _points.Count; i++)
        {
            var (x, y) = ((_points[i].Lon - point.At.Lon) * metresPerLon, (_points[i].Lat - point.At.Lat) * metresPerLat);
            var (dx, dy) = ((_points[i + 1].Lon - _points[i].Lon) * metresPerLon, (_points[i + 1].Lat - _points[i].Lat) * metresPerLat);
            var squared = dx * dx + dy * dy;
            var along = squared > 0 ? Math.Clamp(-(x * dx + y * dy) / squared, 0, 1) : 0;
            var off = Math.Sqrt(Math.Pow(x + along * dx, 2) + Math.Pow(y + along * dy, 2));
            if (off > reach || !IsDriven(point, i, squared))
            {
                Take();
                continue;
            }

            // Round a corner the line draws away and comes near again: another place.
            if (nearest is { } known && off > known.MetresOff + reach / 2)
                Take();
            if (nearest is not { } best || off < best.MetresOff)
                nearest = new Place(i, along, off);
        }

        Take();
        return found;

        void Take()
        {
            if (nearest is { } place)
                found.Add(place);
            nearest = null;
        }
    }

    private bool IsDriven(RoutePoint point, int piece, double squaredMetres)
    {
        if (point.Bearing is not { } bearing || squaredMetres == 0)
            return true;
        var off = Math.Abs(_points[piece].BearingTo(_points[piece + 1]) - bearing) % 360;
        return Math.Min(off, 360 - off) <= Math.Min(90, point.BearingRange);
    }
}
