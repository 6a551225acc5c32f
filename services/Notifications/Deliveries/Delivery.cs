namespace Routing.Notifications.Deliveries;

/// <summary>How something goes out.</summary>
internal enum Channel
{
    Email,
    Sms,
    Webhook,
}

/// <summary>What became of a delivery.</summary>
internal enum DeliveryState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>Taken by the mail server, the gateway or the receiver.</summary>
    Sent,

    /// <summary>Not sent, for good: refused, or tried for too long.</summary>
    GivenUp,

    /// <summary>No longer true before it was sent.</summary>
    Withdrawn,
}

/// <summary>
/// One message on one channel. What it says is worked out when it is sent, so that nothing of it need be kept.
/// </summary>
internal sealed class Delivery
{
    /// <summary>UUIDv7; receivers can tell by it what they have had before.</summary>
    public required Guid Id { get; init; }

    public required Guid RequestId { get; init; }

    /// <summary>What the customer is told; null for a webhook.</summary>
    public Guid? NoticeId { get; init; }

    /// <summary>Where it goes; null but for a webhook.</summary>
    public Guid? WebhookId { get; init; }

    /// <summary>The kind of notice or of event.</summary>
    public required string What { get; init; }

    /// <summary>The event as JSON; null but for a webhook.</summary>
    public string? Body { get; init; }

    public required Channel Channel { get; init; }
    public DeliveryState State { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the first attempt was due.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When the next one is, or, while one is under way, when it counts as lost.</summary>
    public required DateTimeOffset NextAt { get; set; }

    public int Attempts { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Problem { get; set; }
}

/// <summary>An attempt and what came of it.</summary>
internal sealed class DeliveryAttempt
{
    public required Guid Id { get; init; }
    public required Guid DeliveryId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int Milliseconds { get; init; }

    /// <summary>Null when it was taken.</summary>
    public string? Problem { get; init; }
}
