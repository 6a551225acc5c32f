using Routing.Contracts.Values;

namespace Routing.Dispatch.Data;

/// <summary>What Planning said last of a move on a day: promised, or not served.</summary>
internal sealed class MoveRow
{
    public required string Area { get; init; }
    public required DateOnly Day { get; init; }
    public required Guid MoveId { get; init; }
    public required Guid RequestId { get; init; }

    /// <summary>The plan version that it comes from.</summary>
    public int PlanVersion { get; set; }
    public MoveKind Kind { get; set; }
    public bool Served { get; set; }
    public DateTimeOffset? WindowFrom { get; set; }
    public DateTimeOffset? WindowUntil { get; set; }
    public Guid? DriverId { get; set; }

    /// <summary><see cref="Contracts.Values.Reason"/> as JSON; null when served.</summary>
    public string? Reason { get; set; }
}
