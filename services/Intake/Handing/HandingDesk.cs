using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts.Intake;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Intake.Data;
using Routing.Intake.Requests;

namespace Routing.Intake.Handing;

/// <summary>How car and key change hands, and what the customer says of it afterwards.</summary>
internal sealed class HandingDesk(IntakeContext data, IOptions<IntakeOptions> options, Tokens tokens, TimeProvider clock)
{
    /// <summary>Null when it is kept, or was so before.</summary>
    public async Task<ProblemHttpResult?> Say(PickupRequest request, HandoverBody body, CancellationToken cancellationToken)
    {
        if (request.CancelledAt is not null) return IntakeFaults.RequestCancelled.With("Nobody comes any more.");
        if (request.Contact is null) return IntakeFaults.RequestEnded.With("It is over and its data was removed.");
        if (body.Collection is not null && request.Collection is not { Life.HasBegun: false })
            return IntakeFaults.CarCollected.With("How it changes hands at the collection cannot be changed any more; at the return it can.");
        if (body.Return is not null && request.Return is { Life.HandedOver: not null }) return IntakeFaults.RequestEnded.With("The car was brought back.");
        var now = clock.GetUtcNow();
        var known = request.Handovers ?? new Handovers(now, null, null);
        var said = known with { Collection = body.Collection is { } collection ? collection.Read() : known.Collection, Return = body.Return is { } back ? back.Read() : known.Return };
        if (said == known) return null;
        request.Handovers = said with { At = now };
        data.Publish(new HandoverChanged { RequestId = request.Id, At = now, Collection = Sealed(said.Collection), Return = Sealed(said.Return) });
        request.Touch(now);
        return await Save(cancellationToken);
    }

    private Handover? Sealed(Handover? handover) => handover is { LockerCode: { } code } ? handover with { LockerCode = tokens.Seal(Handover.LockerCodes, code) } : handover;

    public Task<ProblemHttpResult?> Countersign(PickupRequest request, string name, CancellationToken cancellationToken) =>
        Judge(request, now => new(now, name.Trim(), null), cancellationToken);

    public Task<ProblemHttpResult?> Dispute(PickupRequest request, string text, CancellationToken cancellationToken) =>
        Judge(request, now => new(now, null, text.Trim()), cancellationToken);

    /// <summary>Until when the customer may say it; null while the car is not back.</summary>
    public static DateTimeOffset? Until(PickupRequest request, IntakeOptions options) => request.Return?.Life.HandedOver?.At.AddHours(options.DisputeHours);

    private async Task<ProblemHttpResult?> Judge(PickupRequest request, Func<DateTimeOffset, Verdict> verdict, CancellationToken cancellationToken)
    {
        if (request.Return?.Life.HandedOver is not { } back) return IntakeFaults.NotReturned.With("It can be said once the car is back and its report is there.");
        var now = clock.GetUtcNow();
        var said = verdict(now);
        if (request.Verdict is { } known)
        {
            return known with { At = now } == said ? null
                : IntakeFaults.VerdictGiven.With(known.Dispute is null ? "The reports were countersigned. Write to the dispatchers if something else came up." : "The reports are disputed already. Write to the dispatchers to add to it.");
        }

        if (Until(request, options.Value) is { } until && now > until)
            return IntakeFaults.VerdictLate.With($"It could be said for {options.Value.DisputeHours} hours after the return, until {until:yyyy-MM-dd HH:mm} UTC. Call the workshop.");
        request.Verdict = said;
        data.Publish(said.Dispute is { } text
            ? new ReportDisputed { RequestId = request.Id, ReportId = back.ReportId, Text = text, At = now }
            : new ReportCountersigned { RequestId = request.Id, ReportId = back.ReportId, At = now });
        request.Touch(now);
        return await Save(cancellationToken);
    }

    private async Task<ProblemHttpResult?> Save(CancellationToken cancellationToken)
    {
        try
        {
            await data.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return IntakeFaults.ChangedMeanwhile.With("Look at it again, and send it again if it is still wanted.");
        }
    }
}
