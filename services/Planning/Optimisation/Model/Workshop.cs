namespace Routing.Optimisation.Model;

/// <summary>
/// A workshop's limits over the day, shared by all routes. Cars are received and lent in the order in which the stop
/// starts, and worked on in the order in which their check-in ends, by min(lifts, technicians) at a time, only while the
/// workshop is open. At the same moment the lower id is first.
/// </summary>
public sealed record Workshop
{
    public required Guid Id { get; init; }
    public string? Name { get; init; }

    /// <summary>In order; none means always open.</summary>
    public IReadOnlyList<Window> Opening { get; init; } = [];

    public required int Lifts { get; init; }
    public required int Technicians { get; init; }

    /// <summary>How many of the technicians have a skill.</summary>
    public IReadOnlyDictionary<string, int> TechniciansBySkill { get; init; } =
        new Dictionary<string, int>();

    /// <summary>Check-ins that may start in each quarter of an hour; null is unlimited. A driver waits for a place.</summary>
    public int? ReceptionPerQuarter { get; init; }

    /// <summary>Room for cars that wait for a lift or are done; null is unlimited.</summary>
    public int? Parking { get; init; }

    /// <summary>Courtesy cars that are there when the day begins; null is enough. A driver waits until one is back.</summary>
    public int? CourtesyCars { get; init; }

    /// <summary>Cars that are there when the day begins, in the order in which they are worked on.</summary>
    public IReadOnlyList<PresentCar> PresentCars { get; init; } = [];
}

/// <summary>A car at the workshop at the epoch: what is left to do on it. Stays parked unless a job releases it.</summary>
public sealed record PresentCar(Guid Id, int WorkSeconds, string? Skill = null);
