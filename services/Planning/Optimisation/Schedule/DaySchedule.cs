using Routing.Optimisation.Model;
using Routing.Optimisation.Objective;

namespace Routing.Optimisation.Schedule;

/// <summary>
/// All routes with their times: what a search changes. The times are a function of the order of jobs alone, so that
/// undoing a change brings them back. For one thread.
/// </summary>
internal sealed partial class DaySchedule
{
    /// <summary>What a broken rule that has no length in seconds weighs.</summary>
    public const int RuleBroken = 4 * 3600;

    public readonly CompiledProblem Problem;
    public readonly RouteState[] Routes;

    // By job.
    public readonly int[] RouteOf; // resource, -1 unserved

    /// <summary>Jobs that may break hard rules, at the price of a violation: promised or begun and now impossible.</summary>
    public readonly bool[] Tolerated;

    /// <summary>Routes that may overrun their shift and breaks, likewise.</summary>
    public readonly bool[] ToleratedRoute;

    // By slot: the earliest service start that shared limits leave, and the service start as scheduled.
    public readonly int[] Floor;
    public readonly int[] Start;

    /// <summary>Routes that changed since the last <see cref="CopyFrom"/>.</summary>
    public readonly bool[] Touched;

    public DaySchedule(CompiledProblem problem)
    {
        Problem = problem;
        Routes = new RouteState[problem.ResourceCount];
        RouteOf = new int[problem.JobCount];
        Tolerated = new bool[problem.JobCount];
        ToleratedRoute = new bool[problem.ResourceCount];
        Touched = new bool[problem.ResourceCount];
        Floor = [.. problem.BaseFloor];
        Start = new int[Floor.Length];
        lowered = new bool[problem.ResourceCount];
        Array.Fill(RouteOf, -1);
        for (var r = 0; r < Routes.Length; r++)
        {
            Routes[r] = new RouteState(
                problem.Resources[r].Lanes,
                problem.Resources[r].IsTransporter
            );
            Simulate(r, 0);
        }

        quarters = new int[problem.Workshops.Length][];
        var last = 0;
        foreach (var resource in problem.Resources)
            last = Math.Max(last, resource.Limit);
        for (var w = 0; w < quarters.Length; w++)
            quarters[w] = new int[last / Quarter + 97];
        var mostCars = problem.JobCount + MostPresent(problem);
        lifts = new LiftQueue(mostCars);
        sorted = new long[problem.JobCount];
        courtesyBack = new long[problem.JobCount];
        courtesyFree = new int[problem.Workshops.Length];
        parkingEvents = new long[4 * mostCars];
    }

    public void CopyFrom(DaySchedule other)
    {
        for (var r = 0; r < Routes.Length; r++)
        {
            if (!Touched[r] && !other.Touched[r])
                continue;
            Routes[r].CopyFrom(other.Routes[r]);
            Touched[r] = false;
            other.Touched[r] = false;
        }

        CopyShared(other);
    }

    public void CopyAll(DaySchedule other)
    {
        for (var r = 0; r < Routes.Length; r++)
        {
            Routes[r].CopyFrom(other.Routes[r]);
            Touched[r] = false;
        }

        CopyShared(other);
    }

    private void CopyShared(DaySchedule other)
    {
        other.RouteOf.CopyTo(RouteOf, 0);
        other.Tolerated.CopyTo(Tolerated, 0);
        other.ToleratedRoute.CopyTo(ToleratedRoute, 0);
        other.Floor.CopyTo(Floor, 0);
        other.Start.CopyTo(Start, 0);
        for (var w = 0; w < quarters.Length; w++)
            other.quarters[w].CopyTo(quarters[w], 0);
        other.courtesyFree.CopyTo(courtesyFree, 0);
        SharedViolation = other.SharedViolation;
    }

    /// <summary>Puts the job at the spot and times the route; other routes wait for <see cref="Settle"/>.</summary>
    public void Insert(int j, in Spot spot)
    {
        var route = Routes[spot.Resource];
        if (Problem.Resources[spot.Resource].IsTransporter)
        {
            route.Put(spot.Second, new Item(j, spot.Variant, -1, Part.Unload));
            route.Put(spot.Position, new Item(j, spot.Variant, -1, Part.Load));
        }
        else
        {
            route.Put(spot.Position, new Item(j, spot.Variant, spot.Ride, Part.Whole));
        }

        RouteOf[j] = spot.Resource;
        Simulate(spot.Resource, spot.Position);
    }

    /// <summary>Puts an item last, without times: the route is timed by <see cref="Simulate"/>.</summary>
    public void Append(int r, in Item item)
    {
        Routes[r].Put(Routes[r].Count, item);
        RouteOf[item.Job] = r;
    }

    /// <summary>Takes the job out; the route is timed anew by <see cref="Simulate"/>, which is the caller's to call.</summary>
    public void TakeOut(int j)
    {
        Routes[RouteOf[j]].Take(j);
        Touched[RouteOf[j]] = true;
        RouteOf[j] = -1;
    }

    public void Remove(int j)
    {
        var r = RouteOf[j];
        TakeOut(j);
        Simulate(r, 0);
    }

    /// <summary>
    /// Rides that are the cheapest way anyhow are wished no more, so that they end when they do not pay any longer.
    /// </summary>
    public void ForgetRides(int r)
    {
        var route = Routes[r];
        var resource = Problem.Resources[r];
        if (!route.IsFeasible || resource.Rides.Length == 0)
            return;
        for (var k = 0; k < route.Count; k++)
        {
            ref var item = ref route.Items[k];
            var cheapest = LegTo(
                resource,
                route.Standings[k],
                LocationBefore(resource, route, k),
                Problem.FirstLocation(item),
                -1,
                Tolerated[item.Job]
            );
            if (cheapest.Ride == item.Ride)
                item = item with { Ride = -1 };
        }
    }

    public PlanCost Cost()
    {
        var promised = 0;
        long weight = 0;
        for (var j = 0; j < RouteOf.Length; j++)
        {
            if (RouteOf[j] >= 0)
                continue;
            if (Problem.Promised[j])
                promised++;
            else
                weight += 1 + Problem.Priority[j];
        }

        var violation = SharedViolation;
        long late = 0;
        long cost = 0;
        foreach (var route in Routes)
        {
            violation += route.Violation;
            late += route.Late;
            cost += route.Cost;
        }

        return new PlanCost(promised, violation, weight, late, cost);
    }

    public static double UnservedWeight(CompiledProblem problem, int j) =>
        problem.Promised[j]
            ? Weights.PromisedUnserved
            : (1 + problem.Priority[j]) * Weights.Unserved;

    private static int MostPresent(CompiledProblem problem)
    {
        var most = 0;
        foreach (var workshop in problem.Workshops)
            most = Math.Max(most, workshop.PresentWork.Length);
        return most;
    }
}
