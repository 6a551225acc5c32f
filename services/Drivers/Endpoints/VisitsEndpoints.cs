using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Reports;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Endpoints;

/// <summary>What a customer who holds a request's link may see of drivers: who is on the way to them now, and their car's reports.</summary>
internal static class VisitsEndpoints
{
    /// <summary>For so long a matched position is better than newer measured ones: the next match is on its way.</summary>
    private static readonly TimeSpan MatchCounts = TimeSpan.FromSeconds(20);

    public static void MapVisits(this WebApplication app)
    {
        var visit = app.MapGroup("/api/visits/{requestId:guid}/{secret}").WithTags("Visits").Admits(Door.Link).AddEndpointFilter(async (context, next) =>
            Opens(context.HttpContext) ? await next(context) : DriversFaults.UnknownLink.With("Check that the whole link was copied, or ask the workshop for it."));
        visit.MapGet("/driver", OnTheWay).WithName("GetVisitDriver")
            .WithSummary("The driver who is on the way to the customer now, and where; 204 while nobody is");
        visit.MapGet("/driver/picture", Picture).WithName("GetVisitDriverPicture").WithSummary("The same driver's picture");
        visit.MapGet("/reports", Reports).WithName("ListVisitReports").WithSummary("The condition reports of the customer's car, oldest first");
        visit.MapGet("/reports/{reportId:guid}/photos/{photoId:guid}", Photo).WithName("GetVisitPhoto").WithSummary("A photo of a report");
        visit.MapPost("/reports/{reportId:guid}/photos", Dispute).WithName("AddDisputePhotos").WithMetadata(PhotoDesk.SizeLimit(app.Services))
            .WithSummary("Adds a photo of the customer's to the report of the return, which they dispute, as a JPEG or PNG, up to 24 hours after it; the same file twice is one photo");
    }

    private static bool Opens(HttpContext http) =>
        Guid.TryParse((string?)http.Request.RouteValues["requestId"], out var request)
        && http.RequestServices.GetRequiredService<CustomerLinks>().Opens(request, (string)http.Request.RouteValues["secret"]!);

    private static async Task<Results<Ok<VisitDriver>, NoContent>> OnTheWay(Guid requestId, DriversContext context, CancellationToken cancellationToken)
    {
        if (await DriverOf(requestId, context, cancellationToken) is not { } id) return TypedResults.NoContent();
        var hasPicture = await context.Pictures.AnyAsync(picture => picture.DriverId == id, cancellationToken);
        return await context.Drivers.AsNoTracking().SingleOrDefaultAsync(driver => driver.DriverId == id, cancellationToken) is { } known
            ? TypedResults.Ok(new VisitDriver(known.Name, hasPicture, PositionOf(known)))
            : TypedResults.NoContent();
    }

    /// <summary>On the road where it was matched lately, so that the driver does not jump beside it and back.</summary>
    private static VisitPosition? PositionOf(KnownDriver driver) =>
        driver is { RoadLon: { } roadLon, RoadLat: { } roadLat, RoadAt: { } roadAt } && !(driver.PositionAt >= roadAt + MatchCounts) ? new(roadLon, roadLat, null, roadAt)
        : driver is { Lon: { } lon, Lat: { } lat, PositionAt: { } at } ? new(lon, lat, driver.AccuracyMetres, at)
        : null;

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Picture(
        Guid requestId, HttpContext http, DriversContext context, CancellationToken cancellationToken)
    {
        var id = await DriverOf(requestId, context, cancellationToken);
        var picture = await context.Pictures.AsNoTracking().SingleOrDefaultAsync(each => each.DriverId == id, cancellationToken);
        return picture is null
            ? DriversFaults.NoPicture.With("Nobody with a picture is on the way now.")
            : ReportsEndpoints.Picture(http, picture.Bytes, picture.ContentType);
    }

    private static async Task<Ok<IReadOnlyList<VisitReport>>> Reports(Guid requestId, DriversContext context, PhotoDesk desk, CancellationToken cancellationToken)
    {
        var reports = await context.Reports.AsNoTracking().Where(report => report.RequestId == requestId && !report.IsCourtesy)
            .OrderBy(report => report.At).ToListAsync(cancellationToken);
        var photos = await desk.Of(reports, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<VisitReport>>(reports.ConvertAll(report => new VisitReport(
            report.ReportId, report.MoveId, report.Kind, report.MileageKm, report.FuelPercent, report.ChargePercent,
            JsonSerializer.Deserialize<IReadOnlyList<Damage>>(report.Damages, WireJson.Options)!,
            report.SignedBy, report.Handover, report.At, report.ReceivedAt, [.. photos[report.ReportId]])));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Photo(
        Guid requestId, Guid reportId, Guid photoId, HttpContext http, DriversContext context, CancellationToken cancellationToken)
    {
        var isTheirs = await context.Reports.AnyAsync(report => report.ReportId == reportId && report.RequestId == requestId && !report.IsCourtesy, cancellationToken);
        var photo = isTheirs
            ? await context.Photos.AsNoTracking().SingleOrDefaultAsync(each => each.ReportId == reportId && each.PhotoId == photoId, cancellationToken)
            : null;
        return photo is null
            ? DriversFaults.UnknownPhoto.With($"Report {reportId} has no photo {photoId}.")
            : ReportsEndpoints.Picture(http, photo.Bytes, photo.ContentType);
    }

    private static async Task<Results<Created<IReadOnlyList<PhotoShown>>, ProblemHttpResult>> Dispute(
        Guid requestId, Guid reportId, HttpContext http, DriversContext context, PhotoDesk photos, TimeProvider clock, IOptions<DriversOptions> options, CancellationToken cancellationToken)
    {
        var report = await context.Reports.AsNoTracking().SingleOrDefaultAsync(
            each => each.ReportId == reportId && each.RequestId == requestId && each.Kind == ReportKind.HandedOver && !each.IsCourtesy, cancellationToken);
        var stop = report is null ? null : await context.Stops.AsNoTracking().SingleOrDefaultAsync(each => each.MoveId == report.MoveId && each.StopIndex == report.StopIndex, cancellationToken);
        if (report is null || stop is not { IsAtCustomer: true, HandedOverAt: not null })
            return DriversFaults.UnknownReport.With("Photos are added to the report of the return: handoverReportId of the move that brought the car back.");
        var until = report.At.AddHours(options.Value.DisputeHours);
        if (clock.GetUtcNow() > until)
            return DriversFaults.DisputeOver.With($"It could be disputed for {options.Value.DisputeHours} hours after the return, until {until:yyyy-MM-dd HH:mm} UTC. Call the workshop.");
        return await photos.Add(report, http.Request, fromCustomer: true, cancellationToken);
    }

    /// <summary>Whoever has set out for the customer, or has the car to be brought back, and is not done there; null before and after.</summary>
    private static async Task<Guid?> DriverOf(Guid requestId, DriversContext context, CancellationToken cancellationToken)
    {
        var stops = await context.Stops.AsNoTracking().Where(stop => stop.RequestId == requestId && stop.DriverId != null).ToListAsync(cancellationToken);
        return stops.Find(stop => stop is { IsAtCustomer: true, IsDone: false, HasFailed: false } && HasSetOut(stop, stops))?.DriverId;
    }

    private static bool HasSetOut(StopProgress stop, List<StopProgress> stops) =>
        stop.DepartedAt is not null || stop.ArrivedAt is not null
        || stops.Exists(other => other.MoveId == stop.MoveId && other.StopIndex == stop.StopIndex - 1 && other.IsDone);
}

/// <summary>Who comes.</summary>
/// <param name="Name">The driver's name.</param>
/// <param name="HasPicture">True where <c>driver/picture</c> has one.</param>
/// <param name="Position">Where they were last; null when not known.</param>
internal sealed record VisitDriver(string Name, bool HasPicture, VisitPosition? Position);

/// <summary>A position and its age.</summary>
/// <param name="Lon">Degrees.</param>
/// <param name="Lat">Degrees.</param>
/// <param name="AccuracyMetres">Radius of the fix; null when not known.</param>
/// <param name="At">When it was measured.</param>
internal sealed record VisitPosition(double Lon, double Lat, int? AccuracyMetres, DateTimeOffset At);

/// <summary>A condition report, as its customer sees it.</summary>
internal sealed record VisitReport(
    Guid ReportId, Guid MoveId, ReportKind Kind, int MileageKm, int? FuelPercent, int? ChargePercent, IReadOnlyList<Damage> Damages,
    string? SignedBy, HandoverKind Handover, DateTimeOffset At, DateTimeOffset ReceivedAt, IReadOnlyList<PhotoShown> Photos);
