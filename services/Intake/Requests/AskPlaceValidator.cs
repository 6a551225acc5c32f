using FluentValidation;
using Routing.Intake.Workshops;

namespace Routing.Intake.Requests;

/// <summary>What is asked of a wish whose customer is to say where the car is. Needs <see cref="WishTerms"/>.</summary>
internal sealed class AskPlaceValidator : AbstractValidator<Wish>
{
    public AskPlaceValidator(int horizonDays)
    {
        RuleFor(w => w.AskPlace).Custom((asks, context) =>
        {
            if (asks != true) return;
            var terms = WishTerms.Of(context);
            if (terms.Purpose == WishPurpose.Quote) context.AddFailure("Offers need a place: leave out askPlace, and say where the car is.");
            else if (context.InstanceToValidate.Places?.Count > 0) context.AddFailure("There are places already: leave out askPlace, or the places.");
            else if (!terms.HasCollection(context.InstanceToValidate)) context.AddFailure("Without a collection it does not matter where the car is: leave out askPlace.");
            else if (!terms.IsPlaceAsked(context.InstanceToValidate)) context.AddFailure("It is known where the car is: change the places instead.");
        });

        RuleFor(w => w.LiftFrom).Custom((text, context) =>
        {
            var terms = WishTerms.Of(context);
            if (!terms.IsPlaceAsked(context.InstanceToValidate))
            {
                // Left behind by a form whose customer has answered, it says nothing that is wrong.
                if (text is not null && context.InstanceToValidate.AskPlace != true) context.AddFailure("A lift is held only while the customer is asked: set askPlace, or leave this out.");
                return;
            }

            if (text is null) return;

            if (terms is { Purpose: WishPurpose.Change, IsStaff: false })
            {
                context.AddFailure("Only the workshop's staff say for when a lift is held.");
                return;
            }

            if (!WindowValidator.Tell(text, context)) return;
            var from = LocalInstant.Read(text, terms.Zone).Instant!.Value;
            if (from <= terms.Now)
                context.AddFailure($"'{text}' is past: it is {terms.Now.In(terms.Zone):yyyy-MM-ddTHH:mmzzz} at the workshop.");
            else if (from > terms.Now.AddDays(horizonDays))
                context.AddFailure($"'{text}' is too far ahead: at most {horizonDays} days.");
            else if (terms.Workshop is { } workshop && !IsOpen(workshop, from))
                context.AddFailure($"The workshop is closed at '{text}'.");
        });

        RuleFor(w => w.HoldUntil).Custom((text, context) =>
        {
            if (text is null) return;
            var terms = WishTerms.Of(context);
            if (!terms.IsPlaceAsked(context.InstanceToValidate))
            {
                if (context.InstanceToValidate.AskPlace != true) context.AddFailure("A lift is held only while the customer is asked: set askPlace, or leave this out.");
                return;
            }

            if (terms is { Purpose: WishPurpose.Change, IsStaff: false })
            {
                context.AddFailure("Only the workshop's staff say how long a lift is held.");
                return;
            }

            if (!WindowValidator.Tell(text, context)) return;
            var until = LocalInstant.Read(text, terms.Zone).Instant!.Value;
            var from = context.InstanceToValidate.LiftFrom is { } given ? LocalInstant.Read(given, terms.Zone).Instant : terms.Previous?.Hold?.From;
            if (from is null && context.InstanceToValidate.LiftFrom is null)
                context.AddFailure("Say from when a lift is to be held for the car: liftFrom, such as 2030-05-20T08:30.");
            else if (until <= terms.Now)
                context.AddFailure($"'{text}' is past: it is {terms.Now.In(terms.Zone):yyyy-MM-ddTHH:mmzzz} at the workshop.");
            else if (from < until)
                context.AddFailure($"'{text}' is after liftFrom: by then the car should be there.");
        });
    }

    private static bool IsOpen(Workshop workshop, DateTimeOffset at)
    {
        var local = at.In(workshop.Zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (workshop.Closures?.Any(closure => closure.Covers(DateOnly.FromDateTime(local.DateTime))) == true) return false;
        return workshop.OpeningHours.Any(hours => hours.Day == local.DayOfWeek && hours.From <= time && time < hours.Until);
    }
}
