namespace Routing.Contracts.Intake;

/// <summary>
/// How a request's customer is reached. The only message that names a customer; nobody else listens to it.
/// </summary>
/// <remarks>Sent by Intake. Handled by Notifications and Drivers.</remarks>
public sealed record ContactChanged
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The request's revision.</summary>
    public required int Revision { get; init; }

    /// <summary>The customer's name.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail address; null when not told.</summary>
    public string? Email { get; init; }

    /// <summary>Phone number as E.164; null when not told.</summary>
    public string? Phone { get; init; }

    /// <summary>BCP 47 tag, such as <c>es</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The customer's secret link.</summary>
    public required string TrackingLink { get; init; }

    /// <summary>True where the customer wishes to be told only what cannot be left out.</summary>
    public bool FewMessages { get; init; }

    /// <summary>What the driver should know; null when nothing.</summary>
    public string? NoteForDriver { get; init; }
}
