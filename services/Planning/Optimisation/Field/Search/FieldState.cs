using Routing.Optimisation.Field.Model;

namespace Routing.Optimisation.Field.Search;

/// <summary>A plan in the making: routes, the tasks in none, and a way back to how it was before a trial.</summary>
internal sealed class FieldState
{
    public readonly FieldData Data;
    public readonly Route[] Routes;

    /// <summary>By task: vehicle, or -1.</summary>
    public readonly int[] RouteOf;

    /// <summary>Vehicles given up.</summary>
    public readonly bool[] IsClosed;

    /// <summary>Tasks in no route, in any order.</summary>
    public readonly int[] Absent;
    public int AbsentCount;
    public long Cost;

    /// <summary>Sum of the weights of absent tasks.</summary>
    public long AbsentWeight;

    private readonly Route[] spare;
    private readonly bool[] isTouched;
    private readonly int[] touched;
    private int touchedCount;
    private readonly int[] absentBefore;
    private int absentCountBefore;
    private long costBefore;
    private long weightBefore;
    private readonly bool[] isMarked;
    private readonly Limits limits;

    // Stamps of one state are those of no other.
    private long stamp;

    public FieldState(FieldData data, int number = 0)
    {
        stamp = (long)number << 48;
        Data = data;
        limits = new Limits(data);
        Routes = new Route[data.VehicleCount];
        spare = new Route[data.VehicleCount];
        for (var v = 0; v < Routes.Length; v++)
            (Routes[v], spare[v]) = (new Route(data, v), new Route(data, v));
        RouteOf = new int[data.TaskCount];
        IsClosed = new bool[data.VehicleCount];
        Absent = new int[data.TaskCount];
        absentBefore = new int[data.TaskCount];
        isTouched = new bool[data.VehicleCount];
        touched = new int[data.VehicleCount];
        isMarked = new bool[data.TaskCount];
        Clear();
    }

    public void Clear()
    {
        Array.Fill(RouteOf, -1);
        foreach (var route in Routes)
        {
            route.SetStops([]);
            route.Stamp = ++stamp;
        }

        AbsentCount = 0;
        AbsentWeight = Cost = 0;
        for (var t = 0; t < Data.TaskCount; t++)
        {
            Absent[AbsentCount++] = t;
            AbsentWeight += Data.Weight[t];
        }

        Keep();
    }

    public void CopyFrom(FieldState other)
    {
        for (var v = 0; v < Routes.Length; v++)
            Routes[v].CopyFrom(other.Routes[v]);
        other.RouteOf.CopyTo(RouteOf, 0);
        other.IsClosed.CopyTo(IsClosed, 0);
        other.Absent.CopyTo(Absent, 0);
        (AbsentCount, AbsentWeight, Cost) = (other.AbsentCount, other.AbsentWeight, other.Cost);
        Keep();
    }

    /// <summary>What is now is what <see cref="Undo"/> goes back to.</summary>
    public void Keep()
    {
        for (var i = 0; i < touchedCount; i++)
            isTouched[touched[i]] = false;
        touchedCount = 0;
        Array.Copy(Absent, absentBefore, AbsentCount);
        (absentCountBefore, costBefore, weightBefore) = (AbsentCount, Cost, AbsentWeight);
    }

    /// <summary>Back to how it was at the last <see cref="Keep"/>.</summary>
    public void Undo()
    {
        // First all that came in leaves, then all that left comes back.
        for (var i = 0; i < touchedCount; i++)
        {
            var route = Routes[touched[i]];
            for (var p = 1; p <= route.Count; p++)
                RouteOf[route.Stop[p] >> 1] = -1;
        }

        for (var i = 0; i < touchedCount; i++)
        {
            var v = touched[i];
            (Routes[v], spare[v]) = (spare[v], Routes[v]);
            var route = Routes[v];
            for (var p = 1; p <= route.Count; p++)
                RouteOf[route.Stop[p] >> 1] = v;
            isTouched[v] = false;
        }

        touchedCount = 0;
        Array.Copy(absentBefore, Absent, absentCountBefore);
        (AbsentCount, Cost, AbsentWeight) = (absentCountBefore, costBefore, weightBefore);
    }

    public int TouchedCount => touchedCount;

    public bool IsTouched(int vehicle) => isTouched[vehicle];

    /// <summary>Before a route changes: remembers how it was.</summary>
    public void Touch(int vehicle)
    {
        if (isTouched[vehicle])
            return;
        isTouched[vehicle] = true;
        touched[touchedCount++] = vehicle;
        spare[vehicle].CopyFrom(Routes[vehicle]);
    }

    /// <summary>Notes that a served task leaves its route; <see cref="TakeOutMarked"/> follows.</summary>
    public void Mark(int task)
    {
        Touch(RouteOf[task]);
        isMarked[task] = true;
        Absent[AbsentCount++] = task;
        AbsentWeight += Data.Weight[task];
    }

    public bool IsMarked(int task) => isMarked[task];

    /// <summary>Takes the marked tasks out of all routes. One that is then no longer in time is emptied.</summary>
    public void TakeOutMarked()
    {
        for (var i = 0; i < touchedCount; i++)
        {
            var route = Routes[touched[i]];
            var cost = route.Cost;
            route.RemoveMarked(isMarked);
            if (route.Count > 0 && !Holds(route))
            {
                for (var p = 1; p <= route.Count; p++)
                {
                    if ((route.Stop[p] & 1) == 0)
                        Mark(route.Stop[p] >> 1);
                }

                route.RemoveMarked(isMarked);
            }

            route.Stamp = ++stamp;
            Cost += route.Cost - cost;
        }

        for (var i = 0; i < AbsentCount; i++)
        {
            isMarked[Absent[i]] = false;
            RouteOf[Absent[i]] = -1;
        }
    }

    /// <summary>Puts a task, which the caller takes off <see cref="Absent"/>, where the insertion says.</summary>
    public void Insert(int task, in Insertion insertion)
    {
        Touch(insertion.Vehicle);
        var route = Routes[insertion.Vehicle];
        Cost -= route.Cost;
        route.Insert(task, insertion.FirstAfter, insertion.SecondAfter);
        Cost += route.Cost;
        route.Stamp = ++stamp;
        RouteOf[task] = insertion.Vehicle;
        AbsentWeight -= Data.Weight[task];
    }

    /// <summary>Takes over the plan's routes as far as they keep all rules: task by task, in the order of their stops.</summary>
    /// <exception cref="ArgumentException">The plan is of another problem.</exception>
    public void Load(FieldPlan plan)
    {
        Clear();
        if (plan.Routes.Count > Routes.Length || plan.Routes.Any(visits => visits.Any(visit => visit.Task < 0 || visit.Task >= Data.TaskCount)))
            throw new ArgumentException("The plan names vehicles or tasks that the problem does not have.", nameof(plan));
        for (var v = 0; v < plan.Routes.Count; v++)
        {
            var visits = plan.Routes[v].Where(visit => !visit.IsSecond || Data.IsShipment[visit.Task]).Distinct().ToList();
            var kept = new HashSet<int>();
            foreach (var task in visits.Select(visit => visit.Task).Distinct())
            {
                if (RouteOf[task] >= 0)
                    continue;
                kept.Add(task);
                Routes[v].SetStops([.. visits.Where(visit => kept.Contains(visit.Task)).Select(visit => 2 * visit.Task + (visit.IsSecond ? 1 : 0))]);
                if (limits.KeepsAll(Routes[v]))
                    RouteOf[task] = v;
                else
                    kept.Remove(task);
            }

            Routes[v].SetStops([.. visits.Where(visit => kept.Contains(visit.Task)).Select(visit => 2 * visit.Task + (visit.IsSecond ? 1 : 0))]);
            Routes[v].Stamp = ++stamp;
            Cost += Routes[v].Cost;
        }

        AbsentCount = 0;
        AbsentWeight = 0;
        for (var t = 0; t < Data.TaskCount; t++)
        {
            if (RouteOf[t] >= 0)
                continue;
            Absent[AbsentCount++] = t;
            AbsentWeight += Data.Weight[t];
        }

        Keep();
    }

    public FieldPlan ToPlan() => new()
    {
        Routes = [.. Routes.Select(route => (IReadOnlyList<FieldVisit>)[.. route.Stop.AsSpan(1, route.Count).ToArray().Select(s => new FieldVisit(s >> 1, (s & 1) == 1))])],
        Breaks = [.. Routes.Select(route => (IReadOnlyList<int>)limits.PlaceBreaks(route.Vehicle, route.Stop.AsSpan(1, route.Count)))],
        Unserved = [.. Absent.Take(AbsentCount).Order()],
        Cost = Cost,
    };

    private bool Holds(Route route) =>
        (Data.IsMetric || route.IsInTime) && (Data.IsMetric || !Data.IsLimited[route.Vehicle] || limits.Keeps(route.Vehicle, route.Stop.AsSpan(1, route.Count)));
}
