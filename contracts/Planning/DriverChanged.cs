using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// A driver was made or changed.
/// </summary>
/// <remarks>Sent by Planning. Handled by Dispatch, Drivers and Notifications.</remarks>
public sealed record DriverChanged
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>Raised by each change.</summary>
    public required int Revision { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The driver's name.</summary>
    public required string Name { get; init; }

    /// <summary>Own means.</summary>
    public required Means Means { get; init; }

    /// <summary>Skills, such as <c>manual</c> and <c>electric</c>.</summary>
    public required IReadOnlyList<string> Skills { get; init; }

    /// <summary>Where the shift begins.</summary>
    public required Place StartPlace { get; init; }

    /// <summary>Where it ends.</summary>
    public required Place EndPlace { get; init; }

    /// <summary>The week.</summary>
    public required IReadOnlyList<Shift> Shifts { get; init; }

    /// <summary>False once the driver has left.</summary>
    public required bool Active { get; init; }
}
