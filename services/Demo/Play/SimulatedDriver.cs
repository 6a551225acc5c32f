using Routing.Contracts.Values;

namespace Routing.Demo.Play;

/// <summary>A driver in the simulation: a device's token, and what the driver has done so far.</summary>
internal sealed class SimulatedDriver(Guid id, string name, string token)
{
    public Guid Id => id;

    public string Name => name;

    public string Token => token;

    /// <summary>The sheet that the device holds; null before the first. With a new one, what was refused may be asked for again.</summary>
    public RouteSheet? Sheet
    {
        get;
        set
        {
            field = value;
            refused.Clear();
        }
    }

    /// <summary>True once the driver can go no further.</summary>
    public bool IsOut { get; set; }

    private readonly HashSet<(Guid Move, int Stop)> done = [];
    private readonly HashSet<Guid> refused = [];
    private readonly HashSet<(StopKind Kind, DateTimeOffset Eta)> rested = [];

    /// <summary>The next stop that asks for something; null when the day is over.</summary>
    public RouteStop? Next() => Sheet?.Stops.FirstOrDefault(s => !IsDone(s) && s.Kind is not (StopKind.Start or StopKind.End));

    public void Finish(RouteStop stop)
    {
        if (stop.MoveId is { } move) done.Add((move, stop.StopIndex));
        else rested.Add((stop.Kind, stop.Eta));
    }

    /// <summary>A move that failed asks for nothing any more.</summary>
    public void Abandon(Guid move)
    {
        foreach (var stop in Sheet!.Stops.Where(s => s.MoveId == move)) Finish(stop);
    }

    /// <summary>A move that is not this driver's now asks for nothing until a newer sheet has it.</summary>
    public void Refuse(Guid move) => refused.Add(move);

    private bool IsDone(RouteStop stop) =>
        stop.Done || (stop.MoveId is { } move ? done.Contains((move, stop.StopIndex)) || refused.Contains(move) : rested.Any(r => r.Kind == stop.Kind));
}
