using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Messaging;
using Routing.Planning.Areas;
using Routing.Planning.Data;
using Routing.Planning.Days;

namespace Routing.Planning.Consumers;

internal sealed class PickupRequestedConsumer(TimeProvider clock, IOptions<PlanningOptions> options) : InboxConsumer<PickupRequested, PlanningContext>
{
    public override async Task Handle(PickupRequested message, PlanningContext context, CancellationToken cancellationToken)
    {
        var known = await RequestPlacing.Lock(context, message.RequestId, cancellationToken);
        if (known is not null && (!known.IsPlaceAsked || known.IsCancelled || known.Revision >= message.Revision)) return;
        await RequestPlacing.Place(context, known, message.RequestId, message.Revision, message.Details, message.RequestedAt, clock.GetUtcNow(), options.Value, cancellationToken);
    }
}

internal sealed class RequestChangedConsumer(TimeProvider clock, IOptions<PlanningOptions> options) : InboxConsumer<RequestChanged, PlanningContext>
{
    public override async Task Handle(RequestChanged message, PlanningContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await RequestPlacing.Lock(context, message.RequestId, cancellationToken);
        if (known is not { IsPlaceAsked: false } request)
        {
            if (known is not null && (known.IsCancelled || known.Revision >= message.Revision)) return;
            await RequestPlacing.Place(context, known, message.RequestId, message.Revision, message.Details, message.ChangedAt, now, options.Value, cancellationToken);
            return;
        }

        if (request.IsCancelled || request.Revision >= message.Revision) return;
        var area = await context.Workshops.AsNoTracking().Where(w => w.WorkshopId == message.Details.WorkshopId).Select(w => w.Area).SingleOrDefaultAsync(cancellationToken);
        if (area is not null && !string.Equals(area, request.Area, StringComparison.Ordinal))
        {
            // Another area's workshop: there it is a new request, here it is over.
            await RequestPlacing.Tell(context, request, new RequestCancelled { RequestId = message.RequestId, Revision = message.Revision, CancelledAt = message.ChangedAt }, now, cancellationToken);
            context.Remove(request);
            await context.SaveChangesAsync(cancellationToken);
            await RequestPlacing.Place(context, known: null, message.RequestId, message.Revision, message.Details, message.ChangedAt, now, options.Value, cancellationToken);
            return;
        }

        request.Revision = message.Revision;
        (request.WorkshopId, request.IsSwap) = (message.Details.WorkshopId, message.Details.Swap);
        if (message.Details.ReturnMoveId is not null) request.ReturnDay ??= request.CollectionDay;
        await RequestPlacing.Tell(context, request, message, now, cancellationToken);
    }
}

internal sealed class RequestCancelledConsumer(TimeProvider clock) : InboxConsumer<RequestCancelled, PlanningContext>
{
    public override async Task Handle(RequestCancelled message, PlanningContext context, CancellationToken cancellationToken)
    {
        if (await RequestPlacing.Lock(context, message.RequestId, cancellationToken) is not { } request)
        {
            // Heard of before the request itself, which finds here that it is over.
            context.Add(new StoredRequest { RequestId = message.RequestId, Area = "", Revision = message.Revision, IsCancelled = true });
            return;
        }

        if (request.IsCancelled || request.Revision >= message.Revision) return;
        request.Revision = message.Revision;
        request.IsCancelled = true;
        if (request.IsSwap) await CourtesyBook.Release(context, message.RequestId, clock.GetUtcNow(), cancellationToken);
        var held = request.HeldDay;
        request.HeldDay = null;
        if (held is { } day) await DayLog.Append(context, new DayKey(request.Area, day), [message], clock.GetUtcNow(), cancellationToken);
        await RequestPlacing.Tell(context, request, message, clock.GetUtcNow(), cancellationToken);
    }
}

/// <summary>Holds a lift while a customer is asked where the car is; for another time, where the workshop says so.</summary>
internal sealed class PlaceAskedConsumer(TimeProvider clock) : InboxConsumer<PlaceAsked, PlanningContext>
{
    public override async Task Handle(PlaceAsked message, PlanningContext context, CancellationToken cancellationToken)
    {
        if (!await context.Areas.AnyAsync(area => area.Area == message.Area, cancellationToken)) return;
        var now = clock.GetUtcNow();
        var request = await RequestPlacing.Lock(context, message.RequestId, cancellationToken);
        if (message.Details.Hold is not { } hold)
        {
            if (request is { IsPlaceAsked: true, IsCancelled: false } && request.Revision < message.Revision)
            {
                await RequestPlacing.Release(context, request, message.Details, now, cancellationToken);
                request.Revision = message.Revision;
            }

            return;
        }

        if (request is null) context.Add(request = new StoredRequest { RequestId = message.RequestId, Area = message.Area });
        else if (!request.IsPlaceAsked || request.IsCancelled || request.Revision >= message.Revision) return;
        var zone = await context.Areas.Where(area => area.Area == message.Area).Select(area => area.TimeZone).SingleAsync(cancellationToken);
        var day = Calendar.Of(zone).DayOf(hold.From);
        if (request.HeldDay != day) await RequestPlacing.Release(context, request, message.Details, now, cancellationToken);
        (request.Revision, request.HeldDay) = (message.Revision, day);
        await DayLog.Append(context, new DayKey(request.Area, day), [message], now, cancellationToken);
    }
}

/// <summary>Gives a lift that was held back to the day.</summary>
internal sealed class LiftReleasedConsumer(TimeProvider clock) : InboxConsumer<LiftReleased, PlanningContext>
{
    public override async Task Handle(LiftReleased message, PlanningContext context, CancellationToken cancellationToken)
    {
        if (await RequestPlacing.Lock(context, message.RequestId, cancellationToken) is not { } request)
        {
            // Heard of before the question itself, which finds its answer here.
            context.Add(new StoredRequest { RequestId = message.RequestId, Area = message.Area, Revision = message.Revision });
            return;
        }

        if (request.HeldDay is not { } day || request.Revision > message.Revision) return;
        (request.Revision, request.HeldDay) = (message.Revision, null);
        await DayLog.Append(context, new DayKey(request.Area, day), [message], clock.GetUtcNow(), cancellationToken);
    }
}

/// <summary>Takes what a workshop told of a car into the days that hold the request's moves.</summary>
internal sealed class VehicleReadyConsumer(TimeProvider clock) : InboxConsumer<VehicleReady, PlanningContext>
{
    public override async Task Handle(VehicleReady message, PlanningContext context, CancellationToken cancellationToken)
    {
        if (await RequestPlacing.Lock(context, message.RequestId, cancellationToken) is not { IsCancelled: false } request) return;
        await RequestPlacing.Tell(context, request, message, clock.GetUtcNow(), cancellationToken);
    }
}

/// <summary>Finds the first day of a request, and its days later on.</summary>
internal static class RequestPlacing
{
    /// <summary>Locks the row, so that no day hands the request on meanwhile.</summary>
    public static async Task<StoredRequest?> Lock(PlanningContext context, Guid requestId, CancellationToken cancellation)
    {
        await context.Requests.Where(r => r.RequestId == requestId).ExecuteUpdateAsync(set => set.SetProperty(r => r.Area, r => r.Area), cancellation);
        return await context.Requests.SingleOrDefaultAsync(r => r.RequestId == requestId, cancellation);
    }

    /// <summary>Appends to every day that holds one of the request's moves.</summary>
    public static async Task Tell(PlanningContext context, StoredRequest request, object entry, DateTimeOffset now, CancellationToken cancellation)
    {
        var days = new[] { request.CollectionDay, request.ReturnDay }.OfType<DateOnly>().Distinct().Order();
        foreach (var day in days) await DayLog.Append(context, new DayKey(request.Area, day), [entry], now, cancellation);
    }

    /// <summary>Ends the hold of a lift, if there is one, on whichever day that is.</summary>
    public static async Task Release(PlanningContext context, StoredRequest request, RequestDetails details, DateTimeOffset now, CancellationToken cancellation)
    {
        if (request.HeldDay is not { } day) return;
        request.HeldDay = null;
        var released = new LiftReleased { RequestId = request.RequestId, Revision = request.Revision, Area = request.Area, Hold = details.Hold ?? new LiftHold(now, now), ReleasedAt = now };
        await DayLog.Append(context, new DayKey(request.Area, day), [released], now, cancellation);
    }

    /// <param name="context">In a transaction.</param>
    /// <param name="known">Its row, where its customer was asked first where the car is.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="details">What is wished.</param>
    /// <param name="askedAt">When it was.</param>
    /// <param name="now">The clock.</param>
    /// <param name="options">How far ahead is looked.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task Place(
        PlanningContext context, StoredRequest? known, Guid requestId, int revision, RequestDetails details, DateTimeOffset askedAt, DateTimeOffset now, PlanningOptions options, CancellationToken cancellation)
    {
        var stored = await context.Workshops.AsNoTracking().SingleOrDefaultAsync(w => w.WorkshopId == details.WorkshopId, cancellation);
        if (stored is null)
        {
            Refuse(context, requestId, revision, details, now);
            return;
        }

        var workshop = JsonSerializer.Deserialize<WorkshopChanged>(stored.Body, WireJson.Options)!;
        var drivers = await context.Drivers.AsNoTracking().Where(d => d.Area == stored.Area).Select(d => d.Body).ToListAsync(cancellation);
        var calendar = Calendar.Of(workshop.TimeZone);
        var wishes = details.CollectionMoveId is not null ? details.Windows : details.ReturnWindows;
        var days = calendar.CandidateDays(wishes, workshop, drivers.Select(body => JsonSerializer.Deserialize<DriverChanged>(body, WireJson.Options)!), now, options.HorizonDays);

        // Nobody works on any of them: the day that was wished says so, and takes it up should that change.
        var first = days.Count > 0 ? days[0] : calendar.DayOf(wishes.Count > 0 ? wishes[0].From : now);
        if (known is null) context.Add(known = new StoredRequest { RequestId = requestId, Area = stored.Area });

        // The lift that was held is the car's own from now on: where it is another day's, that day has it back.
        if (known.HeldDay != first || known.Area != stored.Area) await Release(context, known, details, now, cancellation);
        (known.Area, known.Revision, known.HeldDay) = (stored.Area, revision, null);
        (known.WorkshopId, known.IsSwap) = (details.WorkshopId, details.Swap);
        known.CollectionDay = details.CollectionMoveId is null ? null : first;
        known.ReturnDay = details.ReturnMoveId is null ? null : first;
        var entry = new PickupRequested { RequestId = requestId, Revision = revision, Details = details, RequestedAt = askedAt };
        await DayLog.Append(context, new DayKey(stored.Area, first), [entry], now, cancellation);
    }

    private static void Refuse(PlanningContext context, Guid requestId, int revision, RequestDetails details, DateTimeOffset now)
    {
        var reason = new Reason("unknown-workshop", $"There is no workshop {details.WorkshopId}.", "Name one of GET /api/workshops.");
        var moves = new[] { (Id: details.CollectionMoveId, Kind: details.Swap ? MoveKind.Swap : MoveKind.Collection), (Id: details.ReturnMoveId, Kind: MoveKind.Return) };
        foreach (var (id, kind) in moves)
        {
            if (id is not { } moveId) continue;
            context.Publish(new PickupUnserved
            {
                RequestId = requestId,
                MoveId = moveId,
                Kind = kind,
                Revision = revision,
                Area = "",
                Day = DateOnly.FromDateTime(now.UtcDateTime),
                PlanVersion = 0,
                Reason = reason,
            });
        }
    }
}
