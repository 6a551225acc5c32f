namespace Routing.Contracts.Values;

/// <summary>What a dispatcher's order would change of the day as it stands: the same as the order itself would, at this moment.</summary>
public sealed record Trial
{
    /// <summary>Why the order would be refused, in the words of the refusal; null when it can be carried out. Then all else is empty.</summary>
    public Reason? Refusal { get; init; }

    /// <summary>What the day's routes would cost more (wages, kilometres, rides), in hundredths of <see cref="Currency"/>; negative when they would cost less.</summary>
    public double AddedCents { get; init; }

    /// <summary>The currency of the costs, ISO 4217.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Metres more by own means, all drivers together.</summary>
    public int AddedEmptyMetres { get; init; }

    /// <summary>Seconds more from the drivers' first departure to their last arrival, all together.</summary>
    public int AddedWorkingSeconds { get; init; }

    /// <summary>Who would do the move; null when nobody.</summary>
    public Guid? DriverId { get; init; }

    /// <summary>When its driver would be at the customer's; null when nobody would.</summary>
    public DateTimeOffset? Eta { get; init; }

    /// <summary>By what they would come, where that is not their own means: a taxi.</summary>
    public Means? By { get; init; }

    /// <summary>What would be promised for it then.</summary>
    public Window? Window { get; init; }

    /// <summary>Promises that would be missed, or missed by more than now; the worst first.</summary>
    public IReadOnlyList<TrialLateness> Late { get; init; } = [];

    /// <summary>Moves that are served now and would not be.</summary>
    public IReadOnlyList<UnservedMove> Unserved { get; init; } = [];

    /// <summary>Other rules that would be broken and are not now, in words: a lock, a shift's end, a break.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>Drivers whose stops, or whose times by a minute or more, would be others.</summary>
    public IReadOnlyList<Guid> ChangedDrivers { get; init; } = [];
}

/// <summary>A promise that would be missed.</summary>
/// <param name="MoveId">The move.</param>
/// <param name="DriverId">Who would be late.</param>
/// <param name="LateSeconds">By how much it would be missed.</param>
/// <param name="LateSecondsNow">By how much it is missed as things stand; 0 when it is kept.</param>
public sealed record TrialLateness(Guid MoveId, Guid DriverId, int LateSeconds, int LateSecondsNow);

/// <summary>What giving a move to a driver would change.</summary>
/// <param name="DriverId">The driver.</param>
/// <param name="IsNow">The move is this driver's already.</param>
/// <param name="Trial">What would change.</param>
public sealed record DriverTrial(Guid DriverId, bool IsNow, Trial Trial);
