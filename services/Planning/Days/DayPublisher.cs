using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Planning.Data;
using Routing.Planning.Plans;

namespace Routing.Planning.Days;

/// <summary>How an attempt to publish ended.</summary>
internal enum PublishResult
{
    Published,

    /// <summary>Something happened meanwhile that the plan does not know: fold it in and plan again.</summary>
    Overtaken,

    /// <summary>Another process owns the day.</summary>
    Lost,
}

/// <summary>Puts a plan in force: fence, entry, hand-overs and messages in one transaction.</summary>
internal static class DayPublisher
{
    // What may come between a plan's fold and its publication: it is planned next and touches nothing planned now.
    private static readonly HashSet<string> Harmless =
        [nameof(PickupRequested), nameof(MovesArrived), nameof(DriverPositioned), nameof(AssignmentAcknowledged)];

    /// <param name="context">In a transaction, which the caller commits when it was published.</param>
    /// <param name="lease">Shown at the fence.</param>
    /// <param name="state">What the plan was made of.</param>
    /// <param name="outcome">The plan.</param>
    /// <param name="publication">What it says.</param>
    /// <param name="now">The clock.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<PublishResult> Publish(
        PlanningContext context, DayLease lease, DayState state, PlanOutcome outcome, Publication publication, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await DayLeases.Holds(context, lease, cancellation)) return PublishResult.Lost;
        if (await DayLog.Lock(context, lease.Key, cancellation) is not { } last) return PublishResult.Lost;
        if (last > state.Entry)
        {
            await foreach (var entry in DayLog.Entries(context, lease.Key, state.Entry).WithCancellation(cancellation))
            {
                if (!Harmless.Contains(entry.Kind)) return PublishResult.Overtaken;
            }
        }

        foreach (var (requestId, handed) in HandedByRequest(state, outcome))
        {
            if (!await HandOn(context, state, outcome, requestId, handed, now, cancellation)) return PublishResult.Overtaken;
        }

        var through = last;
        if (publication.Entry is { } published)
            through = await DayLog.Append(context, lease.Key, [published], now, cancellation, wakes: false);
        foreach (var message in publication.Messages) context.Publish(message);
        await context.SaveChangesAsync(cancellation);

        // With entries in between, the owner is to look again.
        var planned = last > state.Entry ? state.Entry : through;
        var again = LookAgainAt(state, outcome, now) is { } next && next <= state.Over ? next : (DateTimeOffset?)null;
        await context.Days.Where(day => day.Area == state.Area && day.Day == state.Day).ExecuteUpdateAsync(
            set => set.SetProperty(day => day.PlannedThrough, planned).SetProperty(day => day.LookAgainAt, again), cancellation);
        return PublishResult.Published;
    }

    private static Dictionary<Guid, List<HandedMove>> HandedByRequest(DayState state, PlanOutcome outcome) =>
        outcome.HandedOn.GroupBy(handed => state.Moves[handed.MoveId].RequestId).ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>False when the request was changed or cancelled meanwhile.</summary>
    private static async Task<bool> HandOn(
        PlanningContext context, DayState state, PlanOutcome outcome, Guid requestId, List<HandedMove> handed, DateTimeOffset now, CancellationToken cancellation)
    {
        var request = state.Requests[requestId];
        var row = context.Requests.Where(r => r.RequestId == requestId && r.Revision == request.Revision && !r.IsCancelled);
        if (await row.ExecuteUpdateAsync(set => set.SetProperty(r => r.Area, r => r.Area), cancellation) == 0) return false;
        foreach (var day in handed.GroupBy(h => h.ToDay).OrderBy(group => group.Key))
        {
            var moves = day.Select(h => state.Moves[h.MoveId]).ToList();
            foreach (var move in moves)
            {
                if (move.Kind == Contracts.Values.MoveKind.Return)
                    await row.ExecuteUpdateAsync(set => set.SetProperty(r => r.ReturnDay, day.Key), cancellation);
                else
                    await row.ExecuteUpdateAsync(set => set.SetProperty(r => r.CollectionDay, day.Key), cancellation);
            }

            var collectionStays = request.Details.CollectionMoveId is { } collection && outcome.Moves.ContainsKey(collection);
            await DayLog.Append(context, new DayKey(state.Area, day.Key), [new MovesArrived
            {
                RequestId = requestId,
                Revision = request.Revision,
                Details = request.Details,
                FromDay = state.Day,
                Ready = request.Ready,
                Moves = [.. moves.Select(move => new MoveState
                {
                    MoveId = move.MoveId,
                    RequestId = requestId,
                    Kind = move.Kind,
                    Tried = move.Tried.Add(state.Day),
                    RemainingWorkSeconds = move.RemainingWorkSeconds
                        ?? (move.Kind == Contracts.Values.MoveKind.Return && collectionStays ? LiftLoads.WorkLeft(state, outcome, requestId) : null),
                })],
            }], now, cancellation);
        }

        return true;
    }

    /// <summary>A minute after the next thing that should happen: by then it has been told, or somebody is late.</summary>
    private static DateTimeOffset? LookAgainAt(DayState state, PlanOutcome outcome, DateTimeOffset now)
    {
        // A courtesy car that is not back when it was to be matters to the swaps that wait for it.
        var next = outcome.Moves.Values.Where(move => move is { Kind: Contracts.Values.MoveKind.Swap, CourtesyCarId: not null, HasBegun: false })
            .Select(move => state.CourtesyCars.GetValueOrDefault(move.CourtesyCarId!.Value)?.Loan)
            .Where(loan => loan is { IsOut: true, DueBack: { } due } && due > now)
            .Min(loan => loan!.DueBack + TimeSpan.FromMinutes(1));
        foreach (var route in outcome.Routes.Values)
        {
            var stop = route.Stops.FirstOrDefault(stop => !stop.IsDone && stop.MoveId is not null);
            if (stop is null) continue;
            var at = (stop.Eta > now ? stop.Eta : now) + TimeSpan.FromMinutes(1);
            if (next is null || at < next) next = at;
        }

        return next;
    }
}
