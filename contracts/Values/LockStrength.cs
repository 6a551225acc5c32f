namespace Routing.Contracts.Values;

/// <summary>How firmly a dispatcher has tied a move.</summary>
public enum LockStrength
{
    /// <summary>Free: the search may move it.</summary>
    None,

    /// <summary>It stays with its driver.</summary>
    Driver,

    /// <summary>It stays with its driver, behind the move that it follows.</summary>
    Order,

    /// <summary>It stays with its driver, in its order, at its time.</summary>
    Time,
}
