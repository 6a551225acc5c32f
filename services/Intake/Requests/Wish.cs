using Routing.Contracts.Values;

namespace Routing.Intake.Requests;

/// <summary>
/// What is asked for, as it comes in: to book, to change (what is left out stays as it is) or to see slots. Times are ISO
/// 8601; without an offset they are the workshop's local time.
/// </summary>
internal record Wish
{
    /// <summary>The workshop; may be left out with a booking key, which opens one.</summary>
    public Guid? WorkshopId { get; init; }

    public VehicleInput? Vehicle { get; init; }

    /// <summary>Where the car is, at which hours.</summary>
    public IReadOnlyList<PlaceInput?>? Places { get; init; }

    /// <summary>When the collection is wished; none means any time.</summary>
    public IReadOnlyList<WindowInput?>? Windows { get; init; }

    /// <summary>False when the customer brings the car; true by default.</summary>
    public bool? Collection { get; init; }

    /// <summary>True when the car is to be brought back; false by default.</summary>
    public bool? Return { get; init; }

    /// <summary>Where to; by default the first of the places.</summary>
    public PlaceInput? ReturnPlace { get; init; }

    /// <summary>When the return is wished; none means any time once the car is ready.</summary>
    public IReadOnlyList<WindowInput?>? ReturnWindows { get; init; }

    /// <summary>True when a courtesy car is to be brought at the collection.</summary>
    public bool? Swap { get; init; }

    /// <summary>Which courtesy car would do; any by default.</summary>
    public CourtesyInput? Courtesy { get; init; }

    /// <summary>Time that the work takes on a lift, minutes; the workshop's usual time by default.</summary>
    public int? WorkMinutes { get; init; }

    /// <summary>0 to 100, the higher the sooner; staff only.</summary>
    public int? Priority { get; init; }

    public ContactInput? Contact { get; init; }

    /// <summary>The workshop's own number for the work.</summary>
    public string? WorkOrder { get; init; }

    /// <summary>True when the customer says later where the car is, by their link or through the car itself; then there are no places yet.</summary>
    public bool? AskPlace { get; init; }

    /// <summary>From when a lift is held for the car while its customer is asked; none is where this is left out.</summary>
    public string? LiftFrom { get; init; }

    /// <summary>Until when it is held; by default as the service is set, and never beyond its beginning.</summary>
    public string? HoldUntil { get; init; }

    /// <summary>True when a car that has a request on that day already is to be booked once more; false by default.</summary>
    public bool? Again { get; init; }
}

/// <summary>A wish for offers.</summary>
internal sealed record SlotWish : Wish
{
    /// <summary>How many days from today; 10 by default.</summary>
    public int? Days { get; init; }

    /// <summary>Most slots wanted; 20 by default.</summary>
    public int? Limit { get; init; }
}

/// <summary>
/// The car. Gearbox and drive are by default what asks most of a driver: manual, and petrol. One that cannot be driven, or whose
/// charge or fuel does not bring it to the workshop, is fetched by a transporter.
/// </summary>
internal sealed record VehicleInput(string? Plate, string? Make, string? Model, string? Colour, Gearbox? Gearbox, Drive? Drive, bool? CannotBeDriven = null, int? RangeKm = null, string? VinEnd = null)
{
    /// <summary>Charge or fuel left, percent; of an electric car whose range is not told it follows from this.</summary>
    public int? EnergyPercent { get; init; }

    /// <summary>The licence that its driver needs; B by default.</summary>
    public string? LicenceClass { get; init; }

    /// <summary>What it is worth, in whole units of the currency.</summary>
    public int? Value { get; init; }

    /// <summary>The last day on which it is insured.</summary>
    public DateOnly? InsuredUntil { get; init; }

    /// <summary>The last day on which its inspection holds.</summary>
    public DateOnly? InspectedUntil { get; init; }
}

/// <summary>Which courtesy car would do: its gearbox, and its size as the workshop calls it; what is left out does not matter.</summary>
internal sealed record CourtesyInput(Gearbox? Gearbox, string? Class);

/// <summary>An address, or longitude and latitude in degrees with or without one.</summary>
internal sealed record PlaceInput(string? Address, double? Lon, double? Lat, IReadOnlyList<HoursInput?>? Hours);

/// <summary>Hours of one day as times with their date, or of weekdays (<c>monday</c>, …) as times of the day such as 08:30.</summary>
internal sealed record HoursInput(string? From, string? Until, IReadOnlyList<DayOfWeek>? Weekdays = null);

/// <summary>From and until.</summary>
internal sealed record WindowInput(string? From, string? Until);

/// <summary>How the customer is reached: an e-mail address, a phone number or both.</summary>
internal sealed record ContactInput(string? Name, string? Email, string? Phone, string? Language, string? NoteForDriver, bool? FewMessages);
