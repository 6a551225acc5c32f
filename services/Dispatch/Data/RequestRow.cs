namespace Routing.Dispatch.Data;

/// <summary>A customer's request, without anything about the customer.</summary>
internal sealed class RequestRow
{
    public required Guid RequestId { get; init; }

    /// <summary>0 until the request itself has come: a cancellation may overtake it.</summary>
    public int Revision { get; set; }
    public bool Cancelled { get; set; }
    public Guid? WorkshopId { get; set; }
    public Guid? CollectionMoveId { get; set; }
    public Guid? ReturnMoveId { get; set; }

    /// <summary><see cref="Contracts.Values.Vehicle"/> as JSON; null until the request has come.</summary>
    public string? Vehicle { get; set; }
    public DateTimeOffset? RequestedAt { get; set; }

    /// <summary>Time that the work takes on a lift; null until the request has come.</summary>
    public int? WorkSeconds { get; set; }

    /// <summary>When the workshop expects it to be ready, or since when it is; null while it has said nothing.</summary>
    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>True once the workshop has said that it is ready.</summary>
    public bool IsReady { get; set; }
}
