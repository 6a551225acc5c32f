namespace Routing.Contracts.Values;

/// <summary>A lift that is kept for a car while its customer is asked where it is.</summary>
/// <param name="From">When the work is to begin.</param>
/// <param name="Until">Until when the customer is waited for; then the lift is for others again.</param>
public sealed record LiftHold(DateTimeOffset From, DateTimeOffset Until);
