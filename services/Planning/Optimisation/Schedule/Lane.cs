namespace Routing.Optimisation.Schedule;

/// <summary>
/// Where a route stands after some items and some breaks. A schedule keeps one lane for each number of breaks taken,
/// so that the best place for a break need not be guessed. Times in seconds.
/// </summary>
internal struct Lane
{
    public int Time; // -1: cannot be reached
    public int Start; // of the route: waiting before the first stop is no work
    public int Busy; // travelled and served
    public int Late;
    public int Violation;
    public long Shift; // cost of starts that differ from the published plan

    public readonly bool IsDead => Time < 0;

    public static Lane Dead => new() { Time = -1 };

    /// <summary>Rules first, then promises, then time: an earlier departure can do all that a later one can.</summary>
    public readonly bool IsBetterThan(in Lane other)
    {
        if (IsDead || other.IsDead)
            return !IsDead;
        if (Violation != other.Violation)
            return Violation < other.Violation;
        if (Late != other.Late)
            return Late < other.Late;
        return Time < other.Time;
    }
}
