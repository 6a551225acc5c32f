using System.Text.RegularExpressions;
using FluentValidation;

namespace Routing.Intake.Requests;

internal sealed partial class VehicleValidator : AbstractValidator<VehicleInput>
{
    public VehicleValidator()
    {
        RuleFor(v => v.Plate)
            .NotEmpty().WithMessage("The plate is missing: the driver finds the car by it.")
            .MaximumLength(20).WithMessage("At most {MaxLength} characters.")
            .Must(plate => Plate().IsMatch(plate!)).WithMessage("'{PropertyValue}' is no plate: letters and digits, with spaces, dots or hyphens between them.");
        RuleFor(v => v.Make).MaximumLength(60).WithMessage("At most {MaxLength} characters.");
        RuleFor(v => v.Model).MaximumLength(60).WithMessage("At most {MaxLength} characters.");
        RuleFor(v => v.Colour).MaximumLength(60).WithMessage("At most {MaxLength} characters.");
        RuleFor(v => v.VinEnd).Matches("^[A-Za-z0-9]{4,8}$").WithMessage("The last four to eight letters and digits of the VIN.");
        RuleFor(v => v.EnergyPercent).InclusiveBetween(0, 100).WithMessage("Charge or fuel left: from {From} to {To} percent.");
        RuleFor(v => v.LicenceClass).MaximumLength(10).WithMessage("At most {MaxLength} characters.");
        RuleFor(v => v.Value).InclusiveBetween(0, 100_000_000).WithMessage("What the car is worth: from {From} to {To}.");
        RuleFor(v => v.RangeKm).InclusiveBetween(0, 2000).WithMessage("How far the car gets on its charge or fuel: from {From} to {To} km; leave it out where it is far enough.");
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}]([\p{L}\p{Nd} .·-]*[\p{L}\p{Nd}])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Plate();
}

internal sealed class PlaceValidator : AbstractValidator<PlaceInput>
{
    public PlaceValidator(HoursValidator hoursOf, int mostHours)
    {
        RuleFor(p => p.Address).MaximumLength(200).WithMessage("At most {MaxLength} characters.");
        RuleFor(p => p.Address).Must(address => !string.IsNullOrWhiteSpace(address)).When(p => p.Lon is null && p.Lat is null)
            .WithMessage("Give an address, or lon and lat.");
        RuleFor(p => p.Lon).NotNull().When(p => p.Lat is not null).WithMessage("There is a lat, so lon is needed too.");
        RuleFor(p => p.Lat).NotNull().When(p => p.Lon is not null).WithMessage("There is a lon, so lat is needed too.");
        RuleFor(p => p.Lon).InclusiveBetween(-180, 180).WithMessage("Degrees from -180 to 180, not {PropertyValue}.");
        RuleFor(p => p.Lat).InclusiveBetween(-90, 90).WithMessage("Degrees from -90 to 90, not {PropertyValue}.");
        RuleFor(p => p.Hours).Must(hours => hours is null || hours.Count <= mostHours).WithMessage($"At most {mostHours} hours.");
        RuleForEach(p => p.Hours).Cascade(CascadeMode.Continue).NotNull().WithMessage("Hours are objects with from and until.")
            .SetValidator(hoursOf!).When(p => p.Hours?.Count <= mostHours);
    }
}

internal sealed class HoursValidator : AbstractValidator<HoursInput>
{
    public HoursValidator(WindowValidator windows)
    {
        RuleFor(h => h.Weekdays).NotEmpty().WithMessage("Name weekdays, such as monday, or leave them out and give from and until their dates.").When(h => h.Weekdays is not null);
        RuleFor(h => h.From).Custom((text, context) => TellTime(text, context)).When(h => h.Weekdays is not null);
        RuleFor(h => h.Until).Custom((text, context) =>
        {
            if (TellTime(text, context) && WeeklyHours.Read(context.InstanceToValidate.From) is { } from && from.ToDuration() >= WeeklyHours.Read(text)!.ToDuration())
                context.AddFailure($"'{text}' is not after from, '{context.InstanceToValidate.From}'.");
        }).When(h => h.Weekdays is not null);
        RuleFor(h => h).Custom((hours, context) =>
        {
            if (hours.Weekdays is not null) return;
            foreach (var failure in windows.Validate(WishTerms.Of(context).ContextOf(new WindowInput(hours.From, hours.Until))).Errors)
                context.AddFailure(new FluentValidation.Results.ValidationFailure(string.IsNullOrEmpty(context.PropertyPath) ? failure.PropertyName : $"{context.PropertyPath}.{failure.PropertyName}", failure.ErrorMessage));
        });
    }

    private static bool TellTime(string? text, ValidationContext<HoursInput> context)
    {
        if (WeeklyHours.Read(text) is not null) return true;
        context.AddFailure(text is null ? "The time is missing: of weekdays, times of the day such as 08:30." : $"'{text}' is no time of the day: of weekdays, write it like 08:30.");
        return false;
    }
}

internal sealed class WindowValidator : AbstractValidator<WindowInput>
{
    public WindowValidator(int horizonDays)
    {
        RuleFor(w => w.From).Custom((text, context) => Tell(text, context));
        RuleFor(w => w.Until).Custom((text, context) =>
        {
            if (!Tell(text, context)) return;
            var terms = WishTerms.Of(context);
            var until = LocalInstant.Read(text, terms.Zone).Instant!.Value;
            if (until <= terms.Now)
                context.AddFailure($"'{text}' is past: it is {terms.Now.In(terms.Zone):yyyy-MM-ddTHH:mmzzz} at the workshop.");
            else if (until > terms.Now.AddDays(horizonDays))
                context.AddFailure($"'{text}' is too far ahead: at most {horizonDays} days.");
            else if (LocalInstant.Read(context.InstanceToValidate.From, terms.Zone).Instant is { } from && from >= until)
                context.AddFailure($"'{text}' is not after from, '{context.InstanceToValidate.From}'.");
        });
    }

    /// <summary>True for a time; else says what is wrong with it.</summary>
    internal static bool Tell<T>(string? text, ValidationContext<T> context)
    {
        if (LocalInstant.Read(text, WishTerms.Of(context).Zone).Problem is not { } problem) return true;
        context.AddFailure(problem.StartsWith('\'') ? $"{problem}." : $"The time {problem}.");
        return false;
    }
}

internal sealed partial class ContactValidator : AbstractValidator<ContactInput>
{
    public ContactValidator()
    {
        RuleFor(c => c.Name)
            .Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("The name is missing.")
            .MaximumLength(120).WithMessage("At most {MaxLength} characters.");
        RuleFor(c => c.Email)
            .NotEmpty().When(c => string.IsNullOrWhiteSpace(c.Phone), ApplyConditionTo.CurrentValidator)
            .WithMessage("Give an e-mail address or a phone number, or the customer cannot be told anything.")
            .MaximumLength(254).WithMessage("At most {MaxLength} characters.")
            .Must(email => string.IsNullOrEmpty(email) || Email().IsMatch(email)).WithMessage("'{PropertyValue}' is no e-mail address.");
        RuleFor(c => c.Phone).MaximumLength(40).WithMessage("At most {MaxLength} characters.").Custom((phone, context) =>
        {
            if (string.IsNullOrWhiteSpace(phone)) return;
            var country = WishTerms.Of(context).Workshop?.Country;
            if (PhoneNumber.Read(phone, country) is null)
                context.AddFailure($"'{phone}' is no phone number{(country is null ? "" : $" in {country}")}: write it with its prefix, such as +598 99 123 456.");
        });
        RuleFor(c => c.Language)
            .Must(language => string.IsNullOrEmpty(language) || Language().IsMatch(language))
            .WithMessage("'{PropertyValue}' is no language tag: write it like es or pt-BR.");
        RuleFor(c => c.NoteForDriver).MaximumLength(500).WithMessage("At most {MaxLength} characters.");
    }

    // Neither blanks nor control characters, so that nothing can be put into a mail's head with it.
    [GeneratedRegex(@"^[^\s@<>,;:""()\\]+@[^\s@<>,;:""()\\.]+(\.[^\s@<>,;:""()\\.]+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Email();

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Language();
}
