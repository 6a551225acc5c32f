namespace Routing.Contracts.Values;

/// <summary>A move that the plan does not serve.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="MoveId">The move.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Promised">The window that was promised for it; null when none was.</param>
/// <param name="Reason">Why.</param>
public sealed record UnservedMove(Guid RequestId, Guid MoveId, MoveKind Kind, Window? Promised, Reason Reason);
