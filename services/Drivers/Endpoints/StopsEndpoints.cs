using Microsoft.AspNetCore.Http.HttpResults;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Stops;
using Microsoft.EntityFrameworkCore;

namespace Routing.Drivers.Endpoints;

internal static class StopsEndpoints
{
    public static void MapStops(this WebApplication app)
    {
        var stop = app.MapGroup("/api/stops/{moveId:guid}/{stopIndex:int}").WithTags("Stops")
            .Admits(Door.Device);
        stop.MapPost("/depart", Depart).WithName("DepartToStop").Validated<StopTold>()
            .WithSummary("The driver is on the way to the stop");
        stop.MapPost("/late", Late).WithName("TellLate").Validated<LateTold>()
            .WithSummary("The driver will be at the stop later than planned, at eta: the customer's page shows it, and a mail goes out where it misses the promise");
        stop.MapPost("/arrive", Arrive).WithName("ArriveAtStop").Validated<ArriveTold>()
            .WithSummary("The driver is at the stop: from now on they wait for the customer, until waitsUntil");
        stop.MapPost("/collect", Collect).WithName("CollectVehicle").Validated<ReportTold>()
            .WithSummary("The driver has taken the car over: its condition report");
        stop.MapPost("/hand-over", HandOver).WithName("HandOverVehicle").Validated<ReportTold>()
            .WithSummary("The driver has handed the car over: its condition report");
        stop.MapPost("/fail", Fail).WithName("FailStop").Validated<FailTold>()
            .WithSummary("The stop could not be done, and why");
        stop.MapGet("/contact", Contact).WithName("GetStopContact")
            .WithSummary("How the customer is reached: from the stop before until the stop is over");

        app.MapPost("/api/positions", Position).WithName("TellPositions").WithTags("Stops").Validated<PositionsTold>()
            .WithSummary("Where the driver is, or was since the last call")
            .Admits(Door.Device);
        app.MapPost("/api/route/unavailable", Unavailable).WithName("TellUnavailable").WithTags("Route").Validated<UnavailableTold>()
            .WithSummary("The driver can go no further today")
            .Admits(Door.Device);
        app.MapPost("/api/roads/closed", RoadClosed).WithName("TellRoadClosed").WithTags("Route").Validated<RoadClosedTold>()
            .WithSummary("The road ahead is closed: routes avoid it for an hour, or for as long as dispatchers say")
            .WithDescription("Give the position, the bearing in which you were going (one direction is then closed) and the means by which you came. It holds for these means and all that are larger. Dispatchers see it at GET /api/road-conditions, where they confirm it or take it back.")
            .Admits(Door.Device);
    }

    private static Task<Results<Ok<StopAnswer>, ProblemHttpResult>> Depart(
        Guid moveId, int stopIndex, StopTold body, StopRecorder recorder, CancellationToken cancellationToken) =>
        recorder.Record(moveId, stopIndex, StopAction.Depart, body, cancellationToken);

    private static Task<Results<Ok<StopAnswer>, ProblemHttpResult>> Late(
        Guid moveId, int stopIndex, LateTold body, StopRecorder recorder, CancellationToken cancellationToken) =>
        recorder.Record(moveId, stopIndex, StopAction.Late, body, cancellationToken);

    private static Task<Results<Ok<StopAnswer>, ProblemHttpResult>> Arrive(
        Guid moveId, int stopIndex, ArriveTold body, StopRecorder recorder, CancellationToken cancellationToken) =>
        recorder.Record(moveId, stopIndex, StopAction.Arrive, body, cancellationToken);

    private static Task<Results<Ok<StopAnswer>, ProblemHttpResult>> Collect(
        Guid moveId, int stopIndex, ReportTold body, StopRecorder recorder, CancellationToken cancellationToken) =>
        recorder.Record(moveId, stopIndex, StopAction.Collect, body, cancellationToken);

    private static Task<Results<Ok<StopAnswer>, ProblemHttpResult>> HandOver(
        Guid moveId, int stopIndex, ReportTold body, StopRecorder recorder, CancellationToken cancellationToken) =>
        recorder.Record(moveId, stopIndex, StopAction.HandOver, body, cancellationToken);

    private static Task<Results<Ok<StopAnswer>, ProblemHttpResult>> Fail(
        Guid moveId, int stopIndex, FailTold body, StopRecorder recorder, CancellationToken cancellationToken) =>
        recorder.Record(moveId, stopIndex, StopAction.Fail, body, cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> Position(
        PositionsTold body, DayRecorder recorder, CancellationToken cancellationToken) =>
        recorder.Position(body.Positions!, cancellationToken);

    private static Task<Results<Ok<DayAnswer>, ProblemHttpResult>> Unavailable(
        UnavailableTold body, DayRecorder recorder, CancellationToken cancellationToken) =>
        recorder.Unavailable(body, cancellationToken);

    private static Task<Results<Ok<DayAnswer>, ProblemHttpResult>> RoadClosed(
        RoadClosedTold body, DayRecorder recorder, CancellationToken cancellationToken) =>
        recorder.RoadClosed(body, cancellationToken);

    private static async Task<Results<Ok<StopContact>, ProblemHttpResult>> Contact(
        Guid moveId, int stopIndex, CallingDevice device, DriversContext context, CustomerLinks links, Tokens tokens, CancellationToken cancellationToken)
    {
        var stop = await context.Stops.AsNoTracking()
            .FirstOrDefaultAsync(each => each.MoveId == moveId && each.StopIndex == stopIndex, cancellationToken);
        if (stop is null || stop.DriverId != device.DriverId)
            return DriversFaults.UnknownStop.With("The stop is not on your route. GET /api/route has it.");
        if (!stop.IsAtCustomer) return DriversFaults.NoContact.With("No customer is met at this stop.");
        if (stop.IsDone || stop.HasFailed) return DriversFaults.ContactGone.With("The stop is over.");
        if (!await HasBegun(context, stop, cancellationToken))
            return DriversFaults.ContactNotYet.With("It is shown once you are on the way to the stop, or at the stop before.");
        var contact = await context.Contacts.AsNoTracking().FirstOrDefaultAsync(each => each.RequestId == stop.RequestId, cancellationToken);
        if (contact?.WipedAt is not null) return DriversFaults.ContactGone.With("The request is over.");
        if (contact is not { Name: { } name }) return DriversFaults.NoContact.With("None has been told yet. Ask the dispatcher.");
        return TypedResults.Ok(new StopContact(
            name, contact.Phone, contact.Language, contact.Note, Secret.Hash($"{moveId} {links.CodeOf(stop.RequestId)}"), Opened(contact.HandoverOf(moveId), tokens)));
    }

    private static Handover? Opened(Handover? handover, Tokens tokens) =>
        handover is { LockerCode: { } code } ? handover with { LockerCode = tokens.Open(Handover.LockerCodes, code) } : handover;

    private static async Task<bool> HasBegun(DriversContext context, StopProgress stop, CancellationToken cancellationToken)
    {
        if (stop.DepartedAt is not null || stop.ArrivedAt is not null) return true;
        var before = await context.Stops.AsNoTracking()
            .Where(other => other.DriverId == stop.DriverId && other.Day == stop.Day && other.Area == stop.Area && other.Order < stop.Order)
            .OrderByDescending(other => other.Order).FirstOrDefaultAsync(cancellationToken);
        return before is not null && (before.ArrivedAt is not null || before.IsDone || before.HasFailed);
    }
}

/// <summary>How the customer of a stop is reached.</summary>
/// <param name="Name">The customer's name.</param>
/// <param name="Phone">As E.164; null when not told.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Note">What the driver should know; null when nothing.</param>
/// <param name="CodeHash">
/// SHA-256, as lower-case hexadecimal, of the move's id, a blank and the code that the customer reads out: so a device
/// without signal can check it.
/// </param>
/// <param name="Handover">How car and key change hands, and what opens the locker; null: in person.</param>
internal sealed record StopContact(string Name, string? Phone, string? Language, string? Note, string CodeHash, Handover? Handover);
