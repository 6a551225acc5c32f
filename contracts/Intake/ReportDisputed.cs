namespace Routing.Contracts.Intake;

/// <summary>A customer disputes the condition reports of their car. Who the customer is stays with Intake.</summary>
/// <remarks>Sent by Intake. Handled by Dispatch and Notifications.</remarks>
public sealed record ReportDisputed
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The report of the return.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>What is not as it was, in the customer's words.</summary>
    public required string Text { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
