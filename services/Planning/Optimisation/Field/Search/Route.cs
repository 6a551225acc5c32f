using System.Runtime.CompilerServices;

namespace Routing.Optimisation.Field.Search;

/// <summary>
/// A vehicle's stops with what makes insertions constant-time: earliest departures from the front, latest starts from
/// the back. Positions run from 0 (start) over 1..Count (stops) to Count + 1 (end).
/// </summary>
internal sealed class Route
{
    public readonly int Vehicle;
    public int Count;

    /// <summary>At 1..Count.</summary>
    public int[] Stop;
    public int[] Location;

    /// <summary>Earliest departure from the position.</summary>
    public int[] Departure;

    /// <summary>Latest arrival at the position for which the rest stays in time, with the stop before as it is.</summary>
    public int[] LatestArrival;

    /// <summary>Latest departure from the position for which the rest stays in time.</summary>
    public int[] LatestDeparture;

    /// <summary>Of the leg from the position to the next.</summary>
    public int[] LegTime;
    public int[] LegCost;

    /// <summary>By position and dimension: on board after it; the most from the start to it; the most from it to the end.</summary>
    public int[] Load;
    public int[] MostBefore;
    public int[] MostAfter;

    /// <summary>Of all legs, and the vehicle's fixed cost when there are stops.</summary>
    public long Cost;

    /// <summary>Names this order of stops: equal stamps, equal routes.</summary>
    public long Stamp;

    private readonly FieldData data;

    public Route(FieldData data, int vehicle)
    {
        this.data = data;
        Vehicle = vehicle;
        Stop = Location = Departure = LatestArrival = LatestDeparture = LegTime = LegCost = Load = MostBefore = MostAfter = [];
        Reserve(14);
        Update();
    }

    public void CopyFrom(Route other)
    {
        Reserve(other.Count + 2);
        Count = other.Count;
        Cost = other.Cost;
        Stamp = other.Stamp;
        var positions = Count + 2;
        Array.Copy(other.Stop, Stop, positions);
        Array.Copy(other.Location, Location, positions);
        Array.Copy(other.Departure, Departure, positions);
        Array.Copy(other.LatestArrival, LatestArrival, positions);
        Array.Copy(other.LatestDeparture, LatestDeparture, positions);
        Array.Copy(other.LegTime, LegTime, positions);
        Array.Copy(other.LegCost, LegCost, positions);
        var loads = positions * data.Dimensions;
        Array.Copy(other.Load, Load, loads);
        Array.Copy(other.MostBefore, MostBefore, loads);
        Array.Copy(other.MostAfter, MostAfter, loads);
    }

    public int PositionOf(int stop) => Array.IndexOf(Stop, stop, 1, Count);

    /// <summary>Puts a task's stops behind the positions (as they are before); secondAfter is -1 for a job.</summary>
    public void Insert(int task, int firstAfter, int secondAfter)
    {
        var added = secondAfter < 0 ? 1 : 2;
        Reserve(Count + 2 + added);
        if (secondAfter >= 0)
        {
            Array.Copy(Stop, secondAfter + 1, Stop, secondAfter + 3, Count - secondAfter);
            Stop[secondAfter + 2] = 2 * task + 1;
            Array.Copy(Stop, firstAfter + 1, Stop, firstAfter + 2, secondAfter - firstAfter);
        }
        else
        {
            Array.Copy(Stop, firstAfter + 1, Stop, firstAfter + 2, Count - firstAfter);
        }

        Stop[firstAfter + 1] = 2 * task;
        Count += added;
        Update();
    }

    /// <summary>Takes out all stops of marked tasks.</summary>
    public void RemoveMarked(bool[] isMarked)
    {
        var kept = 0;
        for (var i = 1; i <= Count; i++)
        {
            if (!isMarked[Stop[i] >> 1])
                Stop[++kept] = Stop[i];
        }

        Count = kept;
        Update();
    }

    public void SetStops(ReadOnlySpan<int> stops)
    {
        Reserve(stops.Length + 2);
        stops.CopyTo(Stop.AsSpan(1));
        Count = stops.Length;
        Update();
    }

    /// <summary>Recomputes everything from the order of stops: O(Count * (1 + dimensions)).</summary>
    public void Update()
    {
        var size = data.Size;
        var times = data.Times[data.MatrixOf[Vehicle]];
        var costs = data.Costs[data.MatrixOf[Vehicle]];
        var end = Count + 1;
        Location[0] = data.StartLocation[Vehicle];
        Location[end] = data.EndLocation[Vehicle];
        Departure[0] = data.Earliest[Vehicle];
        var cost = 0L;
        for (var i = 1; i <= end; i++)
        {
            if (i < end)
                Location[i] = data.Location[Stop[i]];
            var leg = Location[i - 1] * size + Location[i];
            LegTime[i - 1] = times[leg];
            cost += LegCost[i - 1] = costs[leg];
            var arrival = Departure[i - 1] + LegTime[i - 1];
            Departure[i] = i < end ? DepartureFrom(Stop[i], arrival, Location[i - 1]) : arrival;
        }

        Cost = Count == 0 ? 0 : cost + data.Problem.Vehicles[Vehicle].FixedCost;
        LatestArrival[end] = LatestDeparture[end] = data.Latest[Vehicle];
        for (var i = Count; i >= 0; i--)
        {
            LatestDeparture[i] = LatestArrival[i + 1] - LegTime[i];
            if (i > 0)
                LatestArrival[i] = LatestArrivalAt(Stop[i], LatestDeparture[i], Location[i - 1]);
        }

        if (data.Dimensions > 0)
            UpdateLoads();
    }

    /// <summary>Every stop starts in a window and the end is in time. Loads, breaks and limits are not looked at.</summary>
    public bool IsInTime => Departure[0] <= LatestDeparture[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int DepartureFrom(int s, int arrival, int before)
    {
        if (data.IsRich)
            return Math.Min(data.StartAt(s, arrival) + data.ActionAfter(s, before, data.ActionOf[Vehicle]), FieldData.Infinite);
        return arrival > data.Close[s] ? FieldData.Infinite : Math.Min(Math.Max(arrival, data.Open[s]) + data.Service[s], FieldData.Infinite);
    }

    private int LatestArrivalAt(int s, int departure, int before)
    {
        if (data.IsRich)
            return Math.Max(data.LastStartAt(s, departure - data.ActionAfter(s, before, data.ActionOf[Vehicle])), -FieldData.Infinite);
        var latest = Math.Min(departure - data.Service[s], data.Close[s]);
        return latest < data.Open[s] ? -FieldData.Infinite : latest;
    }

    private void UpdateLoads()
    {
        var n = data.Dimensions;
        for (var d = 0; d < n; d++)
        {
            var load = 0;
            for (var i = 1; i <= Count; i++)
                load += data.Delivery[(Stop[i] >> 1) * n + d];
            Load[d] = MostBefore[d] = load;
            for (var i = 1; i <= Count; i++)
            {
                var amount = (Stop[i] >> 1) * n + d;
                load += (Stop[i] & 1) == 0 ? data.Pickup[amount] - data.Delivery[amount] : -data.Pickup[amount];
                Load[i * n + d] = load;
                MostBefore[i * n + d] = Math.Max(MostBefore[(i - 1) * n + d], load);
            }

            var most = load;
            for (var i = Count; i >= 0; i--)
                MostAfter[i * n + d] = most = Math.Max(most, Load[i * n + d]);
        }
    }

    private void Reserve(int positions)
    {
        if (positions <= Stop.Length)
            return;
        var length = Math.Max(positions, 2 * Stop.Length);
        Array.Resize(ref Stop, length);
        Array.Resize(ref Location, length);
        Array.Resize(ref Departure, length);
        Array.Resize(ref LatestArrival, length);
        Array.Resize(ref LatestDeparture, length);
        Array.Resize(ref LegTime, length);
        Array.Resize(ref LegCost, length);
        Array.Resize(ref Load, length * data.Dimensions);
        Array.Resize(ref MostBefore, length * data.Dimensions);
        Array.Resize(ref MostAfter, length * data.Dimensions);
    }
}
