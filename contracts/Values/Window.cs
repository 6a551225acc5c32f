namespace Routing.Contracts.Values;

/// <summary>An interval of time, from its first to its last instant.</summary>
/// <param name="From">First instant.</param>
/// <param name="Until">Last instant, not before <paramref name="From"/>.</param>
public sealed record Window(DateTimeOffset From, DateTimeOffset Until);
