namespace Routing.Contracts.Values;

/// <summary>What a move is for.</summary>
public enum MoveKind
{
    /// <summary>A customer's car to the workshop.</summary>
    Collection,

    /// <summary>A car from the workshop back to its customer.</summary>
    Return,

    /// <summary>A courtesy car out and the customer's car back in one visit.</summary>
    Swap,
}
