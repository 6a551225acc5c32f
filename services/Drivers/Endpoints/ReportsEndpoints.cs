using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Reports;
using Routing.Drivers.Steps;

namespace Routing.Drivers.Endpoints;

internal static class ReportsEndpoints
{
    public static void MapReports(this WebApplication app)
    {
        app.MapGet("/api/reports", List).WithName("ListReports").WithTags("Reports")
            .WithSummary("The condition reports of a request, oldest first").Admits(Door.Adviser);
        var report = app.MapGroup("/api/reports/{reportId:guid}").WithTags("Reports");
        report.MapGet("/", Get).WithName("GetReport")
            .WithSummary("A condition report: for staff, and for the device that told it").Admits(Door.SignedIn);
        report.MapGet("/photos/{photoId:guid}", Photo).WithName("GetReportPhoto")
            .WithSummary("A photo of a report").Admits(Door.SignedIn);
        report.MapPost("/photos", Upload).WithName("AddReportPhotos").Admits(Door.Device)
            .WithMetadata(PhotoDesk.SizeLimit(app.Services))
            .WithSummary("Adds a photo to a report of the device's own, as a JPEG or PNG; the same file twice is one photo");
    }

    private static async Task<Ok<IReadOnlyList<ReportShown>>> List(Guid requestId, DriversContext context, PhotoDesk desk, CancellationToken cancellationToken)
    {
        var reports = await context.Reports.AsNoTracking().Where(report => report.RequestId == requestId)
            .OrderBy(report => report.At).ToListAsync(cancellationToken);
        var photos = await desk.Of(reports, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ReportShown>>(reports.ConvertAll(report => Show(report, photos[report.ReportId])));
    }

    private static async Task<Results<Ok<ReportShown>, ProblemHttpResult>> Get(
        Guid reportId, HttpContext http, CallingDevice device, DriversContext context, PhotoDesk desk, CancellationToken cancellationToken)
    {
        var report = await Visible(reportId, http, device, context, cancellationToken);
        if (report is null) return Unknown(reportId);
        var photos = await desk.Of([report], cancellationToken);
        return TypedResults.Ok(Show(report, photos[reportId]));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Photo(
        Guid reportId, Guid photoId, HttpContext http, CallingDevice device, DriversContext context, CancellationToken cancellationToken)
    {
        if (await Visible(reportId, http, device, context, cancellationToken) is null) return Unknown(reportId);
        var photo = await context.Photos.AsNoTracking()
            .FirstOrDefaultAsync(each => each.ReportId == reportId && each.PhotoId == photoId, cancellationToken);
        if (photo is null) return DriversFaults.UnknownPhoto.With($"Report {reportId} has no photo {photoId}.");
        return Picture(http, photo.Bytes, photo.ContentType);
    }

    internal static FileContentHttpResult Picture(HttpContext http, byte[] bytes, string contentType)
    {
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(bytes, contentType);
    }

    private static async Task<Results<Created<IReadOnlyList<PhotoShown>>, ProblemHttpResult>> Upload(
        Guid reportId, HttpContext http, CallingDevice device, DriversContext context, PhotoDesk photos, CancellationToken cancellationToken) =>
        await context.Reports.AsNoTracking().FirstOrDefaultAsync(report => report.ReportId == reportId && report.DriverId == device.DriverId, cancellationToken) is { } report
            ? await photos.Add(report, http.Request, fromCustomer: false, cancellationToken)
            : DriversFaults.UnknownReport.With($"You have told no report {reportId}. Tell the collection or handover first; its event id is the report's id.");

    private static async Task<ConditionReport?> Visible(
        Guid reportId, HttpContext http, CallingDevice device, DriversContext context, CancellationToken cancellationToken)
    {
        var report = await context.Reports.AsNoTracking().FirstOrDefaultAsync(each => each.ReportId == reportId, cancellationToken);
        if (report is null) return null;
        return Roles.Staff.Any(http.User.IsInRole) || report.DeviceId == device.DeviceId ? report : null;
    }

    private static ProblemHttpResult Unknown(Guid reportId) => DriversFaults.UnknownReport.With($"There is no report {reportId} that you may see.");

    private static ReportShown Show(ConditionReport report, IEnumerable<PhotoShown> photos) => new(
        report.ReportId, report.MoveId, report.StopIndex, report.RequestId, report.DriverId, report.Kind, report.IsCourtesy,
        report.MileageKm, report.FuelPercent, report.ChargePercent,
        JsonSerializer.Deserialize<IReadOnlyList<Damage>>(report.Damages, WireJson.Options)!,
        report.Note, report.Signature, report.SignedBy, report.CodeMatched, report.CarRead, report.Handover, report.StepsVersion,
        JsonSerializer.Deserialize<IReadOnlyList<StepAnswer>>(report.Answers, WireJson.Options)!,
        report is { Lon: { } lon, Lat: { } lat } ? new Place(lon, lat) : null, report.AccuracyMetres, report.DistanceMetres,
        report.At, report.ReceivedAt, PhotoDesk.Announced(report), [.. photos]);
}

/// <summary>A condition report.</summary>
internal sealed record ReportShown(
    Guid ReportId, Guid MoveId, int StopIndex, Guid RequestId, Guid DriverId, ReportKind Kind, bool IsCourtesy,
    int MileageKm, int? FuelPercent, int? ChargePercent, IReadOnlyList<Damage> Damages, string? Note, string? Signature, string? SignedBy, bool? CodeMatched,
    string? CarRead, HandoverKind Handover, int StepsVersion, IReadOnlyList<StepAnswer> Answers,
    Place? Position, int? AccuracyMetres, int? DistanceMetres, DateTimeOffset At, DateTimeOffset ReceivedAt,
    IReadOnlyList<AnnouncedPhoto> Announced, IReadOnlyList<PhotoShown> Photos);
