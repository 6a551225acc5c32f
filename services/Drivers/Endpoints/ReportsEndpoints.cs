using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
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
    // What a form adds around the files.
    private const int FormBytes = 64 << 10;

    public static void MapReports(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<IOptions<DriversOptions>>().Value.PhotoBytes + FormBytes;
        app.MapGet("/api/reports", List).WithName("ListReports").WithTags("Reports")
            .WithSummary("The condition reports of a request, oldest first").Admits(Door.Adviser);
        var report = app.MapGroup("/api/reports/{reportId:guid}").WithTags("Reports");
        report.MapGet("/", Get).WithName("GetReport")
            .WithSummary("A condition report: for staff, and for the device that told it").Admits(Door.SignedIn);
        report.MapGet("/photos/{photoId:guid}", Photo).WithName("GetReportPhoto")
            .WithSummary("A photo of a report").Admits(Door.SignedIn);
        report.MapPost("/photos", Upload).WithName("AddReportPhotos").Admits(Door.Device)
            .WithMetadata(new RequestSizeLimitAttribute(limit))
            .WithSummary("Adds a photo to a report of the device's own, as a JPEG or PNG; the same file twice is one photo");
    }

    private static async Task<Ok<IReadOnlyList<ReportShown>>> List(Guid requestId, DriversContext context, CancellationToken cancellationToken)
    {
        var reports = await context.Reports.AsNoTracking().Where(report => report.RequestId == requestId)
            .OrderBy(report => report.At).ToListAsync(cancellationToken);
        var photos = await PhotosOf(context, reports, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ReportShown>>(reports.ConvertAll(report => Show(report, photos[report.ReportId])));
    }

    private static async Task<Results<Ok<ReportShown>, ProblemHttpResult>> Get(
        Guid reportId, HttpContext http, CallingDevice device, DriversContext context, CancellationToken cancellationToken)
    {
        var report = await Visible(reportId, http, device, context, cancellationToken);
        if (report is null) return Unknown(reportId);
        var photos = await PhotosOf(context, [report], cancellationToken);
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
        Guid reportId, HttpContext http, CallingDevice device, DriversContext context, PhotoCleaner cleaner, TimeProvider clock,
        IOptions<DriversOptions> options, CancellationToken cancellationToken)
    {
        if (await context.Reports.AsNoTracking().FirstOrDefaultAsync(report => report.ReportId == reportId && report.DriverId == device.DriverId, cancellationToken) is not { } report)
            return DriversFaults.UnknownReport.With($"You have told no report {reportId}. Tell the collection or handover first; its event id is the report's id.");
        var limit = options.Value.PhotoBytes;
        var files = await ReadFiles(http.Request, limit, cancellationToken);
        if (files is null) return DriversFaults.PhotoTooLarge.With($"A photo may have {limit >> 20} MB. Send it smaller.");
        if (files.Count == 0) return DriversFaults.NotAPhoto.With("Send the file as the body, or as a file of a multipart form.");
        var stored = new List<PhotoShown>();
        foreach (var file in files)
        {
            var (photo, problem) = await Add(report, file, context, cleaner, clock, options.Value.PhotosPerReport, cancellationToken);
            if (photo is null) return problem!;
            stored.Add(photo);
        }

        return TypedResults.Created((string?)null, (IReadOnlyList<PhotoShown>)stored);
    }

    private static async Task<(PhotoShown? Photo, ProblemHttpResult? Problem)> Add(
        ConditionReport report, byte[] file, DriversContext context, PhotoCleaner cleaner, TimeProvider clock, int most, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        if (await Find(context, report, hash, cancellationToken) is { } known) return (known, null);
        if (await context.Photos.CountAsync(photo => photo.ReportId == report.ReportId, cancellationToken) >= most)
            return (null, DriversFaults.TooManyPhotos.With($"A report holds {most} photos."));
        if (await cleaner.Clean(file, cancellationToken) is not { } clean)
            return (null, DriversFaults.NotAPhoto.With("The file cannot be read as a JPEG or PNG."));
        var row = new ReportPhoto
        {
            PhotoId = Guid.CreateVersion7(clock.GetUtcNow()),
            ReportId = report.ReportId,
            Sha256 = hash,
            ContentType = clean.ContentType,
            WidthPixels = clean.WidthPixels,
            HeightPixels = clean.HeightPixels,
            Bytes = clean.Bytes,
            TakenAt = clean.Camera.TakenAt,
            Lon = clean.Camera.Lon,
            Lat = clean.Camera.Lat,
            ReceivedAt = clock.GetUtcNow(),
        };
        context.Photos.Add(row);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The same file at the same moment.
            context.ChangeTracker.Clear();
            if (await Find(context, report, hash, cancellationToken) is { } other) return (other, null);
            throw;
        }

        return (Show(Stored.Of(row), report), null);
    }

    /// <returns>Null if one is too large.</returns>
    private static async Task<List<byte[]>?> ReadFiles(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        var files = new List<byte[]>();
        if (request.HasFormContentType)
        {
            foreach (var file in (await request.ReadFormAsync(cancellationToken)).Files)
            {
                if (file.Length > limit) return null;
                await using var content = file.OpenReadStream();
                files.Add(await ReadAll(content, cancellationToken));
            }

            return files;
        }

        var body = await ReadAll(request.Body, cancellationToken);
        if (body.Length > limit) return null;
        if (body.Length > 0) files.Add(body);
        return files;
    }

    internal static async Task<byte[]> ReadAll(Stream stream, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    private static async Task<PhotoShown?> Find(DriversContext context, ConditionReport report, string hash, CancellationToken cancellationToken) =>
        await context.Photos.AsNoTracking().Where(photo => photo.ReportId == report.ReportId && photo.Sha256 == hash).Select(Stored.From).FirstOrDefaultAsync(cancellationToken) is { } photo
            ? Show(photo, report)
            : null;

    internal static async Task<ILookup<Guid, PhotoShown>> PhotosOf(DriversContext context, List<ConditionReport> reports, CancellationToken cancellationToken)
    {
        var byId = reports.ToDictionary(report => report.ReportId);
        var photos = await context.Photos.AsNoTracking().Where(photo => byId.Keys.Contains(photo.ReportId)).OrderBy(photo => photo.PhotoId).Select(Stored.From).ToListAsync(cancellationToken);
        return photos.ToLookup(photo => photo.ReportId, photo => Show(photo, byId[photo.ReportId]));
    }

    /// <summary>A photo without its bytes.</summary>
    private sealed record Stored(
        Guid PhotoId, Guid ReportId, string Sha256, string ContentType, int WidthPixels, int HeightPixels, DateTimeOffset? TakenAt, double? Lon, double? Lat, DateTimeOffset ReceivedAt)
    {
        public static readonly Expression<Func<ReportPhoto, Stored>> From = photo => new(
            photo.PhotoId, photo.ReportId, photo.Sha256, photo.ContentType, photo.WidthPixels, photo.HeightPixels, photo.TakenAt, photo.Lon, photo.Lat, photo.ReceivedAt);

        public static readonly Func<ReportPhoto, Stored> Of = From.Compile();
    }

    /// <summary>With what the device said of it at capture: by the hash it is known whether this is what was taken then.</summary>
    private static PhotoShown Show(Stored photo, ConditionReport report)
    {
        var announced = Announced(report).Where(each => each.Sha256 is not null).ToList();
        var same = announced.Find(each => each.Sha256 == photo.Sha256);
        return new PhotoShown(
            photo.PhotoId, photo.Sha256, photo.ContentType, photo.WidthPixels, photo.HeightPixels, photo.ReceivedAt,
            same?.Side, announced.Count == 0 ? null : same is not null, same?.TakenAt ?? photo.TakenAt,
            same?.Position?.ToPlace() ?? (photo is { Lon: { } lon, Lat: { } lat } ? new Place(lon, lat) : null));
    }

    private static IReadOnlyList<AnnouncedPhoto> Announced(ConditionReport report) =>
        JsonSerializer.Deserialize<IReadOnlyList<AnnouncedPhoto>>(report.Announced, WireJson.Options)!;

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
        report.At, report.ReceivedAt, Announced(report), [.. photos]);
}

/// <summary>A photo that is stored; GET <c>/api/reports/REPORT/photos/PHOTO</c> has it.</summary>
/// <param name="PhotoId">The photo.</param>
/// <param name="Sha256">Of the file as it was uploaded.</param>
/// <param name="ContentType"><c>image/jpeg</c> or <c>image/png</c>.</param>
/// <param name="WidthPixels">Width.</param>
/// <param name="HeightPixels">Height.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Side">What it shows; null where the device did not say.</param>
/// <param name="AsTaken">True when it has the hash that the device made as it took a photo, false when it has none of them; null where the device made none.</param>
/// <param name="TakenAt">When it was taken, by the device or else by the camera; null when neither said.</param>
/// <param name="Position">Where, likewise.</param>
internal sealed record PhotoShown(
    Guid PhotoId, string Sha256, string ContentType, int WidthPixels, int HeightPixels, DateTimeOffset ReceivedAt,
    string? Side, bool? AsTaken, DateTimeOffset? TakenAt, Place? Position);

/// <summary>A condition report.</summary>
internal sealed record ReportShown(
    Guid ReportId, Guid MoveId, int StopIndex, Guid RequestId, Guid DriverId, ReportKind Kind, bool IsCourtesy,
    int MileageKm, int? FuelPercent, int? ChargePercent, IReadOnlyList<Damage> Damages, string? Note, string? Signature, string? SignedBy, bool? CodeMatched,
    string? CarRead, HandoverKind Handover, int StepsVersion, IReadOnlyList<StepAnswer> Answers,
    Place? Position, int? AccuracyMetres, int? DistanceMetres, DateTimeOffset At, DateTimeOffset ReceivedAt,
    IReadOnlyList<AnnouncedPhoto> Announced, IReadOnlyList<PhotoShown> Photos);
