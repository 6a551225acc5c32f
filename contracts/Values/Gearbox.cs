namespace Routing.Contracts.Values;

/// <summary>How a car changes gear.</summary>
public enum Gearbox
{
    /// <summary>By itself.</summary>
    Automatic,

    /// <summary>By hand: the driver needs the skill <c>manual</c>.</summary>
    Manual,
}
