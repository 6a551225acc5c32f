namespace Routing.Contracts.Values;

/// <summary>What follows from a stop that failed.</summary>
public enum FailureConsequence
{
    /// <summary>The customer chooses another window, or another place with it.</summary>
    OfferWindows,

    /// <summary>A transporter fetches the car.</summary>
    SendTransporter,

    /// <summary>A dispatcher decides.</summary>
    AskDispatcher,
}
