namespace Routing.Optimisation.Model;

/// <summary>
/// A closed interval of instants, in seconds from the day's epoch (local midnight). A visit keeps to a window
/// when its service starts inside it.
/// </summary>
public readonly record struct Window(int Start, int End)
{
    /// <summary>An end that no time of a day reaches.</summary>
    public const int Never = 1 << 28;

    public static readonly Window Always = new(0, Never);

    public bool Contains(int time) => time >= Start && time <= End;
}
