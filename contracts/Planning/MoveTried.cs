using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// What the command that was asked about would do.
/// </summary>
/// <remarks>Sent by Planning, in answer to <see cref="TryMove"/>. Handled by Dispatch.</remarks>
public sealed record MoveTried
{
    /// <summary>What it would do; null when a newer question of the same asker came in.</summary>
    public required Trial? Trial { get; init; }
}
