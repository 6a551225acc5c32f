using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// What giving the move to each driver of the day would do.
/// </summary>
/// <remarks>Sent by Planning, in answer to <see cref="TryDrivers"/>. Handled by Dispatch.</remarks>
public sealed record DriversTried
{
    /// <summary>Best first, those who cannot last; null when a newer question of the same asker came in.</summary>
    public required IReadOnlyList<DriverTrial>? Drivers { get; init; }
}
