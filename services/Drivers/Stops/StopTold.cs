using FluentValidation;
using Routing.Contracts.Values;
using Routing.Drivers.Reports;
using Routing.Drivers.Steps;

namespace Routing.Drivers.Stops;

/// <summary>What a device tells of a stop: that the driver departs to it or arrives there.</summary>
internal record StopTold
{
    /// <summary>A UUIDv7 that the device makes for what it tells. Told again with the same id, it has no second effect.</summary>
    public Guid EventId { get; init; }

    /// <summary>When it happened, by the device.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Where the device was; null when it does not know.</summary>
    public DevicePosition? Position { get; init; }
}

/// <summary>The driver is there.</summary>
internal sealed record ArriveTold : StopTold
{
    /// <summary>The version of the workshop's steps that the device has: the stop keeps it. Null: the newest.</summary>
    public int? StepsVersion { get; init; }
}

/// <summary>A fix of a device's position.</summary>
/// <param name="Lon">Longitude, degrees.</param>
/// <param name="Lat">Latitude, degrees.</param>
/// <param name="AccuracyMetres">Radius of the fix, metres; null when not known.</param>
internal sealed record DevicePosition(double Lon, double Lat, int? AccuracyMetres)
{
    public Place ToPlace() => new(Lon, Lat);
}

/// <summary>The driver will be there later than planned.</summary>
internal sealed record LateTold : StopTold
{
    /// <summary>When they expect to be there.</summary>
    public DateTimeOffset? Eta { get; init; }
}

/// <summary>A stop could not be done.</summary>
internal sealed record FailTold : StopTold
{
    public FailureReason? Reason { get; init; }

    public string? Note { get; init; }
}

/// <summary>A car changed hands: its condition report.</summary>
internal sealed record ReportTold : StopTold
{
    /// <summary>Odometer, kilometres.</summary>
    public int? MileageKm { get; init; }

    /// <summary>Fuel, per cent of full; null when not read.</summary>
    public int? FuelPercent { get; init; }

    /// <summary>Charge, per cent of full; null when not read.</summary>
    public int? ChargePercent { get; init; }

    public IReadOnlyList<Damage>? Damages { get; init; }

    /// <summary>The photos that were taken; they are uploaded apart, to the report.</summary>
    public IReadOnlyList<AnnouncedPhoto>? Photos { get; init; }

    public string? Note { get; init; }

    /// <summary>What a pen drew, as an SVG path, or a PNG behind <c>data:image/png;base64,</c>.</summary>
    public string? Signature { get; init; }

    /// <summary>Who signed.</summary>
    public string? SignedBy { get; init; }

    /// <summary>What the customer read out; null when nothing was.</summary>
    public string? Code { get; init; }

    /// <summary>The plate as read off the car; null when it was not.</summary>
    public string? Plate { get; init; }

    /// <summary>The last characters of the VIN as read off the car; null when they were not.</summary>
    public string? VinEnd { get; init; }

    /// <summary>How car and key changed hands; null: in person.</summary>
    public HandoverKind? Handover { get; init; }

    /// <summary>The version of the workshop's steps that the report answers, which is the one that the stop began with. Null: that one, where the workshop has made any.</summary>
    public int? StepsVersion { get; init; }

    /// <summary>What is answered to steps that have no field of their own.</summary>
    public IReadOnlyList<StepAnswer>? Answers { get; init; }
}

internal sealed class DevicePositionValidator : AbstractValidator<DevicePosition>
{
    public DevicePositionValidator()
    {
        RuleFor(position => position.Lon).InclusiveBetween(-180, 180);
        RuleFor(position => position.Lat).InclusiveBetween(-90, 90);
        RuleFor(position => position.AccuracyMetres).InclusiveBetween(0, 1_000_000);
    }
}

internal abstract class ToldValidator<T> : AbstractValidator<T> where T : StopTold
{
    protected ToldValidator()
    {
        RuleFor(told => told.EventId).NotEmpty().WithMessage("'eventId' must be a UUIDv7 that the device made for this.");
        RuleFor(told => told.At).NotEmpty().WithMessage("'at' must say when it happened.");
        RuleFor(told => told.Position!).SetValidator(new DevicePositionValidator()).When(told => told.Position is not null);
    }
}

internal sealed class StopToldValidator : ToldValidator<StopTold>;

internal sealed class ArriveToldValidator : ToldValidator<ArriveTold>
{
    public ArriveToldValidator() => RuleFor(told => told.StepsVersion).GreaterThanOrEqualTo(0);
}

internal sealed class LateToldValidator : ToldValidator<LateTold>
{
    private static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    public LateToldValidator() =>
        RuleFor(told => told.Eta).NotNull().Must((told, eta) => eta is null || (eta > told.At && eta <= told.At + Latest))
            .WithMessage("'eta' must be after 'at', by twelve hours at most.");
}

internal sealed class FailToldValidator : ToldValidator<FailTold>
{
    public FailToldValidator()
    {
        RuleFor(told => told.Reason).NotNull();
        RuleFor(told => told.Note).MaximumLength(1000);
    }
}

internal sealed class ReportToldValidator : ToldValidator<ReportTold>
{
    private const string SvgPath = "^[MLHVCSQTAZmlhvcsqtaz0-9eE ,.+-]+$";
    private const string Png = "^data:image/png;base64,[A-Za-z0-9+/]+={0,2}$";

    public ReportToldValidator()
    {
        RuleFor(told => told.MileageKm).NotNull().InclusiveBetween(0, 5_000_000);
        RuleFor(told => told.FuelPercent).InclusiveBetween(0, 100);
        RuleFor(told => told.ChargePercent).InclusiveBetween(0, 100);
        RuleFor(told => told.Note).MaximumLength(2000);
        RuleFor(told => told.SignedBy).MaximumLength(200);
        RuleFor(told => told.Code).MaximumLength(20);
        RuleFor(told => told.Plate).MaximumLength(20);
        RuleFor(told => told.VinEnd).MaximumLength(17);
        RuleFor(told => told.Handover).IsInEnum();
        RuleFor(told => told.Answers!.Count).LessThanOrEqualTo(200).When(told => told.Answers is not null).OverridePropertyName("answers");
        RuleForEach(told => told.Answers).ChildRules(answer =>
        {
            answer.RuleFor(each => each.Step).NotEmpty().MaximumLength(40);
            answer.RuleFor(each => each.Answer).NotEmpty().MaximumLength(500);
        });
        RuleFor(told => told.Signature).MaximumLength(300_000)
            .Matches($"{SvgPath}|{Png}").WithMessage("'signature' must be the data of an SVG path, or a PNG as 'data:image/png;base64,...'.");
        RuleFor(told => told.Damages!.Count).LessThanOrEqualTo(200).When(told => told.Damages is not null).OverridePropertyName("damages");
        RuleForEach(told => told.Damages).ChildRules(damage =>
        {
            damage.RuleFor(each => each.Part).NotEmpty().MaximumLength(100);
            damage.RuleFor(each => each.Kind).NotEmpty().MaximumLength(100);
            damage.RuleFor(each => each.Note).MaximumLength(1000);
            damage.RuleFor(each => each.X).InclusiveBetween(0, 1);
            damage.RuleFor(each => each.Y).InclusiveBetween(0, 1);
        });
        RuleFor(told => told.Photos!.Count).LessThanOrEqualTo(200).When(told => told.Photos is not null).OverridePropertyName("photos");
        RuleForEach(told => told.Photos).ChildRules(photo =>
        {
            photo.RuleFor(each => each.Side).MaximumLength(100);
            photo.RuleFor(each => each.Sha256).Matches("^[0-9a-f]{64}$").WithMessage("'sha256' must be 64 lower-case hexadecimal digits.");
            photo.RuleFor(each => each.Position!).SetValidator(new DevicePositionValidator()).When(each => each.Position is not null);
        });
    }
}
