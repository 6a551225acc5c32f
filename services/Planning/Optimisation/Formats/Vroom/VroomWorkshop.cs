namespace Routing.Optimisation.Formats.Vroom;

/// <summary>Ours, not VROOM's (<c>workshops</c>): limits over time that all routes share. Seconds.</summary>
public sealed record VroomWorkshop
{
    public required ulong Id { get; init; }
    public string? Description { get; init; }

    /// <summary>Cars worked on at a time, if there are as many technicians.</summary>
    public required int Lifts { get; init; }

    public required int Technicians { get; init; }

    /// <summary>How many of the technicians have a skill.</summary>
    public IReadOnlyDictionary<int, int> TechniciansBySkill { get; init; } = new Dictionary<int, int>();

    /// <summary>Deliveries that may begin in each quarter of an hour, of those that start at multiples of 900; null is unlimited.</summary>
    public int? ReceptionPerQuarter { get; init; }

    /// <summary>Room for cars that wait for a lift or are done; null is unlimited.</summary>
    public int? Parking { get; init; }

    /// <summary>When it is open, ascending and apart; none: always.</summary>
    public IReadOnlyList<VroomWindow> Windows { get; init; } = [];

    /// <summary>There when it opens, in the order in which they are worked on.</summary>
    public IReadOnlyList<VroomPresentCar> Cars { get; init; } = [];
}

/// <param name="Work">Left to do, seconds.</param>
/// <param name="Skill">Of the technician; null: any.</param>
public sealed record VroomPresentCar(ulong Id, int Work, int? Skill);

/// <summary>What a pickup or a delivery is to a workshop (<c>workshop</c> of the stop).</summary>
/// <param name="Id">Of the workshop.</param>
/// <param name="Work">Of a delivery: seconds on a lift.</param>
/// <param name="Skill">Of a delivery: the technician's; null: any.</param>
/// <param name="AfterDelivery">Of a pickup: the delivery that brought the car; it waits until the work is done.</param>
/// <param name="AfterCar">Of a pickup: the present car that it is of.</param>
public sealed record VroomWorkshopStop(ulong Id, int Work, int? Skill, ulong? AfterDelivery, ulong? AfterCar);
