using Routing.Optimisation.Model;

namespace Routing.PlanChecker;

/// <summary>What a leg takes, hour by hour, in decimals.</summary>
internal static class Travelled
{
    public static int? Metres(Matrix matrix, int from, int to)
    {
        var cell = from * matrix.Size + to;
        return matrix.Durations[cell] < 0 ? null : matrix.Distances[cell];
    }

    /// <summary>Each hour drives its share of the way: (time in it) / (what the whole way takes in it).</summary>
    public static int Seconds(Matrix matrix, int from, int to, int departure)
    {
        var cell = from * matrix.Size + to;
        if (matrix.Hours.Count == 0 || from == to)
            return matrix.Durations[cell];
        decimal clock = departure;
        var ahead = 1m;
        for (var hour = 0; ; hour++)
        {
            var whole = hour == 0 ? matrix.Durations[cell] : matrix.Hours[hour - 1].Durations[cell];
            var ends = hour < matrix.Hours.Count ? matrix.Hours[hour].From : decimal.MaxValue;
            if (clock >= ends)
                continue;
            if (clock + ahead * whole <= ends)
                return (int)Math.Ceiling(clock + ahead * whole - 0.000001m) - departure;
            ahead -= (ends - clock) / whole;
            clock = ends;
        }
    }
}
