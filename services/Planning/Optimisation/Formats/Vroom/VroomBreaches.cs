namespace Routing.Optimisation.Formats.Vroom;

/// <summary>What a route breaks, told as VROOM does in plan mode. Routes that were searched break nothing.</summary>
internal sealed class VroomBreaches(VroomProblem problem, VroomRoute route)
{
    private readonly Dictionary<int, int> pickupAt = Positions(route, VroomStepKind.Pickup);
    private readonly Dictionary<int, int> deliveryAt = Positions(route, VroomStepKind.Delivery);
    private int tasks;

    public List<VroomViolation> AtStart(long[] load)
    {
        var broken = new List<VroomViolation>();
        if (route.Vehicle.Hours is { } hours)
            AddTimes(broken, [hours], route.Leave);
        AddLoad(broken, load);
        return broken;
    }

    public List<VroomViolation> AtEnd(long[] load)
    {
        var broken = new List<VroomViolation>();
        if (route.Vehicle.Hours is { } hours)
            AddTimes(broken, [hours], route.Back);
        AddLoad(broken, load);
        return broken;
    }

    /// <summary>Asked for each visit once, in their order.</summary>
    /// <param name="load">After it.</param>
    public List<VroomViolation> At(int visit, long[] load, long arrival)
    {
        var broken = new List<VroomViolation>();
        var (kind, task, pause, _) = route.Visits[visit];
        AddTimes(broken, route.WindowsOf(visit), Math.Max(arrival, route.Begin[visit]));
        AddLoad(broken, load);
        if (task < 0)
        {
            if (route.Vehicle.Breaks[pause].MaxLoad is { } most && load.Where((amount, d) => amount > most[d]).Any())
                broken.Add(new VroomViolation("max_load"));
            return broken;
        }

        var skills = kind == VroomStepKind.Job ? problem.Jobs[task].Skills : problem.Shipments[task - problem.Jobs.Count].Skills;
        if (skills.Except(route.Vehicle.Skills).Any())
            broken.Add(new VroomViolation("skills"));
        tasks += kind == VroomStepKind.Delivery ? 0 : 1;
        if (kind != VroomStepKind.Delivery && tasks > route.Vehicle.MaxTasks)
            broken.Add(new VroomViolation("max_tasks"));
        var isApart = kind switch
        {
            VroomStepKind.Pickup => !deliveryAt.TryGetValue(task, out var delivery) || delivery < visit,
            VroomStepKind.Delivery => !pickupAt.TryGetValue(task, out var pickup) || pickup > visit,
            _ => false,
        };
        if (isApart)
            broken.Add(new VroomViolation("precedence"));
        return broken;
    }

    public List<VroomViolation> OfRoute(long travelled, long metres)
    {
        var broken = new List<VroomViolation>();
        var taken = route.Visits.Count(visit => visit.Break >= 0);

        // In the service's own day whoever is back before a break's window ends owes none.
        if (taken < route.Vehicle.Breaks.Count && route.Visits.Count > 0 && problem.Workshops.Count == 0)
            broken.Add(new VroomViolation("missing_break"));
        if (route.Vehicle.MaxTravelTime is { } most && travelled > most)
            broken.Add(new VroomViolation("max_travel_time", travelled - most));
        if (route.Vehicle.MaxDistance is { } farthest && metres > farthest)
            broken.Add(new VroomViolation("max_distance"));
        return broken;
    }

    private void AddLoad(List<VroomViolation> broken, long[] load)
    {
        for (var d = 0; d < load.Length; d++)
        {
            if (load[d] > (route.Vehicle.Capacity.Count > 0 ? route.Vehicle.Capacity[d] : 0))
            {
                broken.Add(new VroomViolation("load"));
                return;
            }
        }
    }

    // By the window that is missed least.
    private static void AddTimes(List<VroomViolation> broken, IReadOnlyList<VroomWindow> windows, long time)
    {
        if (windows.Count == 0)
            return;
        var window = windows.MinBy(w => Math.Max(w.Start - time, Math.Max(0, time - w.End)));
        if (time < window.Start)
            broken.Add(new VroomViolation("lead_time", window.Start - time));
        if (time > window.End)
            broken.Add(new VroomViolation("delay", time - window.End));
    }

    private static Dictionary<int, int> Positions(VroomRoute route, VroomStepKind kind)
    {
        var positions = new Dictionary<int, int>();
        for (var i = 0; i < route.Visits.Count; i++)
        {
            if (route.Visits[i].Kind == kind)
                positions[route.Visits[i].Task] = i;
        }

        return positions;
    }
}
