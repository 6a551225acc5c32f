namespace Routing.Contracts.Values;

/// <summary>That it is a courtesy car which changes hands.</summary>
/// <param name="CourtesyCarId">Which one.</param>
/// <param name="IsComingBack">True on the way back to the workshop, false on the way out to the customer.</param>
public sealed record CourtesyVisit(Guid CourtesyCarId, bool IsComingBack);
