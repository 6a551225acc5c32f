namespace Routing.Dispatch.Data;

/// <summary>What a customer, a driver or a dispatcher wrote. Of a customer no more than the request is known here.</summary>
internal sealed class MessageRow
{
    public required Guid WrittenId { get; init; }

    /// <summary>The driver's day, or the one on which a dispatcher wrote; null where a customer did.</summary>
    public string? Area { get; init; }
    public DateOnly? Day { get; init; }

    /// <summary>The request whose customer wrote it or is written to; null where it is a driver.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The driver who wrote it or is written to; null where it is a customer.</summary>
    public Guid? DriverId { get; init; }

    /// <summary>The account of the dispatcher who wrote it; null where the other side did.</summary>
    public string? By { get; init; }

    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When a dispatcher had read it; null before. What dispatchers write is read.</summary>
    public DateTimeOffset? ReadAt { get; set; }
    public string? ReadBy { get; set; }
}
