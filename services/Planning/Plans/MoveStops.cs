using Routing.Contracts.Values;
using Routing.Optimisation.Model;
using Routing.Planning.Days;

namespace Routing.Planning.Plans;

/// <summary>What a move consists of.</summary>
internal static class MoveStops
{
    public const string ManualSkill = "manual";
    public const string ElectricSkill = "electric";
    public const string HighVoltageSkill = "high-voltage";

    /// <summary>A stop before it has a time.</summary>
    /// <param name="Kind">What is done.</param>
    /// <param name="IsAtCustomer">At the customer's place, else at the workshop.</param>
    /// <param name="Visit">What it means for the workshop; null at the customer's.</param>
    /// <param name="ServiceSeconds">How long it takes.</param>
    public sealed record Outline(StopKind Kind, bool IsAtCustomer, WorkshopVisitKind? Visit, int ServiceSeconds)
    {
        /// <summary>Where the car is charged; null at other stops.</summary>
        public ChargingStop? Charge { get; init; }
    }

    /// <summary>The stops of a move, in order; of a collection with the stop at which the car is charged, if it is.</summary>
    public static IReadOnlyList<Outline> Of(MoveState move, RequestDetails details, PlanningOptions options, ChargingStop? charge = null)
    {
        var checkIn = new Outline(StopKind.CheckIn, false, WorkshopVisitKind.CheckIn, options.CheckInSeconds);
        var courtesyBack = new Outline(StopKind.CheckIn, false, WorkshopVisitKind.CourtesyBack, options.CheckInSeconds);
        return move.Kind switch
        {
            MoveKind.Collection when charge is not null =>
            [
                new(StopKind.Collect, true, null, options.CollectSeconds),
                new(StopKind.Charge, false, null, charge.Seconds) { Charge = charge },
                checkIn,
            ],
            MoveKind.Collection => [new(StopKind.Collect, true, null, options.CollectSeconds), checkIn],
            MoveKind.Swap =>
            [
                new(StopKind.PickUp, false, WorkshopVisitKind.CourtesyOut, options.PickUpSeconds),
                new(StopKind.Swap, true, null, options.SwapSeconds),
                checkIn,
            ],
            _ when details.Swap =>
            [
                new(StopKind.PickUp, false, WorkshopVisitKind.Release, options.PickUpSeconds),
                new(StopKind.Return, true, null, options.SwapSeconds),
                courtesyBack,
            ],
            _ =>
            [
                new(StopKind.PickUp, false, WorkshopVisitKind.Release, options.PickUpSeconds),
                new(StopKind.Return, true, null, options.ReturnSeconds),
            ],
        };
    }

    /// <summary>Where the customer's stop can be: places and the hours at which the car is there.</summary>
    public static IReadOnlyList<PlaceHours> Places(MoveState move, RequestDetails details) =>
        move.Kind != MoveKind.Return ? details.Places
        : details.ReturnPlace is { } place ? [new PlaceHours(place, [])]
        : [.. details.Places.Take(1).Select(p => p with { Hours = [] })];

    public static IReadOnlyList<Contracts.Values.Window> Wishes(MoveState move, RequestDetails details) =>
        move.Kind == MoveKind.Return ? details.ReturnWindows : details.Windows;

    /// <summary>Whether only a transporter can take the car; when it comes back, the workshop has seen to it.</summary>
    public static bool MustBeCarried(MoveState move, Vehicle vehicle) => vehicle.CannotBeDriven && move.Kind != MoveKind.Return;

    /// <summary>What a driver must be able to do.</summary>
    public static IReadOnlyCollection<string> Skills(Vehicle vehicle)
    {
        var skills = new List<string>();
        if (vehicle.Gearbox == Gearbox.Manual) skills.Add(ManualSkill);
        if (vehicle.Drive == Drive.Electric) skills.Add(ElectricSkill);
        return skills;
    }
}
