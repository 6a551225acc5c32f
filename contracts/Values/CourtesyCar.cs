namespace Routing.Contracts.Values;

/// <summary>A courtesy car as a driver takes it out or brings it back.</summary>
/// <param name="CourtesyCarId">Which one.</param>
/// <param name="Vehicle">The car, with its charge or fuel as last read.</param>
/// <param name="Class">What the workshop calls its size, such as <c>small</c> or <c>estate</c>; null when not told.</param>
/// <param name="IsContractSigned">Whether its customer has signed for it; if not, it is signed when the car is handed over.</param>
public sealed record CourtesyCar(Guid CourtesyCarId, Vehicle Vehicle, string? Class, bool IsContractSigned);
