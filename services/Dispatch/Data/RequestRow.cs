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
}
