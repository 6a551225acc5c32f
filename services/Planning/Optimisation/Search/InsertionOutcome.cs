using Routing.Optimisation.Model;
using Routing.Optimisation.Reasons;

namespace Routing.Optimisation.Search;

/// <summary>
/// The plan with the job in it, or the plan as it was (timed anew, with the job among the unserved) and the reason.
/// </summary>
public sealed record InsertionOutcome(Plan Plan, Reason? Reason)
{
    public bool IsServed => Reason is null;
}

/// <summary>A window at one of the candidate's stops that could be offered.</summary>
public readonly record struct QuoteWindow(int StopIndex, Window Window);

/// <summary>
/// Whether the window can be promised at this alternative, what it adds to the cost, by whom, and the service's start
/// at the stop (seconds from the epoch). The last three mean nothing when it cannot.
/// </summary>
public readonly record struct Quote(
    QuoteWindow Window,
    int Alternative,
    bool IsFeasible,
    double AddedCents,
    int ServiceStart,
    Guid ResourceId
);
