using Routing.Contracts.Values;

namespace Routing.Contracts.Intake;

/// <summary>
/// How a customer wishes car and key to change hands. It holds what opens lockers: nobody else listens to it.
/// </summary>
/// <remarks>Sent by Intake. Handled by Drivers.</remarks>
public sealed record HandoverChanged
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>When it was said; the newest counts.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>At the collection; null where nothing was said: in person.</summary>
    public Handover? Collection { get; init; }

    /// <summary>At the return; null where nothing was said: in person.</summary>
    public Handover? Return { get; init; }
}
