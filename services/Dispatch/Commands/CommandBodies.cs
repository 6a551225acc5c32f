using FluentValidation;
using Routing.Contracts.Values;

namespace Routing.Dispatch.Commands;

/// <summary>What every command's body can carry.</summary>
internal interface ICommandBody
{
    /// <summary>Names the command, so that it can be sent again without a second effect; made up when absent.</summary>
    Guid? CommandId { get; }
}

/// <summary>Ties a move to its driver, order or time, or frees it.</summary>
internal sealed record LockStopBody(Guid? CommandId, Guid? MoveId, LockStrength? Strength) : ICommandBody;

/// <summary>Gives a move to a driver, to another time, or, with neither, to whom the search finds best.</summary>
internal sealed record MoveStopBody(Guid? CommandId, Guid? MoveId, Guid? ToDriverId, Guid? AfterMoveId, Window? Window) : ICommandBody;

/// <summary>Takes a move off its route.</summary>
internal sealed record UnassignStopBody(Guid? CommandId, Guid? MoveId) : ICommandBody;

/// <summary>Adds a driver to the day, or changes the driver's shift on it.</summary>
internal sealed record AddDriverBody(Guid? CommandId, Guid? DriverId, Window? Shift, Place? StartPlace) : ICommandBody;

/// <summary>Takes a driver out of the day: who is not needed, or, with a reason, can go no further.</summary>
internal sealed record RemoveDriverBody(Guid? CommandId, Guid? DriverId, UnavailableReason? Reason, string? Note) : ICommandBody;

/// <summary>Searches the day anew, or publishes its draft: there is nothing to say but the id.</summary>
internal sealed record WholeDayBody(Guid? CommandId) : ICommandBody;

internal sealed class LockStopValidator : AbstractValidator<LockStopBody>
{
    public LockStopValidator()
    {
        RuleFor(body => body.MoveId).NotEmpty().WithMessage("Name the move.");
        RuleFor(body => body.Strength).NotNull().WithMessage("Say how firmly: none, driver, order or time.");
    }
}

internal sealed class MoveStopValidator : AbstractValidator<MoveStopBody>
{
    public MoveStopValidator()
    {
        RuleFor(body => body.MoveId).NotEmpty().WithMessage("Name the move.");
        RuleFor(body => body.AfterMoveId)
            .Must((body, after) => after is null || body.ToDriverId is not null).WithMessage("Name the driver, too, on whose route the move to follow is.")
            .Must((body, after) => after is null || after != body.MoveId).WithMessage("A move cannot follow itself.");
        RuleFor(body => body.Window).SetValidator(new WindowValidator()!).When(body => body.Window is not null);
    }
}

internal sealed class UnassignStopValidator : AbstractValidator<UnassignStopBody>
{
    public UnassignStopValidator() => RuleFor(body => body.MoveId).NotEmpty().WithMessage("Name the move.");
}

internal sealed class AddDriverValidator : AbstractValidator<AddDriverBody>
{
    public AddDriverValidator()
    {
        RuleFor(body => body.DriverId).NotEmpty().WithMessage("Name the driver.");
        RuleFor(body => body.Shift).NotNull().WithMessage("Say from when until when the driver works.").SetValidator(new WindowValidator()!);
        RuleFor(body => body.StartPlace).ChildRules(place =>
        {
            place.RuleFor(p => p!.Lon).InclusiveBetween(-180, 180);
            place.RuleFor(p => p!.Lat).InclusiveBetween(-90, 90);
        }).When(body => body.StartPlace is not null);
    }
}

internal sealed class RemoveDriverValidator : AbstractValidator<RemoveDriverBody>
{
    private const int LongestNote = 500;

    public RemoveDriverValidator()
    {
        RuleFor(body => body.DriverId).NotEmpty().WithMessage("Name the driver.");
        RuleFor(body => body.Note).MaximumLength(LongestNote)
            .Must((body, note) => note is null || body.Reason is not null).WithMessage("A note goes with a reason: breakdown, accident, ill or sos.");
    }
}

internal sealed class WindowValidator : AbstractValidator<Window>
{
    public WindowValidator() =>
        RuleFor(window => window.Until)
            .GreaterThan(window => window.From).WithMessage("It must end after it begins.")
            .Must((window, until) => until - window.From <= TimeSpan.FromHours(24)).WithMessage("It must not be longer than a day.");
}
