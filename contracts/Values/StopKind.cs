namespace Routing.Contracts.Values;

/// <summary>What a driver does at a stop.</summary>
public enum StopKind
{
    /// <summary>Begins the shift.</summary>
    Start,

    /// <summary>Takes the customer's car over at the customer's place.</summary>
    Collect,

    /// <summary>Hands a car over at the workshop's reception.</summary>
    CheckIn,

    /// <summary>Takes a car over at the workshop.</summary>
    PickUp,

    /// <summary>Hands the customer's car back at the customer's place.</summary>
    Return,

    /// <summary>Hands a courtesy car over and takes the customer's car, at the customer's place.</summary>
    Swap,

    /// <summary>Rests.</summary>
    Break,

    /// <summary>Ends the shift.</summary>
    End,

    /// <summary>Charges the customer's car on its way to the workshop. It ends when the driver sets off from there.</summary>
    Charge,
}
