namespace Routing.Optimisation.Schedule;

/// <summary>
/// A route of a schedule: its jobs in order, and the running sums after each. Arrays grow, never shrink; position k
/// is "after k jobs", so the arrays over positions hold Count + 1 entries.
/// </summary>
internal sealed class RouteState(int lanes)
{
    public readonly int LaneCount = lanes;
    public int Count;
    public int[] Jobs = new int[16];
    public int[] Variants = new int[16];

    /// <summary>Latest arrival at the first stop of the job at k that keeps every hard limit behind it.</summary>
    public int[] Latest = new int[16];

    // By position. Lanes and ViaBreak: position * LaneCount + breaks taken.
    public Lane[] Lanes = new Lane[17 * lanes];
    public bool[] ViaBreak = new bool[17 * lanes];
    public int[] Busy = new int[17]; // seconds travelled and served
    public long[] Fixed = new long[17]; // metres, other drivers and orders, in cost units
    public int[] LastPublished = new int[17]; // greatest published position so far

    /// <summary>By position: the lane in which the route leaves it. Only for the route as a whole.</summary>
    public int[] Path = new int[17];

    public bool IsFeasible = true;
    public int FinalLane;
    public int End;
    public int Late;
    public int Violation;
    public long Cost;

    public void Reserve(int count)
    {
        if (count <= Jobs.Length)
            return;
        var size = Math.Max(count, Jobs.Length * 2);
        Array.Resize(ref Jobs, size);
        Array.Resize(ref Variants, size);
        Array.Resize(ref Latest, size);
        Array.Resize(ref Lanes, (size + 1) * LaneCount);
        Array.Resize(ref ViaBreak, (size + 1) * LaneCount);
        Array.Resize(ref Busy, size + 1);
        Array.Resize(ref Fixed, size + 1);
        Array.Resize(ref LastPublished, size + 1);
        Array.Resize(ref Path, size + 1);
    }

    public void CopyFrom(RouteState other)
    {
        Reserve(other.Count);
        Count = other.Count;
        other.Jobs.AsSpan(0, Count).CopyTo(Jobs);
        other.Variants.AsSpan(0, Count).CopyTo(Variants);
        other.Latest.AsSpan(0, Count).CopyTo(Latest);
        other.Lanes.AsSpan(0, (Count + 1) * LaneCount).CopyTo(Lanes);
        other.ViaBreak.AsSpan(0, (Count + 1) * LaneCount).CopyTo(ViaBreak);
        other.Busy.AsSpan(0, Count + 1).CopyTo(Busy);
        other.Fixed.AsSpan(0, Count + 1).CopyTo(Fixed);
        other.LastPublished.AsSpan(0, Count + 1).CopyTo(LastPublished);
        other.Path.AsSpan(0, Count + 1).CopyTo(Path);
        IsFeasible = other.IsFeasible;
        FinalLane = other.FinalLane;
        End = other.End;
        Late = other.Late;
        Violation = other.Violation;
        Cost = other.Cost;
    }
}
