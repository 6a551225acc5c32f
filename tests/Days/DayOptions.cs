namespace Routing.Days;

/// <summary>What a generated day is like. The same options and extract give the same day.</summary>
public sealed record DayOptions
{
    public int Moves { get; init; } = 300;
    public int Drivers { get; init; } = 40;
    public int Seed { get; init; } = 1;

    /// <summary>How far customers live from their workshop, metres as the crow flies.</summary>
    public double ReachMetres { get; init; } = 5_000;

    /// <summary>By how much longer cars need from 7:30 to 9:30 and from 17:00 to 19:00; 1 is the same all day.</summary>
    public double RushFactor { get; init; } = 1;

    /// <summary>Everybody drives, everything fits, nothing is broken: collections, returns and swaps alone.</summary>
    public bool IsPlain { get; init; }

    public string Name => $"{Moves}-{Drivers}-{Seed}{(RushFactor > 1 ? "-rush" : "")}{(IsPlain ? "-plain" : "")}";
}
