using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

/// <summary>
/// The jobs nearest to each job, itself first: near in place (both ends) and in time. Shared by all threads.
/// </summary>
internal sealed class Neighbours
{
    private const int Most = 256;

    // By job: row of `width` jobs.
    private readonly int[] nearest;
    private readonly int width;

    public Neighbours(CompiledProblem problem)
    {
        var jobs = problem.JobCount;
        width = Math.Min(Most, jobs);
        nearest = new int[jobs * width];
        var middle = new double[jobs];
        for (var j = 0; j < jobs; j++)
            middle[j] = Middle(problem, j);
        var seconds =
            problem.Resources.Length == 0
                ? problem.Travel[0].Seconds
                : problem.Resources[0].Empty.Seconds;
        var keys = new double[jobs];
        var order = new int[jobs];
        for (var j = 0; j < jobs; j++)
        {
            for (var i = 0; i < jobs; i++)
            {
                order[i] = i;
                keys[i] =
                    i == j
                        ? -1
                        : Distance(problem, seconds, j, i) + 0.25 * Math.Abs(middle[j] - middle[i]);
            }

            Array.Sort(keys, order);
            order.AsSpan(0, width).CopyTo(nearest.AsSpan(j * width));
        }
    }

    public ReadOnlySpan<int> Of(int j) => nearest.AsSpan(j * width, width);

    private static double Distance(CompiledProblem problem, int[] seconds, int j, int i)
    {
        var a = problem.FirstVariant[j];
        var b = problem.FirstVariant[i];
        return Leg(problem.FirstLocation(a), problem.FirstLocation(b))
            + Leg(problem.LastLocation(a), problem.LastLocation(b))
            + Math.Min(
                Leg(problem.LastLocation(a), problem.FirstLocation(b)),
                Leg(problem.LastLocation(b), problem.FirstLocation(a))
            );

        double Leg(int from, int to)
        {
            var leg = seconds[from * problem.Locations + to];
            return leg < 0 ? 36_000 : leg;
        }
    }

    // The middle of when the job can be done, as promised if it is.
    private static double Middle(CompiledProblem problem, int j)
    {
        var from = 0.0;
        var to = 86_400.0;
        var stop = problem.FirstStop[problem.FirstVariant[j]];
        for (var slot = problem.FirstSlot[j]; slot < problem.FirstSlot[j + 1]; slot++, stop++)
        {
            from = Math.Max(from, problem.PromisedStart[slot]);
            to = Math.Min(to, problem.PromisedEnd[slot]);
            if (problem.FirstWindow[stop + 1] <= problem.FirstWindow[stop])
                continue;
            from = Math.Max(from, problem.Open[problem.FirstWindow[stop]]);
            to = Math.Min(to, problem.Close[problem.FirstWindow[stop + 1] - 1]);
        }

        return (from + to) / 2;
    }
}
