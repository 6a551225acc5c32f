using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Planning.Roads;
using Routing.RoadNetwork;

namespace Routing.Planning.Plans;

/// <summary>
/// The places of a day and the matrices between them. Only what a plan can use is asked of the roads: empty legs go
/// from where moves end to where moves begin, loaded ones inside a move.
/// </summary>
internal sealed class Points
{
    /// <summary>Index of the matrix of loaded legs; the others follow in the order of <see cref="Means"/>.</summary>
    public const int Loaded = (int)Contracts.Values.Means.Car;

    /// <summary>A matrix of nothing but places themselves: for what stands where it is.</summary>
    public const int Nowhere = (int)Contracts.Values.Means.Transporter + 1;

    private readonly Dictionary<Coordinate, int> index = [];
    private readonly List<Coordinate> points = [];
    private readonly HashSet<int> sources = [];
    private readonly HashSet<int> destinations = [];
    private readonly HashSet<(int From, int To)> loaded = [];

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

    /// <summary>Seconds and metres, -1 where no leg can be or no way is. Computes what is not known yet.</summary>
    public IReadOnlyList<Matrix> Matrices(IReadOnlyCollection<Means> used, TravelTimes travel, CancellationToken cancellation)
    {
        var matrices = new Matrix[Nowhere + 1];
        for (var m = 0; m <= Nowhere; m++) matrices[m] = Empty();

        // Many cars go to few workshops and from few workshops to many places: the fewer ends are put together.
        foreach (var group in loaded.GroupBy(pair => pair.To).Where(group => group.Count() > 1).ToList())
            Fill(Profile.Car, [.. group.Select(pair => pair.From)], [group.Key], matrices[Loaded]);
        foreach (var group in loaded.GroupBy(pair => pair.From))
            Fill(Profile.Car, [group.Key], [.. group.Select(pair => pair.To)], matrices[Loaded]);
        foreach (var means in used)
            Fill(RoadsInUse.ProfileOf(means), sources, destinations, matrices[(int)means == Loaded ? (int)Means.Taxi : (int)means]);
        return matrices;

        void Fill(Profile profile, IReadOnlyCollection<int> from, IReadOnlyCollection<int> to, Matrix matrix)
        {
            travel.Prepare(profile, [.. from.Select(i => points[i])], [.. to.Select(i => points[i])], cancellation);
            travel.Fill(profile, points, from, to, matrix.Durations, matrix.Distances);
        }
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
