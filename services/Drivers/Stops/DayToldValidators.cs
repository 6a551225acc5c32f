using FluentValidation;
using Routing.Drivers.Messages;

namespace Routing.Drivers.Stops;

internal sealed class UnavailableToldValidator : ToldValidator<UnavailableTold>
{
    public UnavailableToldValidator()
    {
        RuleFor(told => told.Reason).NotNull();
        RuleFor(told => told.Note).MaximumLength(1000);
    }
}

internal sealed class RoadClosedToldValidator : ToldValidator<RoadClosedTold>
{
    public RoadClosedToldValidator()
    {
        RuleFor(told => told.Position).NotNull().WithMessage("'position' must say where the road is closed.");
        RuleFor(told => told.Bearing).InclusiveBetween(0, 360);
        RuleFor(told => told.Note).MaximumLength(1000);
    }
}

internal sealed class WrittenToldValidator : ToldValidator<WrittenTold>
{
    public WrittenToldValidator()
    {
        RuleFor(told => told.Text).NotEmpty().MaximumLength(DriverMessage.LongestText);
    }
}

internal sealed class PositionsToldValidator : AbstractValidator<PositionsTold>
{
    public PositionsToldValidator()
    {
        RuleFor(told => told.Positions).NotEmpty();
        RuleFor(told => told.Positions!.Count).LessThanOrEqualTo(5000).When(told => told.Positions is not null).OverridePropertyName("positions");
        RuleForEach(told => told.Positions).ChildRules(fix =>
        {
            fix.RuleFor(each => each.At).NotEmpty();
            fix.RuleFor(each => each.Lon).InclusiveBetween(-180, 180);
            fix.RuleFor(each => each.Lat).InclusiveBetween(-90, 90);
            fix.RuleFor(each => each.AccuracyMetres).InclusiveBetween(0, 1_000_000);
        });
    }
}
