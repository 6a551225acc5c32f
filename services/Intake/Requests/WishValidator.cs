using FluentValidation;
using Microsoft.Extensions.Options;

namespace Routing.Intake.Requests;

/// <summary>All that can be said of a wish without asking Maps. Needs <see cref="WishTerms"/>.</summary>
internal sealed class WishValidator : AbstractValidator<Wish>
{
    private const int MostPlaces = 5;
    private const int MostWindows = 40;

    public WishValidator(IOptions<IntakeOptions> options)
    {
        var windows = new WindowValidator(options.Value.HorizonDays);
        var place = new PlaceValidator(new HoursValidator(windows), MostWindows);

        // Rules over lists continue after a bad element, or only the first one would be told.
        RuleFor(w => w.WorkshopId).Custom((id, context) =>
        {
            var terms = WishTerms.Of(context);
            if (terms.Workshop is null)
                context.AddFailure(id is null ? "Say which workshop: GET /api/booking/workshops lists them." : $"There is no workshop {id}: GET /api/booking/workshops lists them.");
            else if (id is { } other && other != terms.Workshop.Id)
                context.AddFailure("A request stays with its workshop: cancel it and book at the other one.");
        });

        RuleFor(w => w.Vehicle).Custom((vehicle, context) =>
        {
            if (vehicle is null && WishTerms.Of(context).Previous is null) context.AddFailure("Say which car it is: at least its plate.");
        });
        RuleFor(w => w.Vehicle!).SetValidator(new VehicleValidator()).When(w => w.Vehicle is not null);

        RuleFor(w => w.Places).Custom((places, context) =>
        {
            var terms = WishTerms.Of(context);
            var hasPlaces = places is null ? terms.Previous?.Places.Count > 0 : places.Count > 0;
            if (terms.HasCollection(context.InstanceToValidate) && !hasPlaces && !terms.IsPlaceAsked(context.InstanceToValidate))
                context.AddFailure("Say where the car is: an address, or lon and lat.");
            else if (places?.Count > MostPlaces)
                context.AddFailure($"At most {MostPlaces} places, not {places.Count}.");
        });
        RuleForEach(w => w.Places).Cascade(CascadeMode.Continue).NotNull().WithMessage("A place is an object with an address, or lon and lat.")
            .SetValidator(place!).When(w => w.Places?.Count <= MostPlaces);

        RuleFor(w => w.Windows).Must(w => w is null || w.Count <= MostWindows).WithMessage($"At most {MostWindows} windows.");
        RuleForEach(w => w.Windows).Cascade(CascadeMode.Continue).NotNull().WithMessage("A window is an object with from and until.")
            .SetValidator(windows!).When(w => w.Windows?.Count <= MostWindows);

        RuleFor(w => w.Collection).Custom((_, context) =>
        {
            var terms = WishTerms.Of(context);
            if (!terms.HasCollection(context.InstanceToValidate) && !terms.HasReturn(context.InstanceToValidate))
                context.AddFailure("There is nothing to do: wish a collection, a return or both. To take a request back, DELETE it.");
            else if (terms is { Purpose: WishPurpose.Quote, Previous: null } && !terms.HasCollection(context.InstanceToValidate))
                context.AddFailure("Slots are offered for collections.");
        });

        RuleFor(w => w.ReturnPlace).Custom((place, context) =>
        {
            var wish = context.InstanceToValidate;
            var terms = WishTerms.Of(context);
            if (place is not null && !terms.HasReturn(wish))
                context.AddFailure("There is no return: set return to true, or leave the place out.");
            else if (place is null && terms.HasReturn(wish) && terms.Previous?.ReturnPlace is null && !(wish.Places?.Count > 0) && !(terms.Previous?.Places.Count > 0) && !terms.IsPlaceAsked(wish))
                context.AddFailure("Say where the car is brought back to.");
            else if (place?.Hours?.Count > 0)
                context.AddFailure("Hours belong to places where the car is; for the return use returnWindows.");
        });
        RuleFor(w => w.ReturnPlace!).SetValidator(place).When(w => w.ReturnPlace is not null);

        RuleFor(w => w.ReturnWindows).Custom((given, context) =>
        {
            if (given?.Count > MostWindows) context.AddFailure($"At most {MostWindows} windows.");
            else if (given?.Count > 0 && !WishTerms.Of(context).HasReturn(context.InstanceToValidate))
                context.AddFailure("There is no return: set return to true, or leave the windows out.");
        });
        RuleForEach(w => w.ReturnWindows).Cascade(CascadeMode.Continue).NotNull().WithMessage("A window is an object with from and until.")
            .SetValidator(windows!).When(w => w.ReturnWindows?.Count <= MostWindows);

        RuleFor(w => w.Swap).Custom((swap, context) =>
        {
            if (swap == true && !WishTerms.Of(context).HasCollection(context.InstanceToValidate))
                context.AddFailure("A courtesy car is brought when the car is collected: a swap needs a collection.");
            if (swap == true && (context.InstanceToValidate.Vehicle?.CannotBeDriven ?? false))
                context.AddFailure("A transporter brings no courtesy car: leave out swap, or cannotBeDriven.");
        });

        RuleFor(w => w.Courtesy!.Class).MaximumLength(40).WithMessage("At most {MaxLength} characters.").When(w => w.Courtesy is not null);

        Include(new AskPlaceValidator(options.Value.HorizonDays));

        RuleFor(w => w.WorkMinutes).InclusiveBetween(5, 2880).WithMessage("Between 5 and 2880 minutes, not {PropertyValue}.");
        RuleFor(w => w.Priority).InclusiveBetween(0, 100).WithMessage("From 0 to 100, not {PropertyValue}.");
        RuleFor(w => w.Priority).Custom((priority, context) =>
        {
            if (priority is not null && !WishTerms.Of(context).IsStaff) context.AddFailure("Only the workshop's staff set a priority: leave it out.");
        });
        RuleFor(w => w.WorkOrder).MaximumLength(60).WithMessage("At most {MaxLength} characters.");

        RuleFor(w => w.Contact).Custom((contact, context) =>
        {
            if (contact is null && WishTerms.Of(context).Purpose == WishPurpose.Book)
                context.AddFailure("Say how the customer is reached: a name, and an e-mail address or a phone number.");
        });
        RuleFor(w => w.Contact!).SetValidator(new ContactValidator()).When(w => w.Contact is not null);
    }
}

/// <summary>What else is asked of a wish for offers.</summary>
internal sealed class SlotWishValidator : AbstractValidator<SlotWish>
{
    public const int MostDays = 60;

    public SlotWishValidator(WishValidator wish)
    {
        Include(wish);
        RuleFor(w => w.Days).InclusiveBetween(1, MostDays).WithMessage("From 1 to {To} days, not {PropertyValue}.");
        RuleFor(w => w.Limit).InclusiveBetween(1, 200).WithMessage("From 1 to 200 slots, not {PropertyValue}.");
    }
}
