using FluentValidation;
using Routing.Contracts.Values;

namespace Routing.Drivers.Corrections;

/// <summary>What a dispatcher corrects.</summary>
internal sealed record CorrectionBody
{
    /// <summary>A UUIDv7 of the caller's: sent again with it, it is one correction. Null: made here.</summary>
    public Guid? CorrectionId { get; init; }

    /// <summary>What did not happen; null to correct the mileage alone.</summary>
    public StopEvent? Undo { get; init; }

    /// <summary>The mileage that it was, kilometres.</summary>
    public int? MileageKm { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

internal sealed class CorrectionBodyValidator : AbstractValidator<CorrectionBody>
{
    public CorrectionBodyValidator()
    {
        RuleFor(body => body.Reason).NotEmpty().WithMessage("Say why: it is kept with the correction.").MaximumLength(500);
        RuleFor(body => body.MileageKm).InclusiveBetween(0, 5_000_000);
        RuleFor(body => body.Undo).IsInEnum().Must((body, undo) => (undo is null) != (body.MileageKm is null)).WithMessage("Say what did not happen, or the right mileage: one of the two.");
    }
}

/// <summary>A correction.</summary>
internal sealed record CorrectionShown(
    Guid CorrectionId, Guid MoveId, int StopIndex, StopEvent? Undone, DateTimeOffset ToldAt, Guid? ReportId, int? MileageKm, string Reason, string By, DateTimeOffset At)
{
    public static CorrectionShown Of(Correction correction) => new(
        correction.CorrectionId, correction.MoveId, correction.StopIndex, correction.Undone, correction.ToldAt, correction.ReportId, correction.MileageKm, correction.Reason, correction.By, correction.At);
}
