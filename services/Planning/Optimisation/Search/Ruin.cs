using Routing.Optimisation.Schedule;

namespace Routing.Optimisation.Search;

/// <summary>
/// Takes strings of jobs out of neighbouring routes, with or without keeping some in their midst. Christiaens and
/// Vanden Berghe, Slack Induction by String Removals, Transportation Science 2020.
/// </summary>
internal sealed class Ruin(DaySchedule schedule, Neighbours neighbours, RandomSource random)
{
    private const double AverageRemoved = 10;
    private const int LongestString = 10;
    private const double SplitChance = 0.5;
    private const double GrowChance = 0.5;

    private readonly bool[] isRuined = new bool[schedule.Routes.Length];
    private readonly List<int> cut = [];
    private readonly int[] removed = new int[schedule.Problem.JobCount];
    private int removedCount;

    public ReadOnlySpan<int> Removed => removed.AsSpan(0, removedCount);

    /// <summary>Removes around the given job and times what is left of the routes; shared limits are not settled.</summary>
    public void Around(int seed)
    {
        removedCount = 0;
        Array.Clear(isRuined);
        var routes = 0;
        var served = 0;
        foreach (var route in schedule.Routes)
        {
            served += route.JobCount;
            routes += route.Count > 0 ? 1 : 0;
        }

        if (routes == 0)
            return;
        var longest = Math.Min(LongestString, served / (double)routes);
        var most = 4 * AverageRemoved / (1 + longest) - 1;
        var strings = (int)(random.NextDouble() * most + 1);
        foreach (var j in neighbours.Of(seed))
        {
            if (strings == 0)
                break;
            var r = schedule.RouteOf[j];
            if (r < 0 || isRuined[r])
                continue;
            isRuined[r] = true;
            strings--;
            var route = schedule.Routes[r];
            var length = (int)(random.NextDouble() * Math.Min(longest, route.Count) + 1);
            Cut(route, route.PositionOf(j), Math.Min(length, route.Count));
        }

        TakeDependents();
        foreach (var j in Removed)
        {
            if (lastRoute[j] >= 0)
                isRuined[lastRoute[j]] = true;
        }

        for (var r = 0; r < isRuined.Length; r++)
        {
            if (isRuined[r])
                schedule.Simulate(r, 0);
        }
    }

    private readonly int[] lastRoute = new int[schedule.Problem.JobCount];

    // A string of the given length that holds the position; split, it keeps some jobs in its midst.
    private void Cut(RouteState route, int position, int length)
    {
        var kept = 0;
        if (length > 1 && length < route.Count && random.NextDouble() < SplitChance)
        {
            kept = 1;
            while (length + kept < route.Count && random.NextDouble() > GrowChance)
                kept++;
        }

        var span = length + kept;
        var first = Math.Max(0, position - span + 1);
        var last = Math.Min(position, route.Count - span);
        var start = first + random.Next(last - first + 1);
        var keepFrom = start + (kept == 0 ? span : 1 + random.Next(length));
        cut.Clear();
        for (var i = start + span - 1; i >= start; i--)
        {
            if (kept == 0 || i < keepFrom || i >= keepFrom + kept)
                cut.Add(route.Items[i].Job);
        }

        // A transporter's job may have been cut at both of its items.
        foreach (var j in cut)
            Take(j);
    }

    private void Take(int j)
    {
        var problem = schedule.Problem;
        var r = schedule.RouteOf[j];
        if (r < 0 || problem.PinnedTo[j] == r)
            return;
        schedule.TakeOut(j);
        lastRoute[j] = r;
        removed[removedCount++] = j;
    }

    // A job locked behind a removed one, or that takes out the car it brings, cannot stay.
    private void TakeDependents()
    {
        for (var i = 0; i < removedCount; i++)
        {
            var follower = schedule.Problem.Follower[removed[i]];
            if (follower >= 0)
                Take(follower);
            var releaser = schedule.Problem.Releaser[removed[i]];
            if (releaser >= 0)
                Take(releaser);
        }
    }
}
