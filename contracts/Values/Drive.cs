namespace Routing.Contracts.Values;

/// <summary>What makes a car move.</summary>
public enum Drive
{
    /// <summary>Petrol engine.</summary>
    Petrol,

    /// <summary>Diesel engine.</summary>
    Diesel,

    /// <summary>Engine and motor.</summary>
    Hybrid,

    /// <summary>Motor alone: the driver needs the skill <c>electric</c>, the technicians <c>high-voltage</c>.</summary>
    Electric,
}
