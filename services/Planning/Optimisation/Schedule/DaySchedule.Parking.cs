using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    private readonly long[] parkingEvents; // scratch

    /// <summary>The most cars that stand in a workshop's yard at one time, and its room.</summary>
    public (int Most, int Room) Parked(int w)
    {
        lifts.Work(this, Problem.Workshops[w]);
        return (MostParked(w), Problem.Workshops[w].Parking);
    }

    // Cars stand in the yard from check-in until the lift, and from the lift until their release. Those who leave at
    // a moment make room for those who come at it: the low bit puts departures first.
    private int MostParked(int w)
    {
        var events = 0;
        for (var car = 0; car < lifts.Count; car++)
        {
            var brings = lifts.JobOf(car);
            var arrival = brings < 0 ? 0 : Start[Problem.CheckInSlot[brings]];
            var releaser = ReleaserOf(w, car);
            var leaves = Window.Never * 2;
            if (releaser >= 0 && RouteOf[releaser] >= 0)
                leaves =
                    Start[Problem.WaitSlot[releaser]] + Problem.Service[Problem.WaitSlot[releaser]];
            Stay(arrival, Math.Min(lifts.StartOf(car), leaves), ref events);
            Stay(lifts.FinishOf(car), leaves, ref events);
        }

        parkingEvents.AsSpan(0, events).Sort();
        var parked = 0;
        var most = 0;
        for (var i = 0; i < events; i++)
        {
            parked += (parkingEvents[i] & 1) == 0 ? -1 : 1;
            most = Math.Max(most, parked);
        }

        return most;
    }

    private void Stay(int from, int to, ref int events)
    {
        if (from >= to)
            return;
        parkingEvents[events++] = ((long)from << 1) | 1;
        parkingEvents[events++] = (long)to << 1;
    }
}
