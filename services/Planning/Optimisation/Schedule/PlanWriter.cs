using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

/// <summary>Writes a settled schedule's routes out, visit by visit.</summary>
internal static class PlanWriter
{
    public static Route[] Routes(DaySchedule schedule)
    {
        var routes = new Route[schedule.Routes.Length];
        for (var r = 0; r < routes.Length; r++)
            routes[r] = new Writing(schedule, r).Write();
        return routes;
    }

    private sealed class Writing(DaySchedule schedule, int r)
    {
        private readonly CompiledProblem problem = schedule.Problem;
        private readonly ResourceData resource = schedule.Problem.Resources[r];
        private readonly RouteState route = schedule.Routes[r];
        private readonly Guid id = schedule.Problem.Source.Resources[r].Id;
        private readonly List<Visit> visits = [];
        private readonly List<PlacedBreak> breaks = [];
        private int time = schedule.Problem.Resources[r].ShiftStart;
        private int start = -1;

        public Route Write()
        {
            if (route.Count == 0)
            {
                return new Route
                {
                    ResourceId = id,
                    Visits = [],
                    Start = time,
                    End = time,
                };
            }

            for (var k = 0; k < route.Count; k++)
            {
                Rest(k);
                Add(k);
            }

            Rest(route.Count);
            var leg = schedule.LegAt(r, route.Count);
            var end = leg.Arrival(time);
            return new Route
            {
                ResourceId = id,
                Visits = visits,
                Breaks = breaks,
                Start = start,
                End = end,
                EndLegSeconds = end - time,
                EndLegMetres = leg.Metres,
                EndRide = leg.Ride < 0 ? null : leg.Ride,
            };
        }

        // The path names the lane that leaves each position; the step from the last one is the breaks here.
        private void Rest(int k)
        {
            for (var m = breaks.Count; m < route.Path[k]; m++)
            {
                var begin = Math.Max(time, resource.BreakFrom[m]);
                breaks.Add(new PlacedBreak(begin, resource.BreakSeconds[m], visits.Count));
                time = begin + resource.BreakSeconds[m];
                if (start < 0)
                    start = begin;
            }
        }

        private void Add(int k)
        {
            var item = route.Items[k];
            if (problem.PinnedTo[item.Job] < 0)
                time = Math.Max(time, resource.FreeFrom);
            var first = problem.FirstStopOf(item);
            var slot = problem.FirstSlotOf(item);
            for (var stop = first; stop < problem.EndStopOf(item); stop++, slot++)
            {
                var service = schedule.Start[slot];
                var leg = stop == first ? schedule.LegAt(r, k) : Driven(stop);
                if (start < 0)
                {
                    start = leg.Departure(service);
                    time = start;
                }

                var arrival = leg.Arrival(time);
                visits.Add(
                    new Visit(
                        problem.Source.Jobs[item.Job].Id,
                        slot - problem.FirstSlot[item.Job],
                        problem.Alternative[stop],
                        arrival,
                        service,
                        service + problem.Service[slot],
                        stop > first || route.Standings[k].Aboard > 0,
                        arrival - time,
                        leg.Metres,
                        Math.Max(0, service - problem.PromisedEnd[slot])
                    )
                    {
                        Ride = leg.Ride < 0 ? null : leg.Ride,
                        ChangesBattery = leg.ChangesBattery,
                    }
                );
                time = service + problem.Service[slot];
            }
        }

        private Leg Driven(int stop)
        {
            var cell = problem.Location[stop - 1] * problem.Locations + problem.Location[stop];
            var travel = resource.Loaded;
            var seconds = travel.Seconds[cell];
            return new Leg
            {
                Hours = travel.HasHours && seconds > 0 ? travel : null,
                Cell = cell,
                Seconds = Math.Max(0, seconds),
                Metres = Math.Max(0, travel.Metres[cell]),
                Ride = -1,
            };
        }
    }
}
