using System.Runtime.CompilerServices;
using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

internal sealed partial class DaySchedule
{
    private readonly record struct Leg(int Seconds, int Metres, int Violation, bool IsPossible);

    /// <summary>The way by own means. Impossible without a way or beyond reach, unless tolerated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Leg EmptyLeg(ResourceData resource, int from, int to, bool tolerated)
    {
        var cell = from * Problem.Locations + to;
        var seconds = resource.EmptySeconds[cell];
        var metres = resource.EmptyMetres[cell];
        var broken = 0;
        if (seconds < 0 || metres < 0)
        {
            broken = RuleBroken;
            seconds = 0;
            metres = 0;
        }
        else
        {
            if (seconds > 0)
                seconds += resource.Fold;
            if (metres > resource.MaxEmpty)
                broken = RuleBroken;
        }

        return new Leg(seconds, metres, broken, broken == 0 || tolerated);
    }

    /// <summary>Loaded travel and service of a job: seconds (-1 without a way, unless tolerated) and loaded metres.</summary>
    private (int Seconds, int Metres) Work(ResourceData resource, int variant, int j)
    {
        var seconds = 0;
        var metres = 0;
        var slot = Problem.FirstSlot[j];
        var first = Problem.FirstStop[variant];
        var last = Problem.FirstStop[variant + 1];
        for (var stop = first; stop < last; stop++, slot++)
        {
            seconds += Problem.Service[slot];
            if (stop == first)
                continue;
            var cell = Problem.Location[stop - 1] * Problem.Locations + Problem.Location[stop];
            if (resource.LoadedSeconds[cell] < 0 || resource.LoadedMetres[cell] < 0)
            {
                if (!Tolerated[j])
                    return (-1, 0);
                continue;
            }

            seconds += resource.LoadedSeconds[cell];
            metres += resource.LoadedMetres[cell];
        }

        return (seconds, metres);
    }

    private Leg EndLeg(ResourceData resource, int lastVariant, bool tolerant) =>
        resource.End < 0
            ? new Leg(0, 0, 0, true)
            : EmptyLeg(resource, Problem.LastLocation(lastVariant), resource.End, tolerant);

    /// <summary>Fills <see cref="RouteState.Latest"/> from the end. Breaks only make it later: a necessary test.</summary>
    private void LookBack(int r, RouteState route, ResourceData resource)
    {
        if (route.Count == 0)
            return;
        var departure = Window.Never * 2;
        if (!ToleratedRoute[r])
            departure =
                resource.Limit - EndLeg(resource, route.Variants[route.Count - 1], false).Seconds;
        for (var k = route.Count - 1; k >= 0; k--)
        {
            route.Latest[k] = LatestArrival(resource, route.Jobs[k], route.Variants[k], departure);
            var previous = k == 0 ? resource.Start : Problem.LastLocation(route.Variants[k - 1]);
            departure =
                route.Latest[k]
                - EmptyLeg(
                    resource,
                    previous,
                    Problem.FirstLocation(route.Variants[k]),
                    true
                ).Seconds;
        }
    }

    private int LatestArrival(ResourceData resource, int j, int variant, int departure)
    {
        var first = Problem.FirstStop[variant];
        var slot = Problem.FirstSlot[j + 1] - 1;
        var time = departure;
        for (var stop = Problem.FirstStop[variant + 1] - 1; stop >= first; stop--, slot--)
        {
            time -= Problem.Service[slot];
            if (!Tolerated[j])
            {
                var latest = int.MinValue / 2;
                for (var w = Problem.FirstWindow[stop + 1] - 1; w >= Problem.FirstWindow[stop]; w--)
                {
                    if (Problem.Open[w] > time)
                        continue;
                    latest = Math.Min(time, Problem.Close[w]);
                    break;
                }

                time = latest;
            }

            if (stop > first)
            {
                var cell = Problem.Location[stop - 1] * Problem.Locations + Problem.Location[stop];
                time -= Math.Max(0, resource.LoadedSeconds[cell]);
            }
        }

        return time;
    }
}
