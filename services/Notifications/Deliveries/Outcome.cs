namespace Routing.Notifications.Deliveries;

/// <summary>What came of an attempt.</summary>
/// <param name="Problem">Null when it was taken; else why not, without contact data.</param>
/// <param name="IsFinal">True when trying again would not help.</param>
/// <param name="NotBefore">When it may be tried, where nothing was tried because it is not the hour for it.</param>
internal readonly record struct Outcome(string? Problem, bool IsFinal, DateTimeOffset? NotBefore = null)
{
    public static Outcome Taken => default;

    public static Outcome Later(string problem) => new(problem, IsFinal: false);

    public static Outcome At(DateTimeOffset notBefore) => new(Problem: null, IsFinal: false, notBefore);

    public static Outcome Never(string problem) => new(problem, IsFinal: true);
}
