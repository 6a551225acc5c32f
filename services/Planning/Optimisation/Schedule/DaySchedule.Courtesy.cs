using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    // By workshop: from when on one more courtesy car can go out for the rest of the day.
    private readonly int[] courtesyFree;
    private readonly long[] courtesyBack; // scratch: jobs by time

    /// <summary>
    /// First come, first served: who finds no courtesy car waits for the next that comes back. What can never have one
    /// is left as it is and counted by <see cref="CourtesyCarsMissing"/>, if it has to stay; else false.
    /// </summary>
    private bool LendCourtesyCars(int w, ref bool isStill)
    {
        var workshop = Problem.Workshops[w];
        if (!workshop.HasCourtesyLimit)
            return true;
        var backs = Sort(workshop.CourtesyBack, Problem.CourtesyBackSlot, courtesyBack, true);
        var outs = Sort(workshop.CourtesyOut, Problem.CourtesyOutSlot, sorted, false);
        var feasible = true;
        var lent = 0;
        for (var i = 0; i < outs; i++)
        {
            var j = JobOf(sorted[i]);
            var awaited = lent - workshop.CourtesyCars; // how many have to be back before
            if (awaited >= backs)
            {
                if (!Tolerated[j])
                    return false;
                continue;
            }

            lent++;
            if (awaited >= 0 && TimeOf(courtesyBack[awaited]) > TimeOf(sorted[i]))
                feasible &= Postpone(
                    j,
                    Problem.CourtesyOutSlot[j],
                    TimeOf(courtesyBack[awaited]),
                    ref isStill
                );
        }

        courtesyFree[w] = FreeFrom(workshop, outs, backs);
        return feasible;
    }

    // With one more before it, each out needs one more car back. The last one that would not find it is the limit.
    private int FreeFrom(WorkshopData workshop, int outs, int backs)
    {
        for (var i = outs - 1; i >= -1; i--)
        {
            var awaited = i + 1 - workshop.CourtesyCars;
            if (awaited < 0)
                break;
            var back = awaited < backs ? TimeOf(courtesyBack[awaited]) : Window.Never;
            if (back > (i < 0 ? 0 : TimeOf(sorted[i])))
                return back;
        }

        return 0;
    }

    private int WithCourtesyCar(int w, int stop, int start)
    {
        if (!Problem.Workshops[w].HasCourtesyLimit || courtesyFree[w] <= start)
            return start;
        return courtesyFree[w] >= Window.Never ? -1 : ServiceStart(stop, courtesyFree[w]);
    }

    /// <summary>How many courtesy cars leave that are not there; their jobs are added to the list, if there is one.</summary>
    public int CourtesyCarsMissing(int w, List<int>? jobs)
    {
        var workshop = Problem.Workshops[w];
        if (!workshop.HasCourtesyLimit)
            return 0;
        var backs = Sort(workshop.CourtesyBack, Problem.CourtesyBackSlot, courtesyBack, true);
        var outs = Sort(workshop.CourtesyOut, Problem.CourtesyOutSlot, sorted, false);
        var missing = 0;
        var back = 0;
        for (var i = 0; i < outs; i++)
        {
            while (back < backs && TimeOf(courtesyBack[back]) <= TimeOf(sorted[i]))
                back++;
            if (i - missing < workshop.CourtesyCars + back)
                continue;
            missing++;
            jobs?.Add(JobOf(sorted[i]));
        }

        return missing;
    }
}
