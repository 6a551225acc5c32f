using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Routing.Contracts.Values;

namespace Routing.Planning;

/// <summary>Section <c>Planning</c> of the configuration.</summary>
public sealed class PlanningOptions
{
    /// <summary>Length of a promised window, minutes.</summary>
    [Range(15, 480)]
    public int PromiseMinutes { get; set; } = 60;

    /// <summary>Promised windows begin at whole multiples of this, minutes.</summary>
    [Range(1, 60)]
    public int PromiseStepMinutes { get; set; } = 15;

    /// <summary>Days from today that a request without wishes may be planned on.</summary>
    [Range(1, 60)]
    public int HorizonDays { get; set; } = 10;

    /// <summary>Offered windows begin this far apart, minutes.</summary>
    [Range(15, 240)]
    public int SlotStepMinutes { get; set; } = 60;

    /// <summary>What a day of waiting counts for when slots are ranked by what they cost, cents.</summary>
    [Range(0, 100_000)]
    public int LaterDayCents { get; set; } = 300;

    /// <summary>The currency of all prices, ISO 4217: they are in its hundredths.</summary>
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "EUR";

    /// <summary>A courtesy car with less fuel or charge is not chosen for a customer, percent.</summary>
    [Range(0, 100)]
    public int LeastCourtesyEnergyPercent { get; set; } = 20;

    /// <summary>How long a plan is improved in the background after a change, seconds; 0 for not at all.</summary>
    [Range(0, 600)]
    public int ImproveSeconds { get; set; } = 5;

    /// <summary>How long nothing may have happened on the day before that search begins, milliseconds.</summary>
    [Range(0, 60_000)]
    public int ImproveAfterMilliseconds { get; set; } = 2000;

    /// <summary>Threads of that search.</summary>
    [Range(1, 64)]
    public int ImproveThreads { get; set; } = 1;

    /// <summary>What an improvement must save to be published, cents.</summary>
    [Range(0, 1_000_000)]
    public int MinGainCents { get; set; } = 200;

    /// <summary>By how much an estimate must move to be told again, seconds.</summary>
    [Range(30, 3600)]
    public int EtaThresholdSeconds { get; set; } = 300;

    /// <summary>How long a day's owner may be silent before another process takes it over, seconds.</summary>
    [Range(2, 600)]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>After so long without anything to do, a day is released, seconds.</summary>
    [Range(1, 3600)]
    public int IdleSeconds { get; set; } = 60;

    /// <summary>Days with news are looked for this often, should a notification be lost, seconds.</summary>
    [Range(1, 600)]
    public int PollSeconds { get; set; } = 5;

    /// <summary>Entries between two snapshots of a day.</summary>
    [Range(10, 100_000)]
    public int SnapshotEntries { get; set; } = 200;

    /// <summary>How far past the shift's end a route may go, seconds.</summary>
    [Range(0, 14_400)]
    public int MaxOvertimeSeconds { get; set; } = 1800;

    /// <summary>How far a place may be from a road, metres.</summary>
    [Range(1, 5000)]
    public int MaxSnapMetres { get; set; } = 300;

    /// <summary>Taking a car over from its customer, seconds.</summary>
    [Range(0, 7200)]
    public int CollectSeconds { get; set; } = 480;

    /// <summary>Handing a car over at the workshop, seconds.</summary>
    [Range(0, 7200)]
    public int CheckInSeconds { get; set; } = 240;

    /// <summary>Taking a car over at the workshop, seconds.</summary>
    [Range(0, 7200)]
    public int PickUpSeconds { get; set; } = 240;

    /// <summary>Handing a car back to its customer, seconds.</summary>
    [Range(0, 7200)]
    public int ReturnSeconds { get; set; } = 360;

    /// <summary>Handing a courtesy car over and taking the customer's, seconds.</summary>
    [Range(0, 7200)]
    public int SwapSeconds { get; set; } = 720;

    /// <summary>Own means, by name.</summary>
    public Dictionary<Means, MeansOptions> Means { get; set; } = new()
    {
        [Contracts.Values.Means.Scooter] = new() { FoldSeconds = 60, ReachMetres = 9000, CentsPerKm = 5 },
        [Contracts.Values.Means.Bicycle] = new() { FoldSeconds = 60, ReachMetres = 8000, CentsPerKm = 2 },
        [Contracts.Values.Means.Foot] = new() { FoldSeconds = 0, ReachMetres = 3000, CentsPerKm = 0 },
        [Contracts.Values.Means.Taxi] = new() { FoldSeconds = 300, ReachMetres = 40_000, CentsPerKm = 150, CentsPerRide = 300 },
        [Contracts.Values.Means.ChaseCar] = new() { FoldSeconds = 0, ReachMetres = 100_000, CentsPerKm = 20, People = 2 },
        [Contracts.Values.Means.Transporter] = new() { FoldSeconds = 0, ReachMetres = 200_000, CentsPerKm = 60 },
    };

    /// <summary>Charging of electric cars on their way to the workshop.</summary>
    [ValidateObjectMembers]
    public ChargingOptions Charging { get; set; } = new();

    /// <summary>A folder in which every plan is kept with its problem, to be judged afterwards; null keeps none.</summary>
    public string? RecordPlans { get; set; }

    /// <summary>Whether drivers with other own means may take a taxi, where that pays or nothing else gets them there.</summary>
    public bool TaxiWhereItPays { get; set; }
}

/// <summary>How an electric car that would not get to the workshop is charged on its way.</summary>
public sealed class ChargingOptions
{
    /// <summary>Of what the car has, the part that must be left when it comes to the station, percent.</summary>
    [Range(0, 90)]
    public int ReservePercent { get; set; } = 15;

    /// <summary>What it is charged for beyond the way to the workshop, metres.</summary>
    [Range(0, 100_000)]
    public int ReserveMetres { get; set; } = 5000;

    /// <summary>What a station gives of which that is not known, kW.</summary>
    [Range(1, 1000)]
    public int StationKilowatts { get; set; } = 11;

    /// <summary>What a car takes, whatever the station gives, kW.</summary>
    [Range(1, 1000)]
    public int CarKilowatts { get; set; } = 50;

    /// <summary>What a car uses, kWh for 100 km.</summary>
    [Range(5, 100)]
    public int KilowattHoursPer100Km { get; set; } = 20;

    /// <summary>Finding the socket, plugging in and paying, seconds.</summary>
    [Range(0, 3600)]
    public int PlugSeconds { get; set; } = 300;
}

/// <summary>What one of the drivers' own means is like.</summary>
public sealed class MeansOptions
{
    /// <summary>Unfolding, folding and stowing, or waiting for the taxi, on each empty leg, seconds.</summary>
    [Range(0, 3600)]
    public int FoldSeconds { get; set; }

    /// <summary>Longest empty leg, metres.</summary>
    [Range(0, 200_000)]
    public int ReachMetres { get; set; }

    /// <summary>Price of an empty kilometre, cents.</summary>
    [Range(0, 100_000)]
    public int CentsPerKm { get; set; }

    /// <summary>Price of an empty leg besides, for a taxi that is taken where it pays, cents.</summary>
    [Range(0, 100_000)]
    public int CentsPerRide { get; set; }

    /// <summary>Who is paid for the hours: two in a chase car.</summary>
    [Range(1, 4)]
    public int People { get; set; } = 1;
}
