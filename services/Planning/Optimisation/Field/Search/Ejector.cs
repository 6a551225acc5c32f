using Routing.Optimisation.Search;

namespace Routing.Optimisation.Field.Search;

/// <summary>
/// Puts a task that fits nowhere into a route by throwing out one or two others that have been left out less often:
/// the ejections of Nagata and Kobayashi 2010, "Guided ejection search for the pickup and delivery problem with time
/// windows", with the walk's counts as penalties. One a thread.
/// </summary>
internal sealed class Ejector(FieldData data, RandomSource random)
{
    // Stops of the routes tried without some of their tasks, summed, at most, for one task.
    private const int MostWork = 60_000;

    private readonly Evaluator evaluator = new(data, random);
    private readonly Route[] reduced = [.. Enumerable.Range(0, data.VehicleCount).Select(v => new Route(data, v))];
    private int[] tasks = new int[64];
    private int[] stops = new int[64];

    /// <summary>Exchanges the absent task at this index for others whose counts sum to less than its own, if there are any.</summary>
    public bool TryExchange(FieldState state, int absentIndex, long[] counts)
    {
        var task = state.Absent[absentIndex];
        var least = counts[task];
        var (vehicle, one, two) = (-1, -1, -1);
        var place = Insertion.None;
        var work = 0;
        var begin = random.Next(data.VehicleCount);
        for (var k = 0; k < data.VehicleCount && work < MostWork; k++)
        {
            var v = begin + k < data.VehicleCount ? begin + k : begin + k - data.VehicleCount;
            var route = state.Routes[v];
            if (route.Count == 0 || !data.CanServe[v * data.TaskCount + task])
                continue;
            var count = TasksOf(route);
            for (var a = 0; a < count; a++)
            {
                var sum = counts[tasks[a]] + 1;
                if (sum >= least)
                    continue;
                if (Fits(route, task, tasks[a], -1, ref place))
                    (least, vehicle, one, two) = (sum, v, tasks[a], -1);
                work += route.Count;
            }

            for (var a = 0; a < count && work < MostWork; a++)
            {
                var first = counts[tasks[a]] + 1;
                for (var b = a + 1; b < count; b++)
                {
                    var sum = first + counts[tasks[b]] + 1;
                    if (sum >= least)
                        continue;
                    if (Fits(route, task, tasks[a], tasks[b], ref place))
                        (least, vehicle, one, two) = (sum, v, tasks[a], tasks[b]);
                    work += route.Count;
                }
            }
        }

        if (vehicle < 0)
            return false;
        state.Absent[absentIndex] = state.Absent[--state.AbsentCount];
        state.Mark(one);
        if (two >= 0)
            state.Mark(two);
        state.TakeOutMarked();
        state.Insert(task, place);
        return true;
    }

    private int TasksOf(Route route)
    {
        if (tasks.Length < route.Count)
            (tasks, stops) = (new int[2 * route.Count], new int[2 * route.Count]);
        var count = 0;
        for (var p = 1; p <= route.Count; p++)
        {
            if ((route.Stop[p] & 1) == 0)
                tasks[count++] = route.Stop[p] >> 1;
        }

        return count;
    }

    private bool Fits(Route route, int task, int one, int two, ref Insertion place)
    {
        var kept = 0;
        for (var p = 1; p <= route.Count; p++)
        {
            var other = route.Stop[p] >> 1;
            if (other != one && other != two)
                stops[kept++] = route.Stop[p];
        }

        var rest = reduced[route.Vehicle];
        rest.SetStops(stops.AsSpan(0, kept));
        if (!data.IsMetric && !rest.IsInTime)
            return false;
        var found = Insertion.None;
        evaluator.Try(rest, task, ref found);
        if (found.IsFound)
            place = found;
        return found.IsFound;
    }
}
