namespace Routing.Dispatch.Day;

/// <summary>A move's share of what its driver's route costs.</summary>
/// <param name="MoveId">The move.</param>
/// <param name="CostCents">Hundredths of the day's currency.</param>
internal sealed record MoveCost(Guid MoveId, int CostCents)
{
    /// <summary>
    /// Shared by the time that each move takes: the ways to its stops, by own means or in the car, and the work at them. What belongs to no
    /// move, such as the way home, waiting and overtime, is so shared by the same measure, and the shares add up to the whole.
    /// </summary>
    public static IReadOnlyList<MoveCost> Share(int cents, IReadOnlyList<StopAnswer> stops)
    {
        var moves = stops.Where(stop => stop.MoveId is not null).GroupBy(stop => stop.MoveId!.Value)
            .Select(move => (Id: move.Key, Seconds: move.Sum(stop => stop.ServiceSeconds + (stop.Leg?.DurationSeconds ?? 0)))).ToList();
        var all = moves.Sum(move => move.Seconds);
        var (told, seconds) = (0, 0.0);
        var shares = new List<MoveCost>(moves.Count);
        foreach (var (id, takes) in moves)
        {
            // Up to here, rounded, less what was told: so that roundings do not add up.
            seconds += takes;
            var upToHere = all > 0 ? (int)Math.Round(cents * (seconds / all)) : cents * (shares.Count + 1) / moves.Count;
            shares.Add(new MoveCost(id, upToHere - told));
            told = upToHere;
        }

        return shares;
    }
}
