using Routing.Contracts.Values;

namespace Routing.Dispatch.Day;

/// <summary>A stop of a route as it is stored: a <see cref="RouteStop"/> without geometry and instructions, which are most of its bytes.</summary>
internal sealed record PlannedStop
{
    public required StopKind Kind { get; init; }
    public Guid? MoveId { get; init; }
    public int StopIndex { get; init; }
    public Guid? RequestId { get; init; }
    public required Place Place { get; init; }
    public Window? Window { get; init; }
    public required DateTimeOffset Eta { get; init; }
    public required DateTimeOffset Departure { get; init; }
    public int ServiceSeconds { get; init; }
    public Vehicle? Vehicle { get; init; }
    public CourtesyCar? CourtesyCar { get; init; }
    public Guid? WorkshopId { get; init; }
    public PlannedLeg? Leg { get; init; }
    public bool Done { get; init; }

    public static PlannedStop Of(RouteStop stop) => new()
    {
        Kind = stop.Kind,
        MoveId = stop.MoveId,
        StopIndex = stop.StopIndex,
        RequestId = stop.RequestId,
        Place = stop.Place,
        Window = stop.Window,
        Eta = stop.Eta,
        Departure = stop.Departure,
        ServiceSeconds = stop.ServiceSeconds,
        Vehicle = stop.Vehicle,
        CourtesyCar = stop.CourtesyCar,
        WorkshopId = stop.WorkshopId,
        Leg = stop.Leg is { } leg ? new(leg.Means, leg.Loaded, leg.DurationSeconds, leg.DistanceMetres) : null,
        Done = stop.Done,
    };
}

/// <summary>The way to a stop, in figures.</summary>
internal sealed record PlannedLeg(Means Means, bool Loaded, double DurationSeconds, int DistanceMetres);
