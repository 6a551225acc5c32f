namespace Routing.Contracts.Values;

/// <summary>One stop of a route sheet. A move's stops follow each other with nothing in between.</summary>
public sealed record RouteStop
{
    /// <summary>What is done here.</summary>
    public required StopKind Kind { get; init; }

    /// <summary>The move that it belongs to; null at the start, a break and the end.</summary>
    public Guid? MoveId { get; init; }

    /// <summary>Its place in the move, from 0.</summary>
    public int StopIndex { get; init; }

    /// <summary>The customer's request; null where <see cref="MoveId"/> is.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Where it is.</summary>
    public required Place Place { get; init; }

    /// <summary>The promised window; null where nothing was promised.</summary>
    public Window? Window { get; init; }

    /// <summary>When the driver gets here by the present estimate.</summary>
    public required DateTimeOffset Eta { get; init; }

    /// <summary>When the driver leaves again by the present estimate.</summary>
    public required DateTimeOffset Departure { get; init; }

    /// <summary>Time that the work at the stop takes, seconds.</summary>
    public int ServiceSeconds { get; init; }

    /// <summary>The customer's car; null where <see cref="MoveId"/> is.</summary>
    public Vehicle? Vehicle { get; init; }

    /// <summary>The courtesy car that is taken out, handed over or brought back here; null where there is none, or it does not matter which.</summary>
    public CourtesyCar? CourtesyCar { get; init; }

    /// <summary>The workshop that the move goes to or comes from; null where <see cref="MoveId"/> is.</summary>
    public Guid? WorkshopId { get; init; }

    /// <summary>The way here from the stop before; null at the first stop.</summary>
    public Leg? Leg { get; init; }

    /// <summary>True once the driver has finished here.</summary>
    public bool Done { get; init; }
}
