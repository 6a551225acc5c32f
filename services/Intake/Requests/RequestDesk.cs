using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Validation;
using Routing.Intake.Data;
using Routing.Intake.Endpoints;
using Routing.Intake.Places;
using Routing.Intake.Workshops;

namespace Routing.Intake.Requests;

/// <summary>Changes and cancels loaded requests, for staff and for customers.</summary>
internal sealed class RequestDesk(IntakeContext data, WishReader reader, TimeProvider clock)
{
    /// <summary>What became of a change: done when neither is set.</summary>
    internal readonly record struct ChangeResult(Workshop? Workshop, ValidationProblem? Invalid, ProblemHttpResult? Refused);

    public async Task<ChangeResult> Change(
        PickupRequest request, Wish wish, bool isStaff, string link, HttpContext http, CancellationToken cancellationToken)
    {
        if (RequestChanges.RefuseChange(request) is { } tooLate) return new(null, null, tooLate);
        var workshop = await data.Workshops.FindAsync([request.WorkshopId], cancellationToken);
        var terms = new WishTerms(WishPurpose.Change, workshop, isStaff, clock.GetUtcNow(), request.Details);
        WishReading reading;
        try
        {
            reading = await reader.Read(wish, terms, cancellationToken);
        }
        catch (MapsUnavailableException exception)
        {
            return new(workshop, null, BookingEndpoints.MapsAway(http, exception));
        }

        if (reading.Details is null) return new(workshop, ValidationFilter.Problem(reading.Failures), null);
        if (data.Change(request, workshop!.Area, reading.Details, reading.Contact, link, terms.Now) is { } refused) return new(workshop, null, refused);
        return new(workshop, null, await Save(cancellationToken));
    }

    /// <summary>Null when it was done, or had been before.</summary>
    public async Task<ProblemHttpResult?> Cancel(PickupRequest request, bool isStaff, CancellationToken cancellationToken) =>
        data.Cancel(request, isStaff, clock.GetUtcNow()) ?? await Save(cancellationToken);

    private async Task<ProblemHttpResult?> Save(CancellationToken cancellationToken)
    {
        try
        {
            await data.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return IntakeFaults.ChangedMeanwhile.With("Look at it again, and send the change again if it is still wanted.");
        }
    }
}
