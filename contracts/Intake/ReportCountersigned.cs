namespace Routing.Contracts.Intake;

/// <summary>A customer agrees with the condition reports of their car, at the collection and at the return.</summary>
/// <remarks>Sent by Intake. Handled by Notifications.</remarks>
public sealed record ReportCountersigned
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The report of the return.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
