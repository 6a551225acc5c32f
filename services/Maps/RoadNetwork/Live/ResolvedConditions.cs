namespace Routing.RoadNetwork.Live;

/// <summary>By what a condition's roads were found in a region.</summary>
public enum FoundBy
{
    /// <summary>It is an area, or its way is there, with its points.</summary>
    Name,

    /// <summary>Its way is gone; both of its points lie on another.</summary>
    Nodes,

    /// <summary>The road nearest to its place.</summary>
    Place,

    /// <summary>No road of the region: it has no effect there.</summary>
    Nothing,
}

/// <param name="Condition">As it was given.</param>
/// <param name="Arcs">Those it is on, ascending, each once; see <see cref="RoadCosts"/>. Also arcs that a profile may not use.</param>
public sealed record ResolvedCondition(RoadCondition Condition, FoundBy FoundBy, IReadOnlyList<int> Arcs);

/// <summary>Conditions with their roads in one region. Immutable.</summary>
public sealed class ResolvedConditions
{
    internal ResolvedConditions(Region region, IReadOnlyList<ResolvedCondition> all)
    {
        Region = region;
        All = all;
    }

    public Region Region { get; }

    /// <summary>In the order of the conditions.</summary>
    public IReadOnlyList<ResolvedCondition> All { get; }

    /// <summary>The roads that one is on, as lines: one for each piece between two junctions, as it is drawn.</summary>
    /// <param name="index">Of the condition in <see cref="All"/>.</param>
    public IReadOnlyList<IReadOnlyList<Coordinate>> LinesOf(int index)
    {
        using var hold = Region.Hold();
        var columns = Region.Columns;
        return [.. All[index].Arcs.Select(arc => arc >> 1).Distinct().Select(segment =>
        {
            var (first, last) = (columns.FirstPoint[segment], columns.LastPoint[segment]);
            var line = new Coordinate[last - first + 1];
            for (var i = 0; i < line.Length; i++)
                line[i] = Region.PointAt(first + i);
            return line;
        })];
    }

    /// <summary>
    /// What driving takes a profile: by its rules, at the hour's speeds, and with the conditions in force. A speed in km/h
    /// is what it is at any hour, a factor is one of the hour's speed.
    /// </summary>
    /// <param name="profile">How one travels.</param>
    /// <param name="at">Which conditions are in force; null: all of them.</param>
    /// <param name="hours">Speeds by hour, read at <paramref name="at"/> as a wall clock with that offset shows it; null: the usual ones.</param>
    public RoadCosts Costs(Profile profile, DateTimeOffset? at, SpeedsByHour? hours = null)
    {
        var row = hours is not null && at is { } then ? hours.RowOf(profile, then) : SpeedsByHour.UsualRow;
        return Costs(profile, InForce(profile, at), hours ?? SpeedsByHour.Usual, row);
    }

    /// <summary>Positions of those that are in force and change something for the profile.</summary>
    internal int[] InForce(Profile profile, DateTimeOffset? at)
    {
        var found = new List<int>();
        for (var i = 0; i < All.Count; i++)
        {
            var condition = All[i].Condition;
            if (All[i].Arcs.Count > 0 && condition.Touches(profile) && (at is not { } then || condition.IsInForce(then)))
                found.Add(i);
        }

        return [.. found];
    }

    internal RoadCosts Costs(Profile profile, ReadOnlySpan<int> inForce, SpeedsByHour hours, int row)
    {
        using var hold = Region.Hold();
        var costs = new RoadCosts(Region, profile);
        if (row != SpeedsByHour.UsualRow)
            costs.SetFactorsByClass(hours.FactorsOf(row));

        // First what each makes of the hour's costs, then the worst of them.
        var worst = new Dictionary<int, double>();
        foreach (var i in inForce)
        {
            var (condition, arcs) = (All[i].Condition, All[i].Arcs);
            foreach (var arc in arcs)
            {
                if (!costs.IsOpen(arc))
                    continue;
                var deciseconds = condition.IsClosed ? double.PositiveInfinity
                    : condition.KilometresPerHour is { } speed ? costs.DecisecondsAt(arc, speed)
                    : costs.Deciseconds(arc) / condition.SpeedFactor!.Value;
                worst[arc] = Math.Max(worst.GetValueOrDefault(arc), deciseconds);
            }
        }

        foreach (var (arc, deciseconds) in worst)
        {
            if (double.IsPositiveInfinity(deciseconds))
                costs.Close(arc);
            else
                costs.SetDeciseconds(arc, deciseconds);
        }

        return costs;
    }
}
