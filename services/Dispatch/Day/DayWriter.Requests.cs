using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Intake;
using Routing.Contracts.Values;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>Requests: the higher revision wins, and an older one fills in only what nothing is known of yet.</summary>
internal sealed partial class DayWriter
{
    public Task On(PickupRequested message, CancellationToken cancellationToken) =>
        Take(message.RequestId, message.Revision, message.Details, message.RequestedAt, cancellationToken);

    public Task On(RequestChanged message, CancellationToken cancellationToken) =>
        Take(message.RequestId, message.Revision, message.Details, requestedAt: null, cancellationToken);

    public async Task On(RequestCancelled message, CancellationToken cancellationToken)
    {
        var row = await FindOrAdd(() => new RequestRow { RequestId = message.RequestId }, cancellationToken, message.RequestId);
        if (message.Revision <= row.Revision) return;
        row.Revision = message.Revision;
        row.Cancelled = true;
        await NoteRequest(message.RequestId, cancelled: true, cancellationToken);
    }

    private async Task Take(
        Guid requestId, int revision, RequestDetails details, DateTimeOffset? requestedAt, CancellationToken cancellationToken)
    {
        var row = await FindOrAdd(() => new RequestRow { RequestId = requestId }, cancellationToken, requestId);
        row.RequestedAt ??= requestedAt;
        var newer = revision > row.Revision;
        if (!newer && row.Vehicle is not null) return;
        row.WorkshopId = details.WorkshopId;
        row.CollectionMoveId = details.CollectionMoveId;
        row.ReturnMoveId = details.ReturnMoveId;
        row.Vehicle = Json(details.Vehicle);
        row.WorkSeconds = details.WorkSeconds;
        row.IsSwap = details.Swap;
        if (!newer) return;
        row.Revision = revision;
        row.Cancelled = false;
        await NoteRequest(requestId, cancelled: false, cancellationToken);
    }

    private async Task NoteRequest(Guid requestId, bool cancelled, CancellationToken cancellationToken)
    {
        var days = await data.Moves.Where(row => row.RequestId == requestId)
            .Select(row => new { row.Area, row.Day }).Distinct()
            .OrderBy(key => key.Area).ThenBy(key => key.Day).ToListAsync(cancellationToken);
        foreach (var key in days)
        {
            var day = await Take(new DayKey(key.Area, key.Day), cancellationToken);
            await Note(day, "request", new { requestId, cancelled }, cancellationToken);
        }
    }
}
