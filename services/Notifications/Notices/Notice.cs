using Routing.Contracts.Values;

namespace Routing.Notifications.Notices;

/// <summary>Something that a customer is to be told, once.</summary>
internal sealed class Notice
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Unique: what it is about, and which revision of that.</summary>
    public required string Key { get; init; }

    public required Guid RequestId { get; init; }
    public Guid? MoveId { get; init; }
    public required NoticeKind Kind { get; init; }
    public required NoticeFacts Facts { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>No earlier than this is it sent.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>True once there are deliveries for it; false while nobody knows whom to tell.</summary>
    public bool IsAddressed { get; set; }
}

/// <summary>What a notice says, apart from whom to; nothing in it is contact data but the place.</summary>
internal sealed record NoticeFacts
{
    /// <summary>Whose zone the times are told in; null where there are none.</summary>
    public string? Area { get; init; }

    /// <summary>The promise.</summary>
    public Window? Window { get; init; }

    /// <summary>The present estimate; never told as the promise.</summary>
    public DateTimeOffset? Eta { get; init; }

    /// <summary>When the workshop expects the car to be ready.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>The lift that is held, or was.</summary>
    public LiftHold? Hold { get; init; }

    public string? Place { get; init; }

    /// <summary>Of the place, degrees, to be shown on a map; null where no map is of use.</summary>
    public double? Lon { get; init; }

    public double? Lat { get; init; }
    public string? Driver { get; init; }
    public bool IsSwap { get; init; }
    public Reason? Reason { get; init; }
    public FailureReason? Failure { get; init; }

    /// <summary>What follows from it.</summary>
    public FailureConsequence? Consequence { get; init; }

    /// <summary>Until when the driver waits for the customer.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }
    public int? MinutesLate { get; init; }

    /// <summary>What a dispatcher wrote.</summary>
    public string? Message { get; init; }
}
