namespace Routing.Contracts.Values;

/// <summary>Which courtesy car would do.</summary>
/// <param name="Gearbox">What the customer can drive; null: any.</param>
/// <param name="Class">The size, as the workshop calls it; null: any.</param>
public sealed record CourtesyWish(Gearbox? Gearbox, string? Class);
