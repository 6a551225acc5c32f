using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Planning.Roads;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Live;

namespace Routing.Planning.Plans;

/// <summary>
/// The places of a day and the matrices between them. Only what a plan can use is asked of the roads: empty legs go
/// from where moves end to where moves begin, loaded ones inside a move.
/// </summary>
internal sealed class Points
{
    /// <summary>
    /// Index of the matrix of legs in the moved car; the others follow in the order of <see cref="Means"/>. A transporter's has
    /// its loaded legs, too.
    /// </summary>
    public const int Loaded = (int)Contracts.Values.Means.Car;

    /// <summary>A matrix of nothing but places themselves: for what stands where it is.</summary>
    public const int Nowhere = (int)Contracts.Values.Means.Transporter + 1;

    private readonly Dictionary<Coordinate, int> index = [];
    private readonly List<Coordinate> points = [];
    private readonly HashSet<int> sources = [];
    private readonly HashSet<int> destinations = [];
    private readonly HashSet<(int From, int To)> loaded = [];
    private readonly Dictionary<(int Matrix, int From, int To), (int Seconds, int Metres)> measured = [];

    public int Of(Place place)
    {
        var at = RoadsInUse.PointOf(place);
        if (index.TryGetValue(at, out var i)) return i;
        index[at] = points.Count;
        points.Add(at);
        return points.Count - 1;
    }

    /// <summary>A driver may set out from here by own means.</summary>
    public void LeavesFrom(int point) => sources.Add(point);

    /// <summary>A driver may come here by own means.</summary>
    public void ComesTo(int point) => destinations.Add(point);

    public void Drives(int from, int to) => loaded.Add((from, to));

    /// <summary>What is left of a leg that is under way, in one of the matrices: the roads are not asked for it.</summary>
    public void IsUnderWay(int matrix, int from, int to, int seconds, int metres) => measured[(matrix, from, to)] = (seconds, metres);

    /// <summary>
    /// Seconds and metres, -1 where no leg can be or no way is; by the hour, where speeds differ by it. Computes what is not known yet.
    /// </summary>
    public IReadOnlyList<Matrix> Matrices(IReadOnlyCollection<Means> used, RoadsInUse roads, DayClock clock, CancellationToken cancellation)
    {
        var matrices = new Matrix[Nowhere + 1];
        var hoursOf = Enum.GetValues<Profile>().ToDictionary(profile => profile, profile => HoursOf(profile, roads.SpeedsByHour, clock));
        for (var m = 0; m <= Nowhere; m++) matrices[m] = Empty();

        loaded.ExceptWith(measured.Keys.Select(leg => (leg.From, leg.To)));

        FillLoaded(Means.Car);
        if (used.Contains(Means.Transporter)) FillLoaded(Means.Transporter);
        foreach (var means in used)
            Fill(Ways.Of(means), sources, destinations, (int)means == Loaded ? (int)Means.Taxi : (int)means);
        foreach (var ((matrix, from, to), (seconds, metres)) in measured)
        {
            var cell = (from * points.Count) + to;
            (matrices[matrix].Durations[cell], matrices[matrix].Distances[cell]) = (seconds, metres);
            foreach (var hours in matrices[matrix].Hours) hours.Durations[cell] = seconds;
        }

        return matrices;

        // Many cars go to few workshops and from few workshops to many places: the fewer ends are put together.
        void FillLoaded(Means means)
        {
            foreach (var group in loaded.GroupBy(pair => pair.To).Where(group => group.Count() > 1))
                Fill(Ways.Of(means), [.. group.Select(pair => pair.From)], [group.Key], (int)means);
            foreach (var group in loaded.GroupBy(pair => pair.From))
                Fill(Ways.Of(means), [group.Key], [.. group.Select(pair => pair.To)], (int)means);
        }

        void Fill(Ways ways, IReadOnlyCollection<int> from, IReadOnlyCollection<int> to, int index)
        {
            var hours = hoursOf[ways.Profile];
            if (hours.Count > 1 && matrices[index].Hours.Count == 0)
                matrices[index] = matrices[index] with { Hours = [.. hours.Skip(1).Select(hour => new MatrixHours(hour.From, Empty().Durations))] };
            var travel = roads.TravelTimes;
            Coordinate[] starts = [.. from.Select(i => points[i])], ends = [.. to.Select(i => points[i])];
            for (var h = 0; h < hours.Count; h++)
            {
                var atHour = ways with { SpeedRow = hours[h].Row };
                travel.Prepare(atHour, starts, ends, cancellation);

                // Lengths are those of the first hours (decision 0021).
                var (seconds, metres) = h == 0 ? (matrices[index].Durations, matrices[index].Distances) : (matrices[index].Hours[h - 1].Durations, null);
                travel.Fill(atHour, points, from, to, seconds, metres);
            }
        }
    }

    /// <summary>The ways whose lengths a day's matrices have: those of its first hours.</summary>
    public static Ways FirstWays(Means means, SpeedsByHour speeds, DayClock clock)
    {
        var ways = Ways.Of(means);
        return ways with { SpeedRow = HoursOf(ways.Profile, speeds, clock)[0].Row };
    }

    /// <summary>From which second of the day which row of speeds holds; the first from its beginning.</summary>
    private static List<(int From, int Row)> HoursOf(Profile profile, SpeedsByHour speeds, DayClock clock)
    {
        if (speeds.IsUsual) return [(0, SpeedsByHour.UsualRow)];
        var hours = new List<(int From, int Row)>();
        var end = clock.Calendar.Midnight(clock.Day.AddDays(1));
        for (var at = clock.Calendar.Midnight(clock.Day); at < end; at = clock.Calendar.Local(at.AddHours(1)))
        {
            var row = speeds.RowOf(profile, at);
            if (hours.Count == 0 || hours[^1].Row != row) hours.Add((clock.Seconds(at), row));
        }

        return hours;
    }

    private Matrix Empty()
    {
        var size = Math.Max(1, points.Count);
        var matrix = new Matrix(size, new int[size * size], new int[size * size]);
        Array.Fill(matrix.Durations, -1);
        Array.Fill(matrix.Distances, -1);
        for (var i = 0; i < size; i++) matrix.Durations[(i * size) + i] = matrix.Distances[(i * size) + i] = 0;
        return matrix;
    }
}
