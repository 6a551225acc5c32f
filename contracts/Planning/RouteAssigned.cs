using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// A driver's route is new or changed. A higher plan version of the same day supersedes it.
/// </summary>
/// <remarks>Sent by Planning. Handled by Drivers and Dispatch.</remarks>
public sealed record RouteAssigned
{
    /// <summary>The whole route.</summary>
    public required RouteSheet Sheet { get; init; }
}
