using Routing.Contracts.Values;

namespace Routing.Dispatch.Data;

/// <summary>
/// What happened to a driver at a stop of a move. Each time is the latest of its kind, whatever order the messages come in.
/// </summary>
internal sealed class StopRow
{
    public required string Area { get; init; }
    public required DateOnly Day { get; init; }
    public required Guid DriverId { get; init; }
    public required Guid MoveId { get; init; }
    public required int StopIndex { get; init; }

    public DateTimeOffset? DepartedAt { get; set; }
    public DateTimeOffset? ArrivedAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }
    public DateTimeOffset? FailedAt { get; set; }
    public FailureReason? FailureReason { get; set; }
    public string? FailureNote { get; set; }

    /// <summary>Until when what was told of a kind was taken back by a dispatcher; null where nothing was.</summary>
    public DateTimeOffset? ArrivedNot { get; set; }
    public DateTimeOffset? DoneNot { get; set; }
    public DateTimeOffset? FailedNot { get; set; }

    /// <summary>The latest condition report made here.</summary>
    public Guid? ReportId { get; set; }
    public DateTimeOffset? ReportedAt { get; set; }

    /// <summary>The estimate that came after the route; null when the route's own is newer.</summary>
    public DateTimeOffset? Eta { get; set; }

    /// <summary>When the latest estimate was made, in force or not.</summary>
    public DateTimeOffset? EtaAt { get; set; }
}
