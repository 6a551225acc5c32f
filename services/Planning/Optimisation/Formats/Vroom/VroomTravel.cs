using Routing.Optimisation.Field.Model;

namespace Routing.Optimisation.Formats.Vroom;

/// <summary>How vehicles of one profile, speed and price travel: seconds (rounded to whole ones), metres, cost.</summary>
internal sealed class VroomTravel(VroomMatrix matrix, double speedFactor, VroomCosts costs)
{
    private readonly int size = matrix.Size;
    private readonly int[] durations = speedFactor == 1 ? matrix.Durations : [.. matrix.Durations.Select(d => Faster(d, speedFactor))];

    public bool HasDistances => matrix.Distances is not null;

    public int Seconds(int from, int to) => durations[from * size + to];

    public int Metres(int from, int to) => matrix.Distances is { } distances ? distances[from * size + to] : 0;

    /// <summary>In the problem's unit.</summary>
    public double Cost(int from, int to) => CostAt(matrix, durations[from * size + to], costs, from * size + to);

    public FieldMatrix ToMatrix(int scale)
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
