using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    private const int Quarter = 900;

    // A job's rank behind a time in one number, so that sorting needs no comparer.
    private const int JobBits = 20;

    // By workshop and quarter: check-ins that start in it. The last quarter holds all that come later.
    private readonly int[][] quarters;
    private readonly long[] sorted; // scratch: jobs by time

    public int JobOf(long key) => Problem.ByRank[(int)(key & ((1 << JobBits) - 1))];

    public static int TimeOf(long key) => (int)(key >> JobBits);

    /// <summary>Fills keys with the served check-ins by start (or end) of their service; how many there are.</summary>
    public int SortCheckIns(WorkshopData workshop, long[] keys, bool byEnd) =>
        Sort(workshop.CheckIns, Problem.CheckInSlot, keys, byEnd);

    private int Sort(int[] jobs, int[] slots, long[] keys, bool byEnd)
    {
        var count = 0;
        foreach (var j in jobs)
        {
            if (RouteOf[j] < 0)
                continue;
            var slot = slots[j];
            var time = byEnd ? Start[slot] + Problem.Service[slot] : Start[slot];
            keys[count++] = ((long)time << JobBits) | (uint)Problem.Rank[j];
        }

        keys.AsSpan(0, count).Sort();
        return count;
    }

    /// <summary>First come, first served; who finds the quarter full waits for the next one with a place.</summary>
    private bool Receive(int w, ref bool isStill)
    {
        var workshop = Problem.Workshops[w];
        var count = quarters[w];
        Array.Clear(count);
        var cars = SortCheckIns(workshop, sorted, false);
        var feasible = true;
        for (var i = 0; i < cars; i++)
        {
            var j = JobOf(sorted[i]);
            var quarter = QuarterOf(w, Start[Problem.CheckInSlot[j]]);
            var wanted = quarter;
            while (quarter < count.Length - 1 && count[quarter] >= workshop.Reception)
                quarter++;
            count[quarter]++;
            if (quarter > wanted)
                feasible &= Postpone(j, Problem.CheckInSlot[j], quarter * Quarter, ref isStill);
        }

        return feasible;
    }

    private int QuarterOf(int w, int time) => Math.Min(time / Quarter, quarters[w].Length - 1);

    /// <summary>When reception takes no more cars: whole quarters, joined where they touch.</summary>
    public List<Window> FullReception(int w)
    {
        var full = new List<Window>();
        for (var quarter = 0; quarter < quarters[w].Length; quarter++)
        {
            if (quarters[w][quarter] < Problem.Workshops[w].Reception)
                continue;
            var (start, end) = (quarter * Quarter, (quarter + 1) * Quarter);
            if (full.Count > 0 && full[^1].End == start)
                full[^1] = full[^1] with { End = end };
            else
                full.Add(new Window(start, end));
        }

        return full;
    }

    /// <summary>
    /// Where a further check-in that would start at this time finds a place, as things stand: the time or a later
    /// quarter's start; -1 when the stop closes before.
    /// </summary>
    private int AtReception(int w, int stop, int start)
    {
        var count = quarters[w];
        var reception = Problem.Workshops[w].Reception;
        var quarter = QuarterOf(w, start);
        while (count[quarter] >= reception && quarter < count.Length - 1)
        {
            while (count[quarter] >= reception && quarter < count.Length - 1)
                quarter++;
            start = ServiceStart(stop, Math.Max(start, quarter * Quarter));
            if (start < 0)
                return -1;
            quarter = QuarterOf(w, start);
        }

        return start;
    }
}
