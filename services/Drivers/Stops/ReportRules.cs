using FluentValidation.Results;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Values;
using Routing.Defaults.Validation;
using Routing.Drivers.Data;
using Routing.Drivers.Steps;

namespace Routing.Drivers.Stops;

/// <summary>What a report has to say, and what it cannot say: the workshop's steps, the car, the mileage.</summary>
internal sealed class ReportRules(DriversContext context, StepBook steps)
{
    /// <summary>Null when it is taken; else what is wrong and what to do.</summary>
    /// <param name="stop">Where the car changes hands.</param>
    /// <param name="planned">The same stop on the sheet; null where the newest has it no more.</param>
    /// <param name="action">Which way.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ProblemHttpResult?> Refuse(
        StopProgress stop, RouteStop? planned, StopAction action, ReportTold report, CancellationToken cancellationToken)
    {
        var isCourtesy = IsCourtesy(stop, action);
        if ((isCourtesy ? planned?.CourtesyCar?.Vehicle : planned?.Vehicle) is { } vehicle && CarCheck.Mismatch(report, vehicle) is { } other) return DriversFaults.WrongCar.With(other);
        if (report.StepsVersion is { } said && stop.StepsVersion is { } begun && said != begun)
            return DriversFaults.OtherSteps.With($"The report answers version {said} of the workshop's steps, but the stop began with version {begun}. GET /api/route has it.");
        var missing = StepCheck.Contactless(report).Concat(await Unanswered(stop, planned, action, report, isCourtesy, cancellationToken)).ToList();
        if (missing.Count > 0) return ValidationFilter.ProblemOf(missing);
        return await FallenMileage(stop, isCourtesy, report, cancellationToken);
    }

    /// <summary>At a swap the car that is handed over is the courtesy car, and the one that is taken is the customer's.</summary>
    public static bool IsCourtesy(StopProgress stop, StopAction action) =>
        stop.IsCourtesy || (stop.Kind == StopKind.Swap && action == StopAction.HandOver);

    /// <summary>Which courtesy car changes hands; null for the customer's own, and where the sheet does not say which.</summary>
    public static CourtesyVisit? CourtesyAt(StopProgress stop, RouteStop? planned, StopAction action) =>
        IsCourtesy(stop, action) && planned?.CourtesyCar is { } car ? new CourtesyVisit(car.CourtesyCarId, IsComingBack: stop.Kind == StopKind.CheckIn) : null;

    /// <summary>The usual steps are held against a report only where it names them: devices from before there were steps name none.</summary>
    private async Task<IEnumerable<ValidationFailure>> Unanswered(
        StopProgress stop, RouteStop? planned, StopAction action, ReportTold report, bool isCourtesy, CancellationToken cancellationToken)
    {
        if (planned?.WorkshopId is not { } workshop) return [];
        var version = stop.StepsVersion ?? await steps.Present(workshop, cancellationToken);
        if (version == 0 && report.StepsVersion is null) return [];
        var set = await steps.Find(workshop, version, cancellationToken);
        return set is null ? [] : StepCheck.Missing(report, set.Of(stop.Kind, action), hasPlate: !isCourtesy || planned.CourtesyCar is not null);
    }

    /// <summary>A car's mileage only rises, from one report of it to the next within a request.</summary>
    private async Task<ProblemHttpResult?> FallenMileage(StopProgress stop, bool isCourtesy, ReportTold report, CancellationToken cancellationToken)
    {
        var told = await context.Reports.Where(each => each.RequestId == stop.RequestId && each.IsCourtesy == isCourtesy)
            .Select(each => new { each.ReportId, each.MileageKm }).ToListAsync(cancellationToken);
        var corrected = (await context.Corrections.Where(each => each.RequestId == stop.RequestId && each.ReportId != null).OrderBy(each => each.At).ToListAsync(cancellationToken))
            .ToLookup(each => each.ReportId!.Value);
        var before = told.Where(each => corrected[each.ReportId].All(correction => correction.Undone is null))
            .Max(each => (int?)(corrected[each.ReportId].LastOrDefault()?.MileageKm ?? each.MileageKm));
        return report.MileageKm < before
            ? DriversFaults.MileageFalls.With($"'mileageKm' is {report.MileageKm}, but the car had {before} km before. Read the odometer again.")
            : null;
    }
}
