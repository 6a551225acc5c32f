using Routing.Optimisation.Search;

namespace Routing.Optimisation.Field.Search;

/// <summary>
/// One walk through plans: ruin by strings of adjacent stops, recreate greedily with blinks, accept as simulated
/// annealing does (Christiaens and Vanden Berghe 2020, "Slack induction by string removals"). Tasks that no route
/// takes are counted each time they are left out; a plan that leaves out those with fewer counts is accepted, so that
/// the hard ones come in and vehicles can be given up.
/// </summary>
internal sealed class Walk
{
    private readonly FieldData data;
    private readonly Near near;
    private readonly RandomSource random;
    private readonly Evaluator evaluator;
    private readonly Places places;
    private readonly long[] absences;
    private readonly long[] sortKeys;
    private readonly long[] keyBuffer;
    private readonly int[] emptySeen;
    private int emptyStamp;
    private const int Orders = 6;

    // An ejection costs as much as some tens of trials.
    private const int StepsPerEjection = 32;

    private const int LongestString = 10;

    // While vehicles are given up, more trials count for more than larger ones.
    private const double AverageRemoved = 15;
    private const double AverageRemovedForFleet = 8;

    private double averageRemoved = AverageRemoved;
    private readonly Ejector ejector;

    public readonly FieldState State;
    public readonly FieldState Best;

    public Walk(FieldState start, Near near, ulong seed, int number)
    {
        data = start.Data;
        this.near = near;
        random = new RandomSource(seed);
        evaluator = new Evaluator(data, random);
        places = new Places(data, evaluator, random);
        ejector = new Ejector(data, random);
        State = new FieldState(data, number + 1);
        State.CopyFrom(start);
        Best = new FieldState(data);
        Best.CopyFrom(start);
        absences = new long[data.TaskCount];
        keyBuffer = new long[data.TaskCount];
        emptySeen = new int[data.ClassCount];
        sortKeys = SortKeys(data);
    }

    /// <summary>One trial at this temperature, in units of cost.</summary>
    public void Step(double temperature)
    {
        var (cost, weight) = (State.Cost, State.AbsentWeight);
        long counted = 0;
        for (var i = 0; i < State.AbsentCount; i++)
            counted += absences[State.Absent[i]];
        var hadAbsent = State.AbsentCount > 0;
        Ruin();
        Recreate();
        bool isAccepted;
        if (State.AbsentWeight == 0 && weight == 0)
        {
            isAccepted = State.Cost < cost - temperature * Math.Log(random.NextDouble());
        }
        else
        {
            long countedNow = 0;
            for (var i = 0; i < State.AbsentCount; i++)
                countedNow += absences[State.Absent[i]];
            isAccepted = State.AbsentWeight < weight
                || countedNow < counted
                || (State.AbsentWeight == weight && countedNow == counted && State.Cost < cost - temperature * Math.Log(random.NextDouble()));
            if (hadAbsent)
            {
                for (var i = 0; i < State.AbsentCount; i++)
                    absences[State.Absent[i]]++;
            }
        }

        if (!isAccepted)
        {
            State.Undo();
            return;
        }

        State.Keep();
        if (State.AbsentWeight < Best.AbsentWeight || (State.AbsentWeight == Best.AbsentWeight && State.Cost < Best.Cost))
            Best.CopyFrom(State);
    }

    public void Steps(int count, double temperature)
    {
        averageRemoved = AverageRemoved;
        for (var i = 0; i < count; i++)
            Step(temperature);
    }

    /// <summary>The last plan that served all with the fewest vehicles, while vehicles are given up.</summary>
    public FieldState? Complete { get; private set; }

    /// <summary>Vehicles that the walk tries to do with.</summary>
    public int Target { get; private set; } = int.MaxValue;

    /// <summary>Walks; each time that all are served, keeps the plan and gives up a vehicle.</summary>
    public void Shrink(int count, double temperature)
    {
        averageRemoved = AverageRemovedForFleet;
        for (var i = 0; i < count; i++)
        {
            if (State.AbsentCount == 0)
            {
                (Complete ??= new FieldState(data)).CopyFrom(State);
                GiveUpVehicle();
                Target = State.IsClosed.Count(closed => !closed);
            }
            else
            {
                Step(temperature);
                if (State.AbsentCount > 0 && i % StepsPerEjection == 0 && ejector.TryExchange(State, random.Next(State.AbsentCount), absences))
                    State.Keep();
            }
        }
    }

    /// <summary>The first plan; told to stop, what is left stays absent.</summary>
    public void Fill(Func<bool> isOver)
    {
        Recreate(isOver);
        State.Keep();
        Best.CopyFrom(State);
    }

    public void CloseEmpty()
    {
        for (var v = 0; v < data.VehicleCount; v++)
            State.IsClosed[v] |= State.Routes[v].Count == 0;
        Best.CopyFrom(State);
    }

    /// <summary>Goes on from another plan.</summary>
    public void Restart(FieldState from)
    {
        State.CopyFrom(from);
        Best.CopyFrom(from);
    }

    /// <summary>Gives up the vehicle whose tasks have been left out least often; its tasks are absent.</summary>
    public void GiveUpVehicle()
    {
        var (least, chosen) = (long.MaxValue, -1);
        for (var v = 0; v < data.VehicleCount; v++)
        {
            var route = State.Routes[v];
            if (route.Count == 0)
            {
                State.IsClosed[v] = true;
                continue;
            }

            long sum = route.Count;
            for (var p = 1; p <= route.Count; p++)
                sum += 100 * absences[route.Stop[p] >> 1];
            if (sum < least)
                (least, chosen) = (sum, v);
        }

        if (chosen < 0)
            return;
        var given = State.Routes[chosen];
        for (var p = 1; p <= given.Count; p++)
        {
            if ((given.Stop[p] & 1) == 0)
                State.Mark(given.Stop[p] >> 1);
        }

        State.TakeOutMarked();
        State.IsClosed[chosen] = true;
        Recreate();
        State.Keep();
        Best.CopyFrom(State);
    }

    private void Ruin()
    {
        var (routes, stops) = (0, 0);
        foreach (var route in State.Routes)
        {
            routes += route.Count > 0 ? 1 : 0;
            stops += route.Count;
        }

        if (routes == 0)
            return;
        var longest = Math.Min(LongestString, stops / (double)routes);
        var most = 4 * averageRemoved / (1 + longest) - 1;
        var strings = (int)(random.NextDouble() * most + 1);
        var task = State.AbsentCount > 0 && random.Next(2) == 0 ? State.Absent[random.Next(State.AbsentCount)] : random.Next(data.TaskCount);
        var seed = 2 * task + (data.IsShipment[task] ? random.Next(2) : 0);
        foreach (var s in near.Of(seed))
        {
            if (strings <= 0)
                break;
            var v = State.RouteOf[s >> 1];
            if (v < 0 || State.IsMarked(s >> 1) || State.IsTouched(v))
                continue;
            strings--;
            var route = State.Routes[v];
            var length = (int)(random.NextDouble() * Math.Min(longest, route.Count) + 1);
            Cut(route, route.PositionOf(s), Math.Min(length, route.Count));
        }

        State.TakeOutMarked();
    }

    // A string of this many stops that holds the position; split, it keeps some stops in its midst.
    private void Cut(Route route, int position, int length)
    {
        var kept = 0;
        if (length > 1 && length < route.Count && random.NextDouble() < 0.5)
        {
            kept = 1;
            while (length + kept < route.Count && random.NextDouble() > 0.01)
                kept++;
        }

        var span = length + kept;
        var first = Math.Max(1, position - span + 1);
        var last = Math.Min(position, route.Count - span + 1);
        var start = first + random.Next(last - first + 1);
        var keepFrom = start + (kept == 0 ? span : 1 + random.Next(length));
        for (var i = start; i < start + span; i++)
        {
            if (kept > 0 && i >= keepFrom && i < keepFrom + kept)
                continue;
            var task = route.Stop[i] >> 1;
            if (!State.IsMarked(task))
                State.Mark(task);
        }
    }

    private void Recreate(Func<bool>? isOver = null)
    {
        Sort(State.Absent.AsSpan(0, State.AbsentCount));
        var left = 0;
        var count = State.AbsentCount;
        var used = 0;
        foreach (var route in State.Routes)
            used += route.Count > 0 ? 1 : 0;
        places.Begin(used);
        for (var i = 0; i < count; i++)
        {
            var task = State.Absent[i];
            var best = Insertion.None;
            emptyStamp++;
            if (isOver is not null && isOver())
            {
                State.Absent[left++] = task;
                continue;
            }

            for (var v = 0; v < data.VehicleCount; v++)
            {
                var route = State.Routes[v];
                if (route.Count == 0)
                {
                    if (State.IsClosed[v] || emptySeen[data.ClassOf[v]] == emptyStamp)
                        continue;
                    emptySeen[data.ClassOf[v]] = emptyStamp;
                }

                places.Try(route, task, ref best);
            }

            if (best.IsFound)
                State.Insert(task, best);
            else
                State.Absent[left++] = task;
        }

        State.AbsentCount = left;
    }

    // Christiaens and Vanden Berghe draw an order each time: at random, or the most demanding first.
    private void Sort(Span<int> tasks)
    {
        var draw = random.Next(17);
        var order = draw < 4 ? -1 : draw < 8 ? 0 : draw < 10 ? 1 : draw < 11 ? 2 : draw < 13 ? 3 : draw < 15 ? 4 : 5;
        var keys = keyBuffer.AsSpan(0, tasks.Length);
        for (var i = 0; i < tasks.Length; i++)
            keys[i] = order < 0 ? (long)(random.NextBits() >> 1) : sortKeys[tasks[i] * Orders + order];
        for (var i = 1; i < tasks.Length; i++)
        {
            var (task, key) = (tasks[i], keys[i]);
            var j = i - 1;
            for (; j >= 0 && keys[j] > key; j--)
                (tasks[j + 1], keys[j + 1]) = (tasks[j], keys[j]);
            (tasks[j + 1], keys[j + 1]) = (task, key);
        }
    }

    // By task: demand, far, near, short window, early opening, late closing; the least comes first.
    private static long[] SortKeys(FieldData data)
    {
        var keys = new long[data.TaskCount * Orders];
        var depot = data.VehicleCount == 0 ? data.Nowhere : data.StartLocation[0];
        for (var t = 0; t < data.TaskCount; t++)
        {
            var k = t * Orders;
            long demand = 0;
            for (var d = 0; d < data.Dimensions; d++)
                demand += data.Pickup[t * data.Dimensions + d] + data.Delivery[t * data.Dimensions + d];
            var second = data.IsShipment[t] ? 2 * t + 1 : 2 * t;
            var far = data.Costs[0][depot * data.Size + data.Location[2 * t]] + data.Costs[0][depot * data.Size + data.Location[second]];
            keys[k] = -demand;
            keys[k + 1] = -far;
            keys[k + 2] = far;
            keys[k + 3] = Math.Min((long)data.Close[2 * t] - data.Open[2 * t], (long)data.Close[second] - data.Open[second]);
            keys[k + 4] = data.Open[2 * t];
            keys[k + 5] = -data.Close[second];
        }

        return keys;
    }
}
