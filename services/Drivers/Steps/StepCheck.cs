using FluentValidation.Results;
using Routing.Contracts.Values;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Steps;

/// <summary>Holds a report against the steps that it answers.</summary>
internal static class StepCheck
{
    /// <summary>Side of the photo that shows where car and key are, where nobody was there.</summary>
    public const string KeyPlace = "keyPlace";

    /// <summary>What the report lacks, each named by the field that it belongs in.</summary>
    /// <param name="report">The report.</param>
    /// <param name="steps">The steps of the occasion.</param>
    /// <param name="hasPlate">False where the plate of the car is not known here, as of a courtesy car.</param>
    public static IEnumerable<ValidationFailure> Missing(ReportTold report, IReadOnlyList<Step> steps, bool hasPlate)
    {
        foreach (var step in steps)
        {
            if (Fault(report, step, hasPlate) is var (field, text)) yield return new(field, text);
        }

        foreach (var answer in report.Answers ?? [])
        {
            if (!steps.Any(step => step.Key == answer.Step && step.Kind is StepKind.Key or StepKind.Question))
                yield return new(nameof(ReportTold.Answers), $"'{answer.Step}' is not asked at this stop.");
        }
    }

    /// <summary>Where nobody is there, a photo shows where car and key are; nothing else would.</summary>
    public static IEnumerable<ValidationFailure> Contactless(ReportTold report)
    {
        if (IsContactless(report) && !HasPhoto(report, KeyPlace))
            yield return new(nameof(ReportTold.Photos), $"Take a photo of where car and key are, with the side '{KeyPlace}'.");
    }

    private static bool IsContactless(ReportTold report) => report.Handover is HandoverKind.Locker or HandoverKind.Reception;

    private static (string Field, string Text)? Fault(ReportTold report, Step step, bool hasPlate)
    {
        var answer = report.Answers?.FirstOrDefault(each => each.Step == step.Key)?.Answer;
        if (step is { Kind: StepKind.Question, Answer: AnswerKind.YesNo } && answer is not (null or "yes" or "no"))
            return (nameof(ReportTold.Answers), $"'{step.Key}' is answered by 'yes' or 'no'.");
        if (!step.Required) return null;
        var nobodyThere = IsContactless(report);
        return step.Kind switch
        {
            StepKind.Code when !nobodyThere && string.IsNullOrWhiteSpace(report.Code) => (nameof(ReportTold.Code), "Enter the code that the customer reads out."),
            StepKind.Plate when hasPlate && string.IsNullOrWhiteSpace(report.Plate) && string.IsNullOrWhiteSpace(report.VinEnd) =>
                (nameof(ReportTold.Plate), "Read the plate off the car, or the end of its VIN as 'vinEnd'."),
            StepKind.Photo when !HasPhoto(report, step.Key) => (nameof(ReportTold.Photos), $"The photo '{step.Key}' is missing."),
            StepKind.Energy when report is { FuelPercent: null, ChargePercent: null } => (nameof(ReportTold.FuelPercent), "Read the fuel, or the charge as 'chargePercent'."),
            StepKind.Damage when report.Damages is null => (nameof(ReportTold.Damages), "List the damages; an empty list says that there are none."),
            StepKind.Key when answer != "yes" => (nameof(ReportTold.Answers), $"'{step.Key}' has to be answered by 'yes': the key goes with the car."),
            StepKind.Question when string.IsNullOrWhiteSpace(answer) => (nameof(ReportTold.Answers), $"'{step.Key}' is not answered."),
            StepKind.Signature when !nobodyThere && string.IsNullOrEmpty(report.Signature) => (nameof(ReportTold.Signature), "Have it signed."),
            _ => null,
        };
    }

    private static bool HasPhoto(ReportTold report, string side) => report.Photos?.Any(photo => photo.Side == side) == true;
}
