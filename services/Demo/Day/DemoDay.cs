using Routing.Contracts.Values;

namespace Routing.Demo.Day;

/// <summary>A day to play: real places of an extract, and cars, drivers and wishes that are made up.</summary>
/// <param name="Area">Key of its planning area.</param>
/// <param name="AreaName">Name of its planning area.</param>
/// <param name="TimeZone">IANA time zone of the place.</param>
/// <param name="Date">The day, in that zone.</param>
public sealed record DemoDay(
    string Area,
    string AreaName,
    string TimeZone,
    DateOnly Date,
    IReadOnlyList<DemoWorkshop> Workshops,
    IReadOnlyList<DemoDriver> Drivers,
    IReadOnlyList<DemoRequest> Requests);

/// <summary>A real car shop of the extract, with lifts made up.</summary>
public sealed record DemoWorkshop(string Name, Place Place, int Lifts, int Technicians, int ReceptionPerQuarter, int Parking);

/// <summary>A driver who begins and ends at a workshop.</summary>
public sealed record DemoDriver(string Name, Means Means, IReadOnlyList<string> Skills, int Workshop, TimeOnly From, TimeOnly Until);

/// <summary>One wish, in the words of the public API.</summary>
/// <param name="Workshop">Index of the workshop.</param>
/// <param name="Window">The wished collection, local time; null for any time.</param>
public sealed record DemoRequest(
    int Workshop,
    Vehicle Vehicle,
    IReadOnlyList<DemoPlace> Places,
    (TimeOnly From, TimeOnly Until)? Window,
    bool Collection,
    bool Return,
    bool Swap,
    int WorkMinutes,
    Place? ReturnPlace,
    string Customer);

/// <summary>A real address of the extract, and the local hours at which the car is there; null for always.</summary>
public sealed record DemoPlace(Place Place, (TimeOnly From, TimeOnly Until)? Hours);
