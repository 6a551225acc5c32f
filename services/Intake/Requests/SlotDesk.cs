using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Validation;
using Routing.Intake.Endpoints;
using Routing.Intake.Places;

namespace Routing.Intake.Requests;

/// <summary>Offers, best first; where there are none, why.</summary>
internal sealed record SlotsAnswer(IReadOnlyList<Slot> Slots, Reason? Reason);

/// <summary>Asks Planning which windows there are for a wish. Books nothing.</summary>
internal sealed class SlotDesk(WishReader reader, IRequestClient<QuoteSlots> planning, IOptions<IntakeOptions> options)
{
    private const int UsualDays = 10;
    private const int UsualSlots = 20;

    public async Task<Results<Ok<SlotsAnswer>, ValidationProblem, ProblemHttpResult>> Quote(
        SlotWish wish, WishTerms terms, PickupRequest? request, HttpContext http, CancellationToken cancellationToken)
    {
        WishReading reading;
        try
        {
            reading = await reader.Read(wish, terms, cancellationToken);
        }
        catch (MapsUnavailableException exception)
        {
            return BookingEndpoints.MapsAway(http, exception);
        }

        if (reading.Details is null) return ValidationFilter.Problem(reading.Failures);
        try
        {
            // Without the moves of a request that is planned already: its windows are looked for as if it came anew.
            var details = terms.Previous is null ? reading.Details : reading.Details with { CollectionMoveId = null, ReturnMoveId = null };
            var question = new QuoteSlots { Details = details, Days = wish.Days ?? UsualDaysOf(request, terms), Limit = wish.Limit ?? UsualSlots, RequestId = request?.Id };
            var quoted = await planning.GetResponse<SlotsQuoted>(question, cancellationToken, RequestTimeout.After(s: options.Value.QuoteTimeoutSeconds));
            return TypedResults.Ok(new SlotsAnswer(
                [.. quoted.Message.Slots.Select(s => s with { Window = new(s.Window.From.In(terms.Zone), s.Window.Until.In(terms.Zone)), ReadyAt = s.ReadyAt?.In(terms.Zone) })],
                quoted.Message.Reason));
        }
        catch (RequestException)
        {
            http.Response.Headers.RetryAfter = "5";
            return IntakeFaults.PlanningUnavailable.With("Planning did not answer in time. Try again in some seconds, or book without a window: the promise comes once Planning is back.");
        }
    }

    // Whoever is asked for a day that is farther ahead is offered that day, too.
    private static int UsualDaysOf(PickupRequest? request, WishTerms terms)
    {
        if (request?.Details.Hold is not { } hold) return UsualDays;
        var ahead = DateOnly.FromDateTime(hold.From.In(terms.Zone).DateTime).DayNumber - DateOnly.FromDateTime(terms.Now.In(terms.Zone).DateTime).DayNumber;
        return Math.Clamp(ahead + 1, UsualDays, SlotWishValidator.MostDays);
    }
}
