namespace Routing.Contracts.Values;

/// <summary>Days on which a workshop is shut although the week says otherwise.</summary>
/// <param name="From">The first, in the area's time zone.</param>
/// <param name="Until">The last.</param>
/// <param name="Why">In plain words, such as <c>Carnival</c>: customers read it.</param>
public sealed record Closure(DateOnly From, DateOnly Until, string Why)
{
    /// <summary>Whether a day is one of them.</summary>
    public bool Covers(DateOnly day) => From <= day && day <= Until;
}
