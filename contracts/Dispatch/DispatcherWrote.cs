namespace Routing.Contracts.Dispatch;

/// <summary>A dispatcher wrote to a driver or to a request's customer: one of <see cref="DriverId"/> and <see cref="RequestId"/> says to whom.</summary>
/// <remarks>Sent by Dispatch. Handled by Drivers, Intake and Notifications.</remarks>
public sealed record DispatcherWrote
{
    /// <summary>The message that was written; the same in every copy of it.</summary>
    public required Guid WrittenId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day on which it was written, as the dispatcher saw it.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The request whose customer it is for; null: it is for a driver.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>The driver whom it is for; null: it is for a customer.</summary>
    public Guid? DriverId { get; init; }

    /// <summary>What was written, up to 1,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>The dispatcher's account.</summary>
    public required string By { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }
}
