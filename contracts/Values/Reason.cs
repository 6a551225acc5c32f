namespace Routing.Contracts.Values;

/// <summary>Why a move cannot be served.</summary>
/// <param name="Code">The tightest constraint, as a stable word such as <c>reception-full</c>.</param>
/// <param name="Text">The same for a person.</param>
/// <param name="SmallestChange">The smallest change that would serve it, in words; null when there is none.</param>
public sealed record Reason(string Code, string Text, string? SmallestChange);
