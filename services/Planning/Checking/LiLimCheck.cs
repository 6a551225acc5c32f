using System.Globalization;

namespace Routing.Checking;

/// <summary>
/// Checks a solution in SINTEF's format against an instance in Li and Lim's, both as text, with distances as doubles:
/// every node once, pairs on one route in their order, windows, loads, the day's end, the number of vehicles.
/// </summary>
public static class LiLimCheck
{
    // Sums of doubles; a plan is late by more than that or not at all.
    private const double Tolerance = 1e-6;

    /// <exception cref="FormatException">One of the texts cannot be read.</exception>
    public static Verdict Check(string instance, string solution)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(solution);
        var rows = instance.Split('\n').Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 0)
            .Select(fields => fields.Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())
            .ToList();
        var (available, capacity) = ((int)rows[0][0], rows[0][1]);
        var nodes = rows.Skip(1).ToList();
        var routes = ReadRoutes(solution);
        var faults = new List<string>();
        var visits = new int[nodes.Count];
        var total = 0.0;
        if (routes.Count > available)
            faults.Add($"{routes.Count} routes for {available} vehicles.");
        for (var r = 0; r < routes.Count; r++)
        {
            var seen = new HashSet<int>();
            var (at, time, load) = (0, nodes[0][4], 0.0);
            foreach (var node in routes[r])
            {
                if (node <= 0 || node >= nodes.Count)
                {
                    faults.Add($"Route {r + 1} visits node {node}, which there is not.");
                    continue;
                }

                visits[node]++;
                var leg = Distance(nodes[at], nodes[node]);
                total += leg;
                time = Math.Max(time + leg, nodes[node][4]);
                if (time > nodes[node][5] + Tolerance)
                    faults.Add(string.Create(CultureInfo.InvariantCulture, $"Route {r + 1} is at node {node} at {time:F4}, after {nodes[node][5]}."));
                time += nodes[node][6];
                load += nodes[node][3];
                if (load > capacity + Tolerance)
                    faults.Add(string.Create(CultureInfo.InvariantCulture, $"Route {r + 1} carries {load} after node {node}, more than {capacity}."));
                if (nodes[node][7] > 0 && !seen.Contains((int)nodes[node][7]))
                    faults.Add($"Route {r + 1} delivers at node {node} without having been at its pickup {nodes[node][7]}.");
                seen.Add(node);
                at = node;
            }

            var home = Distance(nodes[at], nodes[0]);
            total += home;
            if (time + home > nodes[0][5] + Tolerance)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"Route {r + 1} is back at {time + home:F4}, after {nodes[0][5]}."));
            faults.AddRange(seen.Where(node => nodes[node][8] > 0 && !seen.Contains((int)nodes[node][8]))
                .Select(node => $"Route {r + 1} picks up at node {node} and does not deliver it at {nodes[node][8]}."));
        }

        for (var node = 1; node < nodes.Count; node++)
        {
            if (visits[node] != 1)
                faults.Add($"Node {node} is visited {visits[node]} times.");
        }

        return new Verdict(faults, routes.Count(route => route.Count > 0), total);
    }

    // Lines such as "Route 3 : 5 7 2"; all others are told apart by having no colon after a number.
    private static List<List<int>> ReadRoutes(string solution)
    {
        var routes = new List<List<int>>();
        foreach (var line in solution.Split('\n'))
        {
            if (!line.StartsWith("Route ", StringComparison.OrdinalIgnoreCase))
                continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                throw new FormatException($"'{line.Trim()}' has no colon.");
            routes.Add([.. line[(colon + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(field => int.Parse(field, CultureInfo.InvariantCulture))]);
        }

        return routes;
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(Math.Pow(a[1] - b[1], 2) + Math.Pow(a[2] - b[2], 2));
}
