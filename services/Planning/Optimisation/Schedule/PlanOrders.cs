using System.Runtime.InteropServices;
using Routing.Optimisation.Model;

namespace Routing.Optimisation.Schedule;

/// <summary>The items of a plan's routes, in order, as far as the problem knows them.</summary>
internal static class PlanOrders
{
    /// <summary>
    /// By resource: pinned jobs first, then the plan's that the resource may take. A transporter's order that is not
    /// last in, first out, becomes one car after the other.
    /// </summary>
    public static List<Item>[] Of(CompiledProblem problem, Plan plan)
    {
        var orders = new List<Item>[problem.ResourceCount];
        var variants = Variants(problem, plan);
        var placed = new bool[problem.JobCount];
        for (var r = 0; r < orders.Length; r++)
        {
            orders[r] = [];
            foreach (var j in problem.Resources[r].Pinned)
                placed[j] = true;
        }

        foreach (var route in plan.Routes)
        {
            if (!problem.ResourceIndex.TryGetValue(route.ResourceId, out var r))
                continue;
            foreach (var visit in route.Visits)
            {
                if (!problem.JobIndex.TryGetValue(visit.JobId, out var j))
                    continue;
                if (problem.Resources[r].IsTransporter)
                {
                    if (visit.StopIndex is 0 ? TakesNow(j) : orders[r].Exists(item => item.Job == j))
                        orders[r].Add(Half(j, variants[j], visit.StopIndex == 0));
                }
                else if (visit.StopIndex == 0 && TakesNow(j))
                {
                    orders[r].Add(new Item(j, variants[j], RideOf(problem, r, visit), Part.Whole));
                }

                bool TakesNow(int job)
                {
                    var isFree =
                        problem.PinnedTo[job] == r ? !orders[r].Exists(item => item.Job == job)
                        : !placed[job] && problem.CanServe[r * problem.JobCount + job];
                    placed[job] = true;
                    return isFree;
                }
            }
        }

        for (var r = 0; r < orders.Length; r++)
            orders[r] = PinnedFirst(problem, r, orders[r], variants);
        return orders;
    }

    /// <summary>
    /// The same of a list of jobs. A transporter's holds each job twice, where it is loaded and where it is unloaded,
    /// or once, when it is unloaded next.
    /// </summary>
    public static List<Item> Of(
        CompiledProblem problem,
        int r,
        IReadOnlyList<int> jobs,
        int[] variants,
        int[] rides
    )
    {
        if (!problem.Resources[r].IsTransporter)
        {
            var most = problem.Resources[r].Rides.Length;
            return
            [
                .. jobs.Select(j => new Item(
                    j,
                    variants[j],
                    rides[j] < most ? rides[j] : -1,
                    Part.Whole
                )),
            ];
        }

        var items = new List<Item>();
        foreach (var j in jobs)
        {
            var isAboard = items.Exists(item => item.Job == j);
            items.Add(Half(j, variants[j], !isAboard));
            if (!isAboard && jobs.Count(other => other == j) == 1)
                items.Add(Half(j, variants[j], false));
        }

        return items;
    }

    /// <summary>By job, the places that the plan has chosen; the first ones for jobs that it does not serve.</summary>
    public static int[] Variants(CompiledProblem problem, Plan plan)
    {
        var variants = problem.FirstVariant[..problem.JobCount];
        var choices = new List<int>[problem.JobCount];
        foreach (var visit in plan.Routes.SelectMany(route => route.Visits))
        {
            if (problem.JobIndex.TryGetValue(visit.JobId, out var j))
                (choices[j] ??= []).Add(visit.Alternative);
        }

        for (var j = 0; j < choices.Length; j++)
        {
            if (choices[j] is null)
                continue;
            var variant = problem.VariantOf(j, CollectionsMarshal.AsSpan(choices[j]));
            if (variant >= 0)
                variants[j] = variant;
        }

        return variants;
    }

    /// <summary>By job, the ride by which it is reached; -1 none.</summary>
    public static int[] Rides(CompiledProblem problem, Plan plan)
    {
        var rides = new int[problem.JobCount];
        Array.Fill(rides, -1);
        foreach (var visit in plan.Routes.SelectMany(route => route.Visits))
        {
            if (visit.StopIndex == 0 && problem.JobIndex.TryGetValue(visit.JobId, out var j))
                rides[j] = visit.Ride ?? -1;
        }

        return rides;
    }

    /// <summary>Whether cars leave a transporter in the reverse of the order in which they came, and find room.</summary>
    public static bool IsLastInFirstOut(IEnumerable<Item> items, int places)
    {
        var aboard = new Stack<int>();
        foreach (var item in items)
        {
            if (item.Part == Part.Load)
            {
                aboard.Push(item.Job);
                if (aboard.Count > places)
                    return false;
            }
            else if (!aboard.TryPop(out var last) || last != item.Job)
            {
                return false;
            }
        }

        return aboard.Count == 0;
    }

    private static int RideOf(CompiledProblem problem, int r, Visit visit) =>
        visit.Ride is { } ride && ride < problem.Resources[r].Rides.Length ? ride : -1;

    private static Item Half(int j, int variant, bool isLoad) =>
        new(j, variant, -1, isLoad ? Part.Load : Part.Unload);

    private static List<Item> PinnedFirst(
        CompiledProblem problem,
        int r,
        List<Item> items,
        int[] variants
    )
    {
        var resource = problem.Resources[r];
        if (!resource.IsTransporter)
        {
            var rides = items.ToDictionary(item => item.Job, item => item.Ride);
            items.RemoveAll(item => problem.PinnedTo[item.Job] == r);
            items.InsertRange(
                0,
                resource.Pinned.Select(j => new Item(
                    j,
                    variants[j],
                    rides.GetValueOrDefault(j, -1),
                    Part.Whole
                ))
            );
            return items;
        }

        var loads = resource.Pinned.Select(j => Half(j, variants[j], true)).ToList();
        var rest = items
            .Where(item => item.Part == Part.Unload || problem.PinnedTo[item.Job] != r)
            .ToList();
        List<Item> order = [.. loads, .. rest];
        if (IsLastInFirstOut(order, resource.Places))
            return order;
        return
        [
            .. loads,
            .. Enumerable.Reverse(resource.Pinned).Select(j => Half(j, variants[j], false)),
            .. rest.Where(item => item.IsFirst)
                .SelectMany(item => new[] { item, item with { Part = Part.Unload } }),
        ];
    }
}
