namespace Routing.Contracts.Values;

/// <summary>A workshop's load in one quarter of an hour.</summary>
/// <param name="WorkshopId">The workshop.</param>
/// <param name="From">The beginning of the quarter.</param>
/// <param name="CheckIns">Cars checked in during it.</param>
/// <param name="Reception">How many could be.</param>
/// <param name="LiftsBusy">Cars worked on at its beginning.</param>
/// <param name="Lifts">How many could be: the fewer of lifts and technicians.</param>
/// <param name="CarsWaiting">Cars parked at its beginning: waiting for a lift, or done and not yet fetched.</param>
/// <param name="Parking">How many could be.</param>
public sealed record LiftLoad(
    Guid WorkshopId,
    DateTimeOffset From,
    int CheckIns,
    int Reception,
    int LiftsBusy,
    int Lifts,
    int CarsWaiting,
    int Parking);
