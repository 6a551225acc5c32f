using System.Globalization;
using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Model;

namespace Routing.Optimisation.Formats.LiLim;

/// <summary>
/// A problem in Li and Lim's format: a line with vehicles, capacity and speed, then a line a node with its number, x, y,
/// demand, earliest and latest start, service time, and the node that its load comes from or goes to (0: none). Node 0
/// is the depot; its latest start ends the day. Li and Lim 2001, "A metaheuristic for the pickup and delivery problem
/// with time windows".
/// </summary>
public sealed class LiLimInstance
{
    /// <summary>Times and costs are in units of this part of the instance's; travel is rounded up, so that a plan that
    /// is in time here is in time there.</summary>
    public const int Scale = 10_000;

    public required string Name { get; init; }
    public required int Vehicles { get; init; }
    public required int Capacity { get; init; }
    public required IReadOnlyList<LiLimNode> Nodes { get; init; }

    /// <summary>Pairs of nodes: where it is picked up, where it goes. In the order of the problem's tasks.</summary>
    public required IReadOnlyList<(int Pickup, int Delivery)> Pairs { get; init; }

    /// <exception cref="FormatException">The text is no such problem; the message names line and value.</exception>
    public static LiLimInstance Read(string name, TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var number = 0;
        var head = Next(3) ?? throw new FormatException("The file is empty: the first line holds vehicles, capacity and speed.");
        if (head[0] < 1 || head[0] > 100_000)
            throw new FormatException($"Line {number}: {head[0]} vehicles; at least 1 and at most 100,000 are needed.");
        if (head[1] < 0)
            throw new FormatException($"Line {number}: the capacity is {head[1]}; it cannot be negative.");
        var nodes = new List<LiLimNode>();
        while (Next(9) is { } values)
        {
            if (values[0] != nodes.Count)
                throw new FormatException($"Line {number}: node {values[0]} stands where node {nodes.Count} belongs.");
            var node = new LiLimNode(values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8]);
            if (node.Open > node.Close)
                throw new FormatException($"Line {number}: node {values[0]} opens at {node.Open}, after it closes at {node.Close}.");
            if (node.Service < 0)
                throw new FormatException($"Line {number}: node {values[0]} has a service time of {node.Service}; it cannot be negative.");
            if (Math.Max(Math.Abs((long)node.X), Math.Abs((long)node.Y)) > 10_000 || node.Close > 50_000 || node.Open < 0 || node.Service > 50_000)
                throw new FormatException($"Line {number}: node {values[0]} has a place or a time out of range (places to 10,000, times from 0 to 50,000).");
            nodes.Add(node);
            if (nodes.Count > 20_000)
                throw new FormatException("There are more than 20,000 nodes.");
        }

        if (nodes.Count == 0)
            throw new FormatException("There is no depot: the second line holds node 0.");
        return new LiLimInstance { Name = name, Vehicles = head[0], Capacity = head[1], Nodes = nodes, Pairs = PairUp(nodes) };

        int[]? Next(int length)
        {
            while (text.ReadLine() is { } line)
            {
                number++;
                var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length == 0)
                    continue;
                if (fields.Length != length)
                    throw new FormatException($"Line {number} has {fields.Length} numbers instead of {length}.");
                var values = new int[length];
                for (var i = 0; i < length; i++)
                {
                    if (!int.TryParse(fields[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[i]))
                        throw new FormatException($"Line {number}: '{fields[i]}' is no whole number.");
                }

                return values;
            }

            return null;
        }
    }

    public FieldProblem ToProblem()
    {
        var n = Nodes.Count;
        var times = new int[n * n];
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
                times[a * n + b] = (int)Math.Ceiling(Nodes[a].DistanceTo(Nodes[b]) * Scale);
        }

        FieldStop Stop(int node) =>
            new(node, Nodes[node].Service * Scale, [new Window(Nodes[node].Open * Scale, Nodes[node].Close * Scale)]);
        var depot = Nodes[0];
        var vehicle = new FieldVehicle
        {
            Start = 0,
            End = 0,
            Hours = new Window(depot.Open * Scale, depot.Close * Scale),
            Capacity = [Capacity],
        };
        return new FieldProblem
        {
            Matrices = [new FieldMatrix(n, times, times)],
            Vehicles = [.. Enumerable.Repeat(vehicle, Vehicles)],
            Tasks = [.. Pairs.Select(pair => new FieldTask { First = Stop(pair.Pickup), Second = Stop(pair.Delivery), Pickup = [Nodes[pair.Pickup].Demand] })],
            Dimensions = 1,
            FewestVehicles = true,
        };
    }

    /// <summary>The plan's routes as numbers of nodes, without the depot.</summary>
    public IReadOnlyList<IReadOnlyList<int>> RoutesOf(FieldPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return
        [
            .. plan.Routes.Where(route => route.Count > 0)
                .Select(route => (IReadOnlyList<int>)[.. route.Select(visit => visit.IsSecond ? Pairs[visit.Task].Delivery : Pairs[visit.Task].Pickup)]),
        ];
    }

    private static List<(int Pickup, int Delivery)> PairUp(List<LiLimNode> nodes)
    {
        var pairs = new List<(int, int)>();
        for (var i = 1; i < nodes.Count; i++)
        {
            var node = nodes[i];
            if (node.DeliveryAt == 0)
            {
                if (node.PickupAt <= 0 || node.PickupAt >= nodes.Count || nodes[node.PickupAt].DeliveryAt != i)
                    throw new FormatException($"Node {i} names node {node.PickupAt} as its pickup, which does not name it as its delivery.");
                continue;
            }

            if (node.DeliveryAt < 0 || node.DeliveryAt >= nodes.Count || node.DeliveryAt == i || nodes[node.DeliveryAt].PickupAt != i || node.PickupAt != 0)
                throw new FormatException($"Node {i} names node {node.DeliveryAt} as its delivery, which does not name it as its pickup.");
            if (node.Demand < 0 || nodes[node.DeliveryAt].Demand != -node.Demand)
                throw new FormatException($"Node {i} picks up {node.Demand}, node {node.DeliveryAt} delivers {nodes[node.DeliveryAt].Demand}: they must be opposite.");
            pairs.Add((i, node.DeliveryAt));
        }

        return pairs;
    }
}

/// <param name="PickupAt">The node that this one's load comes from; 0: none.</param>
/// <param name="DeliveryAt">The node that this one's load goes to; 0: none.</param>
public sealed record LiLimNode(int X, int Y, int Demand, int Open, int Close, int Service, int PickupAt, int DeliveryAt)
{
    public double DistanceTo(LiLimNode other)
    {
        ArgumentNullException.ThrowIfNull(other);
        double dx = X - other.X, dy = Y - other.Y;
        return Math.Sqrt(dx * dx + dy * dy);
    }
}
