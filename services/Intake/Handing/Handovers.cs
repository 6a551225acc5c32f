using FluentValidation;
using Routing.Contracts.Values;

namespace Routing.Intake.Handing;

/// <summary>How a customer wishes car and key to change hands.</summary>
/// <param name="At">When it was last said.</param>
/// <param name="Collection">At the collection; null: in person.</param>
/// <param name="Return">At the return; null: in person.</param>
internal sealed record Handovers(DateTimeOffset At, Handover? Collection, Handover? Return)
{
    /// <summary>Without the codes of lockers that are not to be opened any more.</summary>
    public Handovers WithoutCodes(bool isCollected, bool isReturned) => this with
    {
        Collection = isCollected ? Closed(Collection) : Collection,
        Return = isReturned ? Closed(Return) : Return,
    };

    private static Handover? Closed(Handover? handover) => handover is { LockerCode: not null } ? handover with { LockerCode = null } : handover;
}

/// <summary>What is said of it: what is left out stays as it is.</summary>
internal sealed record HandoverBody
{
    public HandoverInput? Collection { get; init; }

    public HandoverInput? Return { get; init; }
}

/// <summary>How car and key change hands; kind <c>inPerson</c> takes back what was said before.</summary>
internal sealed record HandoverInput(HandoverKind? Kind, string? Who, string? Where, string? LockerCode)
{
    public Handover? Read() => Kind == HandoverKind.InPerson && Text(Who) is null ? null : new(Kind!.Value, Text(Who), Text(Where), Kind == HandoverKind.Locker ? Text(LockerCode) : null);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal sealed class HandoverBodyValidator : AbstractValidator<HandoverBody>
{
    public HandoverBodyValidator()
    {
        RuleFor(body => body.Collection).Must((body, _) => body.Collection is not null || body.Return is not null).WithMessage("Say it of the collection, of the return, or of both.");
        RuleFor(body => body.Collection!).SetValidator(new HandoverInputValidator()).When(body => body.Collection is not null);
        RuleFor(body => body.Return!).SetValidator(new HandoverInputValidator()).When(body => body.Return is not null);
    }
}

internal sealed class HandoverInputValidator : AbstractValidator<HandoverInput>
{
    public HandoverInputValidator()
    {
        RuleFor(input => input.Kind).NotNull().WithMessage("Say how: inPerson, locker, reception or otherPerson.");
        RuleFor(input => input.Who).MaximumLength(100).Must((input, who) => input.Kind != HandoverKind.OtherPerson || !string.IsNullOrWhiteSpace(who)).WithMessage("Say who is there for you.");
        RuleFor(input => input.Where).MaximumLength(300).Must((input, where) => input.Kind is not (HandoverKind.Locker or HandoverKind.Reception) || !string.IsNullOrWhiteSpace(where)).WithMessage("Say where it is.");
        RuleFor(input => input.LockerCode).MaximumLength(40).Must((input, code) => string.IsNullOrWhiteSpace(code) || input.Kind == HandoverKind.Locker).WithMessage("Only a locker has a code.");
    }
}
