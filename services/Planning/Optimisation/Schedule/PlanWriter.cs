using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

/// <summary>Writes a settled schedule's routes out, visit by visit.</summary>
internal static class PlanWriter
{
    public static Route[] Routes(DaySchedule schedule)
    {
        var routes = new Route[schedule.Routes.Length];
        for (var r = 0; r < routes.Length; r++)
            routes[r] = Route(schedule, r);
        return routes;
    }

    private static Route Route(DaySchedule schedule, int r)
    {
        var problem = schedule.Problem;
        var resource = problem.Resources[r];
        var state = schedule.Routes[r];
        var id = problem.Source.Resources[r].Id;
        if (state.Count == 0)
            return new Route
            {
                ResourceId = id,
                Visits = [],
                Start = resource.ShiftStart,
                End = resource.ShiftStart,
            };

        var visits = new List<Visit>();
        var breaks = new List<PlacedBreak>();
        var time = resource.ShiftStart;
        var location = resource.Start;
        var start = -1;
        for (var k = 0; k <= state.Count; k++)
        {
            // The path names the lane that leaves each position; the step from the last one is the breaks here.
            var taken = breaks.Count;
            for (var m = taken; m < state.Path[k]; m++)
            {
                var begin = Math.Max(time, resource.BreakFrom[m]);
                breaks.Add(new PlacedBreak(begin, resource.BreakSeconds[m], visits.Count));
                time = begin + resource.BreakSeconds[m];
                if (start < 0)
                    start = begin;
            }

            if (k == state.Count)
                break;
            var j = state.Jobs[k];
            var variant = state.Variants[k];
            for (var i = 0; i < problem.FirstSlot[j + 1] - problem.FirstSlot[j]; i++)
            {
                var stop = problem.FirstStop[variant] + i;
                var slot = problem.FirstSlot[j] + i;
                var (seconds, metres) = Leg(
                    problem,
                    resource,
                    location,
                    problem.Location[stop],
                    i > 0
                );
                var service = schedule.Start[slot];
                if (start < 0)
                {
                    start = service - seconds;
                    time = start;
                }

                var arrival = time + seconds;
                time = service + problem.Service[slot];
                location = problem.Location[stop];
                visits.Add(
                    new Visit(
                        problem.Source.Jobs[j].Id,
                        i,
                        problem.Alternative[stop],
                        arrival,
                        service,
                        time,
                        i > 0,
                        seconds,
                        metres,
                        Math.Max(0, service - problem.PromisedEnd[slot])
                    )
                );
            }
        }

        var (endSeconds, endMetres) =
            resource.End < 0 ? (0, 0) : Leg(problem, resource, location, resource.End, false);
        return new Route
        {
            ResourceId = id,
            Visits = visits,
            Breaks = breaks,
            Start = start,
            End = time + endSeconds,
            EndLegSeconds = endSeconds,
            EndLegMetres = endMetres,
        };
    }

    private static (int Seconds, int Metres) Leg(
        CompiledProblem problem,
        ResourceData resource,
        int from,
        int to,
        bool isLoaded
    )
    {
        var cell = from * problem.Locations + to;
        if (isLoaded)
            return (
                Math.Max(0, resource.LoadedSeconds[cell]),
                Math.Max(0, resource.LoadedMetres[cell])
            );
        var seconds = Math.Max(0, resource.EmptySeconds[cell]);
        return (seconds > 0 ? seconds + resource.Fold : 0, Math.Max(0, resource.EmptyMetres[cell]));
    }
}
