namespace Routing.Contracts.Values;

/// <summary>The figures of one route.</summary>
/// <param name="DriverId">Whose route.</param>
/// <param name="Moves">Moves on it.</param>
/// <param name="LoadedMetres">Driven in customers' cars.</param>
/// <param name="EmptyMetres">Travelled by own means.</param>
/// <param name="Start">When the driver begins.</param>
/// <param name="End">When the driver is done.</param>
public sealed record RouteTotals(
    Guid DriverId,
    int Moves,
    int LoadedMetres,
    int EmptyMetres,
    DateTimeOffset Start,
    DateTimeOffset End)
{
    /// <summary>What the route costs, as driven so far and as planned, hundredths of the currency; null when not told.</summary>
    public int? CostCents { get; init; }
}
