namespace Routing.Optimisation.Schedule;

/// <summary>The rule that an empty leg breaks, where it may.</summary>
internal enum LegFault
{
    None,
    NoWay,
    OutOfReach,
    MeansNotThere,
}

/// <summary>A way to the next item's first stop, chosen. Seconds, metres, cost units.</summary>
internal readonly struct Leg
{
    /// <summary>Null when the hours of the day do not matter: then <see cref="Seconds"/> is what it takes.</summary>
    public Travel? Hours { get; init; }
    public int Cell { get; init; }

    /// <summary>Spent before setting out: fold, wait, battery. Part of Seconds.</summary>
    public int Extra { get; init; }
    public int Seconds { get; init; }
    public int Metres { get; init; }
    public long Cost { get; init; }

    /// <summary>-1 own means, or nothing to travel.</summary>
    public int Ride { get; init; }
    public bool IsByOwnMeans { get; init; }
    public bool ChangesBattery { get; init; }
    public LegFault Fault { get; init; }
    public bool IsPossible { get; init; }

    public int Violation => Fault == LegFault.None ? 0 : DaySchedule.RuleBroken;

    public int Arrival(int departure) =>
        Hours is null ? departure + Seconds : Hours.Arrival(Cell, departure + Extra);

    /// <summary>The latest departure that is there by this time.</summary>
    public int Departure(int arrival) =>
        Hours is null ? arrival - Seconds : Hours.Departure(Cell, arrival) - Extra;
}
