namespace Routing.Optimisation.Formats.Vroom;

/// <summary>Says routes as VROOM does: arrivals, waiting, loads, sums, and what is broken where (plan mode).</summary>
internal sealed class VroomAnswerWriter(VroomModel model)
{
    private readonly VroomProblem problem = model.Problem;

    /// <param name="reasons">By shipment: why it is left out; null where nobody asked.</param>
    public VroomAnswer Write(IReadOnlyList<VroomRoute> routes, VroomComputingTimes times, IReadOnlyDictionary<int, string>? reasons = null)
    {
        var visited = routes.SelectMany(route => route.Visits).Where(visit => visit.Task >= 0).Select(visit => (visit.Task, visit.Kind)).ToHashSet();
        var unassigned = Unassigned(visited, reasons);
        var told = routes.Select(Write).ToList();
        return new VroomAnswer
        {
            Summary = new VroomSummary
            {
                Cost = told.Sum(route => route.Cost),
                Routes = told.Count,
                Unassigned = unassigned.Count,
                Delivery = Sum(told.Select(route => route.Delivery)),
                Amount = Sum(told.Select(route => route.Delivery)),
                Pickup = Sum(told.Select(route => route.Pickup)),
                Setup = told.Sum(route => route.Setup),
                Service = told.Sum(route => route.Service),
                Duration = told.Sum(route => route.Duration),
                WaitingTime = told.Sum(route => route.WaitingTime),
                Priority = told.Sum(route => route.Priority),
                Distance = told.Exists(route => route.Distance is not null) ? told.Sum(route => route.Distance ?? 0) : null,
                Violations = Together(told.SelectMany(route => route.Violations)),
                ComputingTimes = times,
            },
            Unassigned = unassigned,
            Routes = told,
        };
    }

    private List<VroomUnassigned> Unassigned(HashSet<(int Task, VroomStepKind Kind)> visited, IReadOnlyDictionary<int, string>? reasons)
    {
        var left = new List<VroomUnassigned>();
        for (var j = 0; j < problem.Jobs.Count; j++)
            Add(j, VroomStepKind.Job, problem.Jobs[j].Stop);
        for (var s = 0; s < problem.Shipments.Count; s++)
        {
            Add(problem.Jobs.Count + s, VroomStepKind.Pickup, problem.Shipments[s].Pickup);
            Add(problem.Jobs.Count + s, VroomStepKind.Delivery, problem.Shipments[s].Delivery);
        }

        return left;

        void Add(int task, VroomStepKind kind, VroomStop stop)
        {
            if (!visited.Contains((task, kind)))
                left.Add(new VroomUnassigned(stop.Id, NameOf(kind), stop.Description, Coordinates(stop.Place), IndexOf(stop.Place), reasons?.GetValueOrDefault(task - problem.Jobs.Count)));
        }
    }

    private VroomAnswerRoute Write(VroomRoute route)
    {
        var vehicle = route.Vehicle;
        var n = problem.Dimensions;
        var (load, delivery, pickup) = (new long[n], new long[n], new long[n]);
        foreach (var visit in route.Visits)
        {
            if (visit.Kind == VroomStepKind.Job)
                Add(load, problem.Jobs[visit.Task].Delivery, 1);
        }

        var broken = new VroomBreaches(problem, route);
        var hasDistance = problem.Matrices[vehicle.Profile].Distances is not null;
        var steps = new List<VroomAnswerStep>();
        var (now, travelled, metres, waited, cost) = (route.Leave, 0L, 0.0, 0L, (double)vehicle.Costs.Fixed);
        var (setups, services, priority) = (0L, 0L, 0L);
        var leg = route.LegTo(route.StopFrom(0));
        var (ahead, metresAhead) = (leg.Seconds, (double)leg.Metres);
        if (vehicle.Start is { } start)
            steps.Add(Terminal("start", start, route.Leave, broken.AtStart(load)));
        for (var i = 0; i < route.Visits.Count; i++)
        {
            var visit = route.Visits[i];
            var stop = route.StopOf(i);

            // Travel towards the next stop goes on until a break begins.
            var part = stop is null ? Math.Clamp(route.Begin[i] - now, 0, ahead) : ahead;
            var metresNow = ahead == 0 ? metresAhead * (stop is null ? 0 : 1) : metresAhead * part / ahead;
            (travelled, metres, ahead, metresAhead) = (travelled + part, metres + metresNow, ahead - part, metresAhead - metresNow);
            var arrival = now + part;
            var (setup, service) = route.ActionOf(i);
            var waiting = Math.Max(0, route.Begin[i] - arrival);
            if (stop is not null)
            {
                cost += route.LegTo(i).Cost;
                var amounts = AmountsOf(visit);
                Add(load, amounts.Delivered, -1);
                Add(load, amounts.PickedUp, 1);
                Add(delivery, visit.Kind == VroomStepKind.Pickup ? [] : amounts.Delivered, 1);
                Add(pickup, visit.Kind == VroomStepKind.Delivery ? [] : amounts.PickedUp, 1);
                priority += visit.Kind == VroomStepKind.Job ? problem.Jobs[visit.Task].Priority : problem.Shipments[visit.Task - problem.Jobs.Count].Priority;
                leg = route.LegTo(route.StopFrom(i + 1));
                (ahead, metresAhead) = (leg.Seconds, leg.Metres);
                setups += setup;
            }

            services += service;
            waited += waiting;
            steps.Add(new VroomAnswerStep
            {
                Type = NameOf(visit.Kind),
                Description = stop is null ? vehicle.Breaks[visit.Break].Description : stop.Description,
                Location = stop is null ? null : Coordinates(stop.Place),
                LocationIndex = stop is null ? null : IndexOf(stop.Place),
                Id = stop?.Id ?? vehicle.Breaks[visit.Break].Id,
                Job = visit.Kind == VroomStepKind.Job ? stop!.Id : null,
                Setup = setup,
                Service = service,
                WaitingTime = waiting,
                Load = n > 0 ? [.. load] : null,
                Arrival = arrival,
                Duration = travelled,
                Distance = hasDistance ? (long)Math.Round(metres) : null,
                Profile = ProfileTo(i),
                Violations = broken.At(i, load, arrival),
            });
            now = route.Begin[i] + setup + service;
        }

        cost += route.LegTo(route.Visits.Count).Cost;
        (travelled, metres) = (travelled + ahead, metres + metresAhead);
        if (vehicle.End is { } end)
            steps.Add(Terminal("end", end, route.Back, broken.AtEnd(load)));
        var ofRoute = broken.OfRoute(travelled, (long)Math.Round(metres));
        return new VroomAnswerRoute
        {
            Vehicle = vehicle.Id,
            Cost = (long)Math.Round(cost),
            Delivery = delivery,
            Amount = delivery,
            Pickup = pickup,
            Setup = setups,
            Service = services,
            Duration = travelled,
            WaitingTime = waited,
            Priority = priority,
            Distance = hasDistance ? (long)Math.Round(metres) : null,
            Steps = steps,
            Violations = Together(steps.SelectMany(step => step.Violations).Concat(ofRoute)),
            Description = vehicle.Description,
        };

        string? ProfileTo(int visit) => vehicle.LoadedProfile is { } loaded ? route.IsLoadedBefore(visit) ? loaded : vehicle.Profile : null;

        VroomAnswerStep Terminal(string type, VroomPlace place, long time, IReadOnlyList<VroomViolation> violations) => new()
        {
            Type = type,
            Location = Coordinates(place),
            LocationIndex = IndexOf(place),
            Setup = 0,
            Service = 0,
            WaitingTime = 0,
            Load = n > 0 ? [.. load] : null,
            Arrival = time,
            Duration = travelled,
            Distance = hasDistance ? (long)Math.Round(metres) : null,
            Profile = type == "end" ? ProfileTo(route.Visits.Count) : null,
            Violations = violations,
        };
    }

    private (IReadOnlyList<int> Delivered, IReadOnlyList<int> PickedUp) AmountsOf(VroomVisit visit) => visit.Kind switch
    {
        VroomStepKind.Job => (problem.Jobs[visit.Task].Delivery, problem.Jobs[visit.Task].Pickup),
        VroomStepKind.Pickup => ([], problem.Shipments[visit.Task - problem.Jobs.Count].Amount),
        _ => (problem.Shipments[visit.Task - problem.Jobs.Count].Amount, []),
    };

    private static void Add(long[] sum, IReadOnlyList<int> amount, int sign)
    {
        for (var d = 0; d < amount.Count; d++)
            sum[d] += sign * amount[d];
    }

    private long[] Sum(IEnumerable<IReadOnlyList<long>> amounts)
    {
        var sum = new long[problem.Dimensions];
        foreach (var amount in amounts)
        {
            for (var d = 0; d < sum.Length; d++)
                sum[d] += amount[d];
        }

        return sum;
    }

    private static List<VroomViolation> Together(IEnumerable<VroomViolation> violations) =>
    [
        .. violations.GroupBy(violation => violation.Cause)
            .Select(group => new VroomViolation(group.Key, group.Any(violation => violation.Duration is not null) ? group.Sum(violation => violation.Duration ?? 0) : null)),
    ];

    private static double[]? Coordinates(VroomPlace place) => place.Coordinates is { } at ? [at.Lon, at.Lat] : null;

    private static int? IndexOf(VroomPlace place) => place.IsIndexGiven ? place.Index : null;

    internal static string NameOf(VroomStepKind kind) => kind.ToString().ToLowerInvariant();
}
