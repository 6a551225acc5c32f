using Routing.Contracts.Drivers;
using Routing.Contracts.Values;
using Routing.Planning.Days;

namespace Routing.Planning.Tests;

/// <summary>What a driver's device tells, for a played day.</summary>
internal static class Driving
{
    public static void Depart(this PlayedDay day, Guid moveId, int stopIndex, DateTimeOffset at)
    {
        var move = day.State.Moves[moveId];
        day.Append(new DriverDeparted { DriverId = day.RouteOf(moveId).DriverId, Area = day.State.Area, Day = day.State.Day, MoveId = moveId, StopIndex = stopIndex, RequestId = move.RequestId, At = at, ReceivedAt = at });
    }

    public static void Arrive(this PlayedDay day, Guid moveId, int stopIndex, DateTimeOffset at) =>
        day.Append(new StopArrived { DriverId = day.RouteOf(moveId).DriverId, Area = day.State.Area, Day = day.State.Day, MoveId = moveId, StopIndex = stopIndex, RequestId = day.State.Moves[moveId].RequestId, At = at, ReceivedAt = at });

    public static void Collect(this PlayedDay day, Guid moveId, int stopIndex, DateTimeOffset at) => day.Append(new VehicleCollected
    {
        DriverId = day.RouteOf(moveId).DriverId, Area = day.State.Area, Day = day.State.Day, MoveId = moveId, StopIndex = stopIndex, RequestId = day.State.Moves[moveId].RequestId,
        StopDone = true, ReportId = Guid.CreateVersion7(), MileageKm = 1, DamageCount = 0, PhotoCount = 0, At = at, ReceivedAt = at,
    });

    public static void HandOver(this PlayedDay day, Guid moveId, int stopIndex, DateTimeOffset at) => day.Append(new VehicleHandedOver
    {
        DriverId = day.RouteOf(moveId).DriverId, Area = day.State.Area, Day = day.State.Day, MoveId = moveId, StopIndex = stopIndex, RequestId = day.State.Moves[moveId].RequestId,
        StopDone = true, ReportId = Guid.CreateVersion7(), MileageKm = 1, At = at, ReceivedAt = at,
    });

    public static void Fail(this PlayedDay day, Guid moveId, int stopIndex, DateTimeOffset at) =>
        day.Append(new StopFailed { DriverId = day.RouteOf(moveId).DriverId, Area = day.State.Area, Day = day.State.Day, MoveId = moveId, StopIndex = stopIndex, RequestId = day.State.Moves[moveId].RequestId, Reason = FailureReason.Absent, At = at, ReceivedAt = at });

    public static void BreakDown(this PlayedDay day, Guid driverId, DateTimeOffset at) =>
        day.Append(new DriverUnavailable { DriverId = driverId, Area = day.State.Area, Day = day.State.Day, Reason = UnavailableReason.Breakdown, At = at, ReceivedAt = at });

    /// <summary>When a stop is thought to be reached by the last plan, told or not.</summary>
    public static DateTimeOffset EtaOf(this PlayedDay day, Guid moveId, int stopIndex) =>
        day.Outcome!.Routes.Values.SelectMany(route => route.Stops).Single(stop => stop.MoveId == moveId && stop.StopIndex == stopIndex).Eta;

    public static PlannedStop Stop(this PlayedDay day, Guid moveId, int stopIndex) =>
        day.RouteOf(moveId).Stops.Single(stop => stop.MoveId == moveId && stop.StopIndex == stopIndex);
}
