using Google.OrTools.ConstraintSolver;
using Google.Protobuf.WellKnownTypes;
using Routing.Optimisation.Field.Model;

namespace Routing.Benchmarks.Plans;

/// <summary>
/// The same problem in OR-Tools' routing library, as its guide models pickups and deliveries: guided local search from the
/// cheapest parallel insertion. Left-out tasks cost more than any route; where vehicles count first, each costs more than
/// all distance. For shipments with one window a stop and one dimension, which the instances are.
/// </summary>
internal static class OrToolsSolver
{
    public static FieldPlan Solve(FieldProblem problem, TimeSpan time)
    {
        // Each visit is a node of its own; the depot of vehicle v is node 2 * tasks + v.
        var tasks = problem.Tasks.Count;
        var vehicles = problem.Vehicles.Count;
        int[] depots = [.. Enumerable.Range(2 * tasks, vehicles)];
        using var manager = new RoutingIndexManager(2 * tasks + vehicles, vehicles, depots, depots);
        using var routing = new RoutingModel(manager);
        var matrix = problem.Matrices[0];
        int[] place = [.. problem.Tasks.SelectMany(task => new[] { task.First.Location, task.Second!.Location }), .. problem.Vehicles.Select(vehicle => vehicle.Start!.Value)];
        long[] service = [.. problem.Tasks.SelectMany(task => new long[] { task.First.Service, task.Second!.Service }), .. new long[vehicles]];
        long[] demand = [.. problem.Tasks.SelectMany(task => new long[] { task.Pickup[0], -task.Pickup[0] }), .. new long[vehicles]];

        // Tables rather than callbacks: the search need not come back to managed code.
        long[][] Table(Func<int, int, long> cell) => [.. Enumerable.Range(0, place.Length).Select(from => Enumerable.Range(0, place.Length).Select(to => cell(from, to)).ToArray())];
        var cost = routing.RegisterTransitMatrix(Table((from, to) => matrix.Costs[place[from] * matrix.Size + place[to]]));
        var duration = routing.RegisterTransitMatrix(Table((from, to) => service[from] + matrix.Durations[place[from] * matrix.Size + place[to]]));
        var amount = routing.RegisterUnaryTransitVector(demand);
        routing.SetArcCostEvaluatorOfAllVehicles(cost);
        if (problem.FewestVehicles)
            routing.SetFixedCostOfAllVehicles(10_000_000_000);
        var horizon = problem.Vehicles.Max(vehicle => vehicle.Hours.End);
        routing.AddDimension(duration, horizon, horizon, false, "time");
        routing.AddDimensionWithVehicleCapacity(amount, 0, [.. problem.Vehicles.Select(vehicle => (long)vehicle.Capacity[0])], true, "load");
        var times = routing.GetMutableDimension("time");
        var solver = routing.solver();
        for (var v = 0; v < vehicles; v++)
        {
            times.CumulVar(routing.Start(v)).SetRange(problem.Vehicles[v].Hours.Start, problem.Vehicles[v].Hours.End);
            times.CumulVar(routing.End(v)).SetRange(problem.Vehicles[v].Hours.Start, problem.Vehicles[v].Hours.End);
        }

        for (var t = 0; t < tasks; t++)
        {
            var task = problem.Tasks[t];
            long first = manager.NodeToIndex(2 * t), second = manager.NodeToIndex(2 * t + 1);
            times.CumulVar(first).SetRange(task.First.Windows[0].Start, task.First.Windows[0].End);
            times.CumulVar(second).SetRange(task.Second!.Windows[0].Start, task.Second.Windows[0].End);
            routing.AddPickupAndDelivery(first, second);
            solver.Add(solver.MakeEquality(routing.VehicleVar(first), routing.VehicleVar(second)));
            solver.Add(solver.MakeLessOrEqual(times.CumulVar(first), times.CumulVar(second)));
            routing.AddDisjunction([first], 100_000_000_000);
            routing.AddDisjunction([second], 100_000_000_000);
        }

        var parameters = operations_research_constraint_solver.DefaultRoutingSearchParameters();
        parameters.FirstSolutionStrategy = FirstSolutionStrategy.Types.Value.ParallelCheapestInsertion;
        parameters.LocalSearchMetaheuristic = LocalSearchMetaheuristic.Types.Value.GuidedLocalSearch;
        parameters.TimeLimit = Duration.FromTimeSpan(time);
        using var found = routing.SolveWithParameters(parameters);
        var routes = Enumerable.Range(0, vehicles).Select(v => found is null ? [] : RouteOf(routing, manager, found, v)).ToList();
        var served = routes.SelectMany(route => route).Select(visit => visit.Task).ToHashSet();
        return new FieldPlan { Routes = routes, Unserved = [.. Enumerable.Range(0, tasks).Where(task => !served.Contains(task))] };
    }

    private static IReadOnlyList<FieldVisit> RouteOf(RoutingModel routing, RoutingIndexManager manager, Assignment found, int vehicle)
    {
        var visits = new List<FieldVisit>();
        for (var index = found.Value(routing.NextVar(routing.Start(vehicle))); !routing.IsEnd(index); index = found.Value(routing.NextVar(index)))
        {
            var node = manager.IndexToNode(index);
            visits.Add(new FieldVisit(node >> 1, (node & 1) == 1));
        }

        return visits;
    }
}
