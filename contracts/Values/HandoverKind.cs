namespace Routing.Contracts.Values;

/// <summary>How a car and its key change hands at a customer's place.</summary>
public enum HandoverKind
{
    /// <summary>The customer is there.</summary>
    InPerson,

    /// <summary>The key is, or is put, in a locker.</summary>
    Locker,

    /// <summary>The key is, or is left, at a reception.</summary>
    Reception,

    /// <summary>Somebody else is there for the customer.</summary>
    OtherPerson,
}
