namespace Routing.Optimisation.Schedule;

/// <summary>
/// A route of a schedule: its items in order, and where it stands after each. Arrays grow, never shrink; position k is
/// "after k items", so the arrays over positions hold Count + 1 entries.
/// </summary>
internal sealed class RouteState(int lanes, bool carries)
{
    public readonly int LaneCount = lanes;
    public int Count;
    public Item[] Items = new Item[16];

    /// <summary>Latest arrival at the first stop of the item at k that keeps every hard limit behind it.</summary>
    public int[] Latest = new int[16];

    // By position. Lanes and ViaBreak: position * LaneCount + breaks taken.
    public Standing[] Standings = new Standing[17];
    public Lane[] Lanes = new Lane[17 * lanes];
    public bool[] ViaBreak = new bool[17 * lanes];

    /// <summary>By position: the lane in which the route leaves it. Only for the route as a whole.</summary>
    public int[] Path = new int[17];

    public bool IsFeasible = true;
    public int FinalLane;
    public int End;
    public int Late;
    public int Violation;
    public long Cost;

    /// <summary>A transporter's job is two items.</summary>
    public int JobCount => carries ? Count / 2 : Count;

    public void Reserve(int count)
    {
        if (count <= Items.Length)
            return;
        var size = Math.Max(count, Items.Length * 2);
        Array.Resize(ref Items, size);
        Array.Resize(ref Latest, size);
        Array.Resize(ref Standings, size + 1);
        Array.Resize(ref Lanes, (size + 1) * LaneCount);
        Array.Resize(ref ViaBreak, (size + 1) * LaneCount);
        Array.Resize(ref Path, size + 1);
    }

    public void Put(int position, Item item)
    {
        Reserve(Count + 1);
        Items.AsSpan(position, Count - position).CopyTo(Items.AsSpan(position + 1));
        Items[position] = item;
        Count++;
    }

    /// <summary>Takes all items of a job out.</summary>
    public void Take(int job)
    {
        var kept = 0;
        for (var k = 0; k < Count; k++)
        {
            if (Items[k].Job != job)
                Items[kept++] = Items[k];
        }

        Count = kept;
    }

    public int PositionOf(int job)
    {
        for (var k = 0; k < Count; k++)
        {
            if (Items[k].Job == job)
                return k;
        }

        return -1;
    }

    public void CopyFrom(RouteState other)
    {
        Reserve(other.Count);
        Count = other.Count;
        other.Items.AsSpan(0, Count).CopyTo(Items);
        other.Latest.AsSpan(0, Count).CopyTo(Latest);
        other.Standings.AsSpan(0, Count + 1).CopyTo(Standings);
        other.Lanes.AsSpan(0, (Count + 1) * LaneCount).CopyTo(Lanes);
        other.ViaBreak.AsSpan(0, (Count + 1) * LaneCount).CopyTo(ViaBreak);
        other.Path.AsSpan(0, Count + 1).CopyTo(Path);
        IsFeasible = other.IsFeasible;
        FinalLane = other.FinalLane;
        End = other.End;
        Late = other.Late;
        Violation = other.Violation;
        Cost = other.Cost;
    }
}
