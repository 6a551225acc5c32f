using Routing.Optimisation.Field.Model;
using Routing.Optimisation.Model;

namespace Routing.Optimisation.Field.Search;

/// <summary>
/// A problem as flat arrays, shared by all walks. Stop <c>2 t</c> is the first of task t, <c>2 t + 1</c> the second.
/// One location more than the matrix has, <see cref="Nowhere"/>, is zero away from all: where open routes begin and end.
/// </summary>
internal sealed class FieldData
{
    /// <summary>No cost or time reaches it, and twice it does not overflow.</summary>
    public const int Infinite = 1 << 29;

    public readonly FieldProblem Problem;
    public readonly int TaskCount;
    public readonly int VehicleCount;
    public readonly int Dimensions;
    public readonly int Size;

    // By stop.
    public readonly int[] Location;
    public readonly int[] Open;
    public readonly int[] Close;

    // By stop, for the first kind of vehicle; then again for each other.
    public readonly int[] Service;
    public readonly int[] Setup;

    /// <summary>Windows of stop s are those from FirstWindow[s] to below FirstWindow[s + 1].</summary>
    public readonly int[] FirstWindow;
    public readonly int[] WindowOpen;
    public readonly int[] WindowClose;

    // By task.
    public readonly bool[] IsShipment;

    /// <summary>What a task weighs when it is left out: priority first, then number.</summary>
    public readonly long[] Weight;

    /// <summary><c>TaskCount * Dimensions</c>.</summary>
    public readonly int[] Pickup;
    public readonly int[] Delivery;

    /// <summary><c>VehicleCount * TaskCount</c>.</summary>
    public readonly bool[] CanServe;

    // By vehicle.
    public readonly int[] MatrixOf;

    /// <summary>Where its kind's part of <see cref="Service"/> and <see cref="Setup"/> begins.</summary>
    public readonly int[] ActionOf;
    public readonly int[] ClassOf;
    public readonly int ClassCount;
    public readonly int[] StartLocation;
    public readonly int[] EndLocation;
    public readonly int[] Earliest;
    public readonly int[] Latest;
    public readonly int[] Capacity;
    public readonly bool[] IsLastInFirstOut;

    /// <summary>Has a break or a limit on tasks, travel or distance: a candidate is looked at once more.</summary>
    public readonly bool[] IsLimited;

    /// <summary>Row-major, <c>Size * Size</c>; the second is its mirror image, so that both ways from a place are rows.</summary>
    public readonly int[][] Times;
    public readonly int[][] TimesBack;
    public readonly int[][] Costs;
    public readonly int[][] CostsBack;

    /// <summary>A stop has setup or several windows: departures need more than one comparison.</summary>
    public readonly bool IsRich;

    /// <summary>A detour never saves time, but for rounding: what is too late alone is too late with more before it.</summary>
    public readonly bool IsMetric;

    /// <summary>No vehicle can hold two shipments at a time: deliveries follow their pickups.</summary>
    public readonly bool IsOneAtATime;

    public int Nowhere => Size - 1;

    public FieldData(FieldProblem problem)
    {
        Problem = problem;
        TaskCount = problem.Tasks.Count;
        VehicleCount = problem.Vehicles.Count;
        Dimensions = problem.Dimensions;
        Size = problem.Matrices[0].Size + 1;

        var stops = 2 * TaskCount;
        (Location, Open, Close) = (new int[stops], new int[stops], new int[stops]);
        ActionOf = [.. problem.Vehicles.Select(v => v.Kind * stops)];
        var kinds = problem.Vehicles.Select(v => v.Kind + 1).DefaultIfEmpty(1).Max();
        (Service, Setup) = (new int[kinds * stops], new int[kinds * stops]);
        FirstWindow = new int[stops + 1];
        var (opens, closes) = (new List<int>(), new List<int>());
        IsShipment = new bool[TaskCount];
        Weight = new long[TaskCount];
        Pickup = new int[TaskCount * Dimensions];
        Delivery = new int[TaskCount * Dimensions];
        for (var t = 0; t < TaskCount; t++)
        {
            var task = problem.Tasks[t];
            IsShipment[t] = task.Second is not null;
            Weight[t] = 1 + (task.Priority * (TaskCount + 1L));
            Fill(2 * t, task.First);
            Fill(2 * t + 1, task.Second ?? task.First);
            for (var d = 0; d < Dimensions; d++)
            {
                Pickup[t * Dimensions + d] = task.Pickup.Count > 0 ? task.Pickup[d] : 0;
                Delivery[t * Dimensions + d] = task.Delivery.Count > 0 ? task.Delivery[d] : 0;
            }
        }

        (WindowOpen, WindowClose) = ([.. opens], [.. closes]);

        MatrixOf = [.. problem.Vehicles.Select(v => v.Matrix)];
        StartLocation = [.. problem.Vehicles.Select(v => v.Start ?? Nowhere)];
        EndLocation = [.. problem.Vehicles.Select(v => v.End ?? Nowhere)];
        Earliest = [.. problem.Vehicles.Select(v => v.Hours.Start)];
        Latest = [.. problem.Vehicles.Select(v => v.Hours.End)];
        Capacity = [.. problem.Vehicles.SelectMany(v => Enumerable.Range(0, Dimensions).Select(d => v.Capacity.Count > 0 ? v.Capacity[d] : 0))];
        IsLastInFirstOut = [.. problem.Vehicles.Select(v => v.LastInFirstOut)];
        IsLimited = [.. problem.Vehicles.Select(v => v.Breaks.Count > 0 || v.MaxTasks is not null || v.MaxTravel is not null || v.MaxDistance is not null)];
        (ClassOf, ClassCount) = Classes(problem.Vehicles);
        CanServe = new bool[VehicleCount * TaskCount];
        FillCanServe();

        Times = [.. problem.Matrices.Select(m => Widened(m.Durations, m.Size))];
        Costs = [.. problem.Matrices.Select((m, i) => ReferenceEquals(m.Costs, m.Durations) ? Times[i] : Widened(m.Costs, m.Size))];
        TimesBack = [.. Times.Select(Mirrored)];
        CostsBack = [.. Costs.Select((c, i) => ReferenceEquals(c, Times[i]) ? TimesBack[i] : Mirrored(c))];

        IsRich = Setup.Any(s => s > 0) || WindowOpen.Length > stops || kinds > 1;
        IsMetric = Times.All(LooksMetric);
        IsOneAtATime = HoldsOneAtATime();

        void Fill(int s, FieldStop stop)
        {
            Location[s] = stop.Location;
            for (var kind = 0; kind < kinds; kind++)
            {
                var own = stop.ByKind.Count > kind ? stop.ByKind[kind] : new FieldAction(stop.Setup, stop.Service);
                (Service[kind * stops + s], Setup[kind * stops + s]) = (own.Service, own.Setup);
            }

            Open[s] = stop.Windows.Count > 0 ? stop.Windows[0].Start : -Infinite;
            Close[s] = stop.Windows.Count > 0 ? stop.Windows[^1].End : Infinite;
            foreach (var window in stop.Windows.Count > 0 ? stop.Windows : [new Window(-Infinite, Infinite)])
            {
                opens.Add(window.Start);
                closes.Add(window.End);
            }

            FirstWindow[s + 1] = opens.Count;
        }
    }

    /// <summary>The first moment at or after the time at which a stop's setup or service may start; Infinite if none.</summary>
    public int StartAt(int s, int time)
    {
        for (var w = FirstWindow[s]; w < FirstWindow[s + 1]; w++)
        {
            if (time <= WindowClose[w])
                return Math.Max(time, WindowOpen[w]);
        }

        return Infinite;
    }

    /// <summary>The last moment at or before the time at which a stop may start; -Infinite if none.</summary>
    public int LastStartAt(int s, int time)
    {
        for (var w = FirstWindow[s + 1] - 1; w >= FirstWindow[s]; w--)
        {
            if (time >= WindowOpen[w])
                return Math.Min(time, WindowClose[w]);
        }

        return -Infinite;
    }

    /// <summary>Time spent at a stop when the one before is at the given location.</summary>
    /// <param name="actions">The vehicle's <see cref="ActionOf"/>.</param>
    public int ActionAfter(int s, int location, int actions) =>
        location == Location[s] ? Service[actions + s] : Service[actions + s] + Setup[actions + s];

    private void FillCanServe()
    {
        for (var v = 0; v < VehicleCount; v++)
        {
            var vehicle = Problem.Vehicles[v];
            for (var t = 0; t < TaskCount; t++)
            {
                var task = Problem.Tasks[t];
                var can = task.Skills.All(vehicle.Skills.Contains);
                for (var d = 0; d < Dimensions; d++)
                {
                    can &= Pickup[t * Dimensions + d] <= Capacity[v * Dimensions + d];
                    can &= Delivery[t * Dimensions + d] <= Capacity[v * Dimensions + d];
                }

                CanServe[v * TaskCount + t] = can;
            }
        }
    }

    // Vehicles that differ in nothing: of the empty ones, one stands for all.
    private static (int[] ClassOf, int Count) Classes(IReadOnlyList<FieldVehicle> vehicles)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var classes = new int[vehicles.Count];
        for (var v = 0; v < classes.Length; v++)
        {
            var vehicle = vehicles[v];
            static string List(IEnumerable<int>? numbers) => numbers is null ? "-" : string.Join(',', numbers);
            var breaks = string.Join(';', vehicle.Breaks.Select(b => $"{string.Join(',', b.Windows)}:{b.Duration}:{List(b.MaxLoad)}"));
            var key = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{vehicle.Matrix}|{vehicle.Kind}|{vehicle.Start}|{vehicle.End}|{vehicle.Hours}|{List(vehicle.Capacity)}|{List(vehicle.Skills.Order())}|{vehicle.FixedCost}|{vehicle.MaxTasks}|{vehicle.MaxTravel}|{vehicle.MaxDistance}|{breaks}|{vehicle.LastInFirstOut}");
            if (!seen.TryGetValue(key, out classes[v]))
                seen[key] = classes[v] = seen.Count;
        }

        return (classes, seen.Count);
    }

    private static int[] Widened(int[] matrix, int size)
    {
        var wide = new int[(size + 1) * (size + 1)];
        for (var row = 0; row < size; row++)
            Array.Copy(matrix, row * size, wide, row * (size + 1), size);
        return wide;
    }

    private int[] Mirrored(int[] matrix)
    {
        var mirror = new int[matrix.Length];
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
                mirror[column * Size + row] = matrix[row * Size + column];
        }

        return mirror;
    }

    // All triples where there are few, else those of a fixed stride; a thousandth and two units are rounding.
    private bool LooksMetric(int[] times)
    {
        var n = Size - 1;
        var stride = Math.Max(1, n / 97);
        for (var a = 0; a < n; a += stride)
        {
            for (var b = 0; b < n; b += stride)
            {
                var first = times[a * Size + b];
                for (var c = 0; c < n; c += stride)
                {
                    var direct = times[a * Size + c];
                    if ((long)first + times[b * Size + c] < direct - 2 - direct / 1000)
                        return false;
                }
            }
        }

        return true;
    }

    private bool HoldsOneAtATime()
    {
        for (var v = 0; v < VehicleCount; v++)
        {
            var isForced = false;
            for (var d = 0; d < Dimensions && !isForced; d++)
            {
                isForced = true;
                for (var t = 0; t < TaskCount && isForced; t++)
                    isForced = IsShipment[t] && 2L * Pickup[t * Dimensions + d] > Capacity[v * Dimensions + d];
            }

            if (!isForced)
                return false;
        }

        return TaskCount > 0;
    }
}
