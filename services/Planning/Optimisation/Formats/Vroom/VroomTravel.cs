using Routing.Optimisation.Field.Model;

namespace Routing.Optimisation.Formats.Vroom;

/// <summary>How vehicles of one profile, speed and price travel: seconds (rounded to whole ones), metres, cost.</summary>
internal sealed class VroomTravel(VroomMatrix matrix, double speedFactor, VroomCosts costs)
{
    private readonly int size = matrix.Size;
    private readonly int[] durations = speedFactor == 1 ? matrix.Durations : [.. matrix.Durations.Select(d => Faster(d, speedFactor))];

    public int Size => size;

    public bool HasDistances => matrix.Distances is not null;

    public int Seconds(int from, int to) => durations[from * size + to];

    public int Metres(int from, int to) => matrix.Distances is { } distances ? distances[from * size + to] : 0;

    /// <summary>In the problem's unit.</summary>
    public double Cost(int from, int to) => CostAt(matrix, durations[from * size + to], costs, from * size + to);

    /// <summary>
    /// Each pickup besides has a place of its own behind the others: who leaves it has the shipment on board, and travels
    /// as the loaded ones do.
    /// </summary>
    /// <param name="pickups">Their places.</param>
    public FieldMatrix ToMatrix(int scale, IReadOnlyList<int> pickups, VroomTravel loaded)
    {
        var (empty, full) = (ToMatrix(scale), ReferenceEquals(loaded, this) ? ToMatrix(scale) : loaded.ToMatrix(scale));
        if (pickups.Count == 0)
            return empty;
        var wide = size + pickups.Count;
        return new FieldMatrix(
            wide,
            Widened(matrix => matrix.Durations),
            Widened(matrix => matrix.Costs),
            empty.Distances is not null && full.Distances is not null ? Widened(matrix => matrix.Distances!) : null);

        int[] Widened(Func<FieldMatrix, int[]> of)
        {
            var table = new int[wide * wide];
            for (var from = 0; from < wide; from++)
            {
                var (row, source) = from < size ? (from, of(empty)) : (pickups[from - size], of(full));
                for (var to = 0; to < wide; to++)
                    table[from * wide + to] = source[row * size + (to < size ? to : pickups[to - size])];
            }

            return table;
        }
    }

    private FieldMatrix ToMatrix(int scale)
    {
        if (matrix.Costs is null && costs is { PerHour: 3600, PerKilometre: 0 } && scale == 1)
            return new FieldMatrix(size, durations, durations, matrix.Distances);
        var scaled = new int[durations.Length];
        for (var i = 0; i < scaled.Length; i++)
            scaled[i] = durations[i] >= FieldMatrix.Never ? FieldMatrix.Never : (int)Math.Min(Math.Round(scale * CostAt(matrix, durations[i], costs, i)), FieldMatrix.Never);
        return new FieldMatrix(size, durations, scaled, matrix.Distances);
    }

    /// <summary>The dearest leg that can be gone.</summary>
    public static double MostCost(VroomMatrix matrix, double speedFactor, VroomCosts costs)
    {
        var most = 0.0;
        for (var i = 0; i < matrix.Durations.Length; i++)
        {
            if (matrix.Durations[i] < FieldMatrix.Never)
                most = Math.Max(most, CostAt(matrix, Faster(matrix.Durations[i], speedFactor), costs, i));
        }

        return most;
    }

    private static double CostAt(VroomMatrix matrix, int seconds, VroomCosts costs, int leg) =>
        matrix.Costs is { } own ? own[leg] : seconds * (costs.PerHour / 3600.0) + (matrix.Distances is { } metres ? metres[leg] * (costs.PerKilometre / 1000.0) : 0);

    private static int Faster(int seconds, double factor) =>
        seconds >= FieldMatrix.Never ? FieldMatrix.Never : (int)Math.Min(Math.Round(seconds / factor), FieldMatrix.Never);
}
