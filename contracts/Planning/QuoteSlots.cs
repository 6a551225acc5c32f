using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// Asks which windows could be offered.
/// </summary>
/// <remarks>Sent by Intake, as a question that has an answer and no effect. Handled by Planning, which answers with <see cref="SlotsQuoted"/>.</remarks>
public sealed record QuoteSlots
{
    /// <summary>What is wished; the windows narrow the offers.</summary>
    public required RequestDetails Details { get; init; }

    /// <summary>How many days from today, in the area's time zone.</summary>
    public required int Days { get; init; }

    /// <summary>Most slots wanted.</summary>
    public required int Limit { get; init; }

    /// <summary>The request that is asked for, whose held lift is free for it; null for one that is not made yet.</summary>
    public Guid? RequestId { get; init; }
}
