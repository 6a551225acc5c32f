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

    /// <summary>True when the customer has a courtesy car meanwhile.</summary>
    public bool IsSwap { get; set; }

    /// <summary>When the workshop took the car and its key in; null while it has not.</summary>
    public DateTimeOffset? CheckedInAt { get; set; }

    /// <summary>Number or letter of the tag on the key; null while there is none.</summary>
    public string? KeyTag { get; set; }

    /// <summary>Who has the key at the workshop, such as the reception; null where nobody said.</summary>
    public string? KeyHolder { get; set; }
}
