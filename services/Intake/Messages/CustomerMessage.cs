namespace Routing.Intake.Messages;

/// <summary>What a request's customer wrote to the dispatchers, or they to the customer.</summary>
internal sealed class CustomerMessage
{
    public const int LongestText = 1000;

    /// <summary>Made by whoever wrote it: sent again with it, it is one message.</summary>
    public required Guid Id { get; init; }

    public required Guid RequestId { get; init; }
    public required bool FromDispatcher { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }
}
