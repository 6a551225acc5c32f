using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// A courtesy car was made or changed, or was kept for somebody, left, or came back.
/// </summary>
/// <remarks>Sent by Planning. Handled by Dispatch.</remarks>
public sealed record CourtesyCarChanged
{
    /// <summary>The courtesy car.</summary>
    public required Guid CourtesyCarId { get; init; }

    /// <summary>Raised by each change.</summary>
    public required int Revision { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The workshop that lends it.</summary>
    public required Guid WorkshopId { get; init; }

    /// <summary>The car, with its charge or fuel as last read.</summary>
    public required Vehicle Vehicle { get; init; }

    /// <summary>What the workshop calls its size, such as <c>small</c>; null when not told.</summary>
    public string? Class { get; init; }

    /// <summary>False while it is not lent, as when it is repaired or sold.</summary>
    public required bool InService { get; init; }

    /// <summary>For whom it is kept, who has it, or who had it last; null when it was never lent.</summary>
    public CourtesyLoan? Loan { get; init; }

    /// <summary>When that was so.</summary>
    public required DateTimeOffset At { get; init; }
}
