using Routing.Contracts.Drivers;
using Routing.Contracts.Values;

namespace Routing.Intake.Requests;

/// <summary>Until when what was told of a kind does not count; null where nothing of it was taken back.</summary>
/// <param name="Arrived">At the customer's.</param>
/// <param name="Departed">With a courtesy car, which is how a swap departs.</param>
/// <param name="Collected">Of the customer's car.</param>
/// <param name="HandedOver">Of the customer's car.</param>
/// <param name="Failed">At any stop.</param>
internal sealed record TakenBack(DateTimeOffset? Arrived, DateTimeOffset? Departed, DateTimeOffset? Collected, DateTimeOffset? HandedOver, DateTimeOffset? Failed)
{
    public static TakenBack Nothing { get; } = new(null, null, null, null, null);

    /// <param name="corrected">The correction.</param>
    /// <param name="isCourtesy">True where it is about the courtesy car.</param>
    /// <param name="isAtCustomer">True where the customer is met.</param>
    public TakenBack With(StopCorrected corrected, bool isCourtesy, bool isAtCustomer) => corrected.Undone switch
    {
        StopEvent.Arrived when isAtCustomer => this with { Arrived = Later(Arrived, corrected.ToldAt) },
        StopEvent.Collected when isCourtesy => this with { Departed = Later(Departed, corrected.ToldAt) },
        StopEvent.Collected => this with { Collected = Later(Collected, corrected.ToldAt) },
        StopEvent.HandedOver when !isCourtesy => this with { HandedOver = Later(HandedOver, corrected.ToldAt) },
        StopEvent.Failed => this with { Failed = Later(Failed, corrected.ToldAt) },
        _ => this,
    };

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset told) => known > told ? known.Value : told;
}
