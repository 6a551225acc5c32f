namespace Routing.Contracts.Intake;

/// <summary>A customer wrote to the dispatchers. Who the customer is stays with Intake: the request alone is named.</summary>
/// <remarks>Sent by Intake. Handled by Dispatch.</remarks>
public sealed record CustomerWrote
{
    /// <summary>The message that was written; the same in every copy of it.</summary>
    public required Guid WrittenId { get; init; }

    /// <summary>The request that it is about.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>What was written, up to 1,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }
}
