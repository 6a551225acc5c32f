namespace Routing.Contracts.Values;

/// <summary>A class of cars that a driver may drive.</summary>
/// <param name="Class">As on the licence, such as <c>B</c>.</param>
/// <param name="Until">The last day on which it holds; null when it does not end.</param>
public sealed record LicenceClass(string Class, DateOnly? Until = null);
