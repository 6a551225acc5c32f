namespace Routing.Contracts.Values;

/// <summary>A move as the draft has it, and as the plan in force has it.</summary>
/// <param name="MoveId">The move.</param>
/// <param name="RequestId">Its request.</param>
/// <param name="Vehicle">The car; null when its request is not known any more.</param>
/// <param name="Now">In the plan in force; null when it is on no route of it.</param>
/// <param name="Then">In the draft; null when it would be on no route.</param>
public sealed record DraftMove(Guid MoveId, Guid RequestId, Vehicle? Vehicle, DraftPlace? Now, DraftPlace? Then);

/// <summary>Where a plan has a move.</summary>
/// <param name="DriverId">Whose it is.</param>
/// <param name="Order">Its place among the driver's moves, from 1.</param>
/// <param name="Eta">When the driver would be at the customer's.</param>
/// <param name="Window">The promise.</param>
/// <param name="LateSeconds">By how much it would be missed.</param>
public sealed record DraftPlace(Guid DriverId, int Order, DateTimeOffset Eta, Window? Window, int LateSeconds);
