using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

/// <summary>
/// A matrix as the schedule reads it. Where the hours differ, a leg is a way of length one that is gone at the speed
/// of each hour: the arrival is a continuous, never falling function of the departure. Ichoua, Gendreau, Potvin,
/// Vehicle dispatching with time-dependent travel times, European Journal of Operational Research 144 (2003).
/// </summary>
internal sealed class Travel
{
    // Sums of shares of seconds: far below a second, far above what doubles lose.
    private const double Rounding = 1e-6;

    public readonly int[] Seconds; // row-major; of the first hours, -1 no way
    public readonly int[] Metres;
    public readonly bool HasHours;
    private readonly int[] from; // by hours: when they begin; the first at 0
    private readonly int[][] seconds;

    public Travel(Matrix matrix)
    {
        Seconds = matrix.Durations;
        Metres = matrix.Distances;
        HasHours = matrix.Hours.Count > 0;
        from = [0, .. matrix.Hours.Select(hours => hours.From)];
        seconds = [matrix.Durations, .. matrix.Hours.Select(hours => hours.Durations)];
    }

    /// <summary>When who leaves at this time is there. O(hours). There has to be a way.</summary>
    public int Arrival(int cell, int departure)
    {
        var hour = 0;
        while (hour + 1 < from.Length && from[hour + 1] <= departure)
            hour++;
        double at = departure;
        var left = 1.0;
        while (true)
        {
            var whole = seconds[hour][cell];
            var arrival = at + left * whole;
            if (hour + 1 == from.Length || arrival <= from[hour + 1])
                return (int)Math.Ceiling(arrival - Rounding);
            left -= (from[hour + 1] - at) / whole;
            at = from[++hour];
        }
    }

    /// <summary>The latest departure that is there by this time. O(hours).</summary>
    public int Departure(int cell, int arrival)
    {
        var hour = from.Length - 1;
        while (hour > 0 && from[hour] >= arrival)
            hour--;
        double at = arrival;
        var left = 1.0;
        while (true)
        {
            var whole = seconds[hour][cell];
            var start = at - left * whole;
            if (hour == 0 || start >= from[hour])
            {
                at = start;
                break;
            }

            left -= (at - from[hour]) / whole;
            at = from[hour--];
        }

        var departure = (int)Math.Floor(at + Rounding);
        while (Arrival(cell, departure) > arrival)
            departure--;
        while (Arrival(cell, departure + 1) <= arrival)
            departure++;
        return departure;
    }
}
