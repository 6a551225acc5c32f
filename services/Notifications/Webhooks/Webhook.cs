namespace Routing.Notifications.Webhooks;

/// <summary>Somebody else's address that is told of events.</summary>
internal sealed class Webhook
{
    /// <summary>UUIDv7; its signing secret follows from it.</summary>
    public required Guid Id { get; init; }

    public required string Url { get; init; }

    /// <summary>Which events; empty means all.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Whose requests; null means all workshops'.</summary>
    public Guid? WorkshopId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool Wants(string what, Guid? workshopId) =>
        (Events.Count == 0 || Events.Contains(what, StringComparer.Ordinal)) && (WorkshopId is null || WorkshopId == workshopId);
}
