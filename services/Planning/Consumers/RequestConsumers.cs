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
        if (await context.Requests.AnyAsync(request => request.RequestId == message.RequestId, cancellationToken)) return;
        await RequestPlacing.Place(context, message.RequestId, message.Revision, message.Details, message.RequestedAt, clock.GetUtcNow(), options.Value, cancellationToken);
    }
}

internal sealed class RequestChangedConsumer(TimeProvider clock, IOptions<PlanningOptions> options) : InboxConsumer<RequestChanged, PlanningContext>
{
    public override async Task Handle(RequestChanged message, PlanningContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await RequestPlacing.Lock(context, message.RequestId, cancellationToken) is not { } request)
        {
            await RequestPlacing.Place(context, message.RequestId, message.Revision, message.Details, message.ChangedAt, now, options.Value, cancellationToken);
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
            await RequestPlacing.Place(context, message.RequestId, message.Revision, message.Details, message.ChangedAt, now, options.Value, cancellationToken);
            return;
        }

        request.Revision = message.Revision;
        if (message.Details.ReturnMoveId is not null) request.ReturnDay ??= request.CollectionDay;
        await RequestPlacing.Tell(context, request, message, now, cancellationToken);
    }
}

internal sealed class RequestCancelledConsumer(TimeProvider clock) : InboxConsumer<RequestCancelled, PlanningContext>
{
    public override async Task Handle(RequestCancelled message, PlanningContext context, CancellationToken cancellationToken)
    {
        if (await RequestPlacing.Lock(context, message.RequestId, cancellationToken) is not { } request) return;
        if (request.IsCancelled || request.Revision >= message.Revision) return;
        request.Revision = message.Revision;
        request.IsCancelled = true;
        await RequestPlacing.Tell(context, request, message, clock.GetUtcNow(), cancellationToken);
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

    public static async Task Place(
        PlanningContext context, Guid requestId, int revision, RequestDetails details, DateTimeOffset askedAt, DateTimeOffset now, PlanningOptions options, CancellationToken cancellation)
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
        context.Add(new StoredRequest
        {
            RequestId = requestId,
            Area = stored.Area,
            Revision = revision,
            CollectionDay = details.CollectionMoveId is null ? null : first,
            ReturnDay = details.ReturnMoveId is null ? null : first,
        });
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
