using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Drivers.Data;

namespace Routing.Drivers.Reports;

/// <summary>Takes and shows the photos of reports: those that drivers took, and those with which a customer disputes the return.</summary>
internal sealed class PhotoDesk(DriversContext context, PhotoCleaner cleaner, TimeProvider clock, IOptions<DriversOptions> options)
{
    // What a form adds around the files.
    private const int FormBytes = 64 << 10;

    /// <summary>What an endpoint that takes photos reads at most.</summary>
    public static RequestSizeLimitAttribute SizeLimit(IServiceProvider services) =>
        new(services.GetRequiredService<IOptions<DriversOptions>>().Value.PhotoBytes + FormBytes);

    /// <summary>Keeps the file that is the body, or the files of a form.</summary>
    public async Task<Results<Created<IReadOnlyList<PhotoShown>>, ProblemHttpResult>> Add(ConditionReport report, HttpRequest request, bool fromCustomer, CancellationToken cancellationToken)
    {
        var limit = options.Value.PhotoBytes;
        var files = await ReadFiles(request, limit, cancellationToken);
        if (files is null) return DriversFaults.PhotoTooLarge.With($"A photo may have {limit >> 20} MB. Send it smaller.");
        if (files.Count == 0) return DriversFaults.NotAPhoto.With("Send the file as the body, or as a file of a multipart form.");
        var stored = new List<PhotoShown>();
        foreach (var file in files)
        {
            var (photo, problem) = await Add(report, file, fromCustomer, cancellationToken);
            if (photo is null) return problem!;
            stored.Add(photo);
        }

        return TypedResults.Created((string?)null, (IReadOnlyList<PhotoShown>)stored);
    }

    /// <summary>The photos of reports, each report's in the order in which they came.</summary>
    public async Task<ILookup<Guid, PhotoShown>> Of(List<ConditionReport> reports, CancellationToken cancellationToken)
    {
        var byId = reports.ToDictionary(report => report.ReportId);
        var photos = await context.Photos.AsNoTracking().Where(photo => byId.Keys.Contains(photo.ReportId)).OrderBy(photo => photo.PhotoId).Select(Stored.From).ToListAsync(cancellationToken);
        return photos.ToLookup(photo => photo.ReportId, photo => Show(photo, byId[photo.ReportId]));
    }

    /// <summary>What the device said of its photos as it took them.</summary>
    public static IReadOnlyList<AnnouncedPhoto> Announced(ConditionReport report) =>
        JsonSerializer.Deserialize<IReadOnlyList<AnnouncedPhoto>>(report.Announced, WireJson.Options)!;

    private async Task<(PhotoShown? Photo, ProblemHttpResult? Problem)> Add(ConditionReport report, byte[] file, bool fromCustomer, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        if (await Find(report, hash, cancellationToken) is { } known) return (known, null);
        var most = fromCustomer ? options.Value.DisputePhotos : options.Value.PhotosPerReport;
        if (await context.Photos.CountAsync(photo => photo.ReportId == report.ReportId && photo.FromCustomer == fromCustomer, cancellationToken) >= most)
            return (null, DriversFaults.TooManyPhotos.With(fromCustomer ? $"A dispute holds {most} photos." : $"A report holds {most} photos."));
        if (await cleaner.Clean(file, cancellationToken) is not { } clean)
            return (null, DriversFaults.NotAPhoto.With("The file cannot be read as a JPEG or PNG."));
        var row = new ReportPhoto
        {
            PhotoId = Guid.CreateVersion7(clock.GetUtcNow()),
            ReportId = report.ReportId,
            FromCustomer = fromCustomer,
            Sha256 = hash,
            ContentType = clean.ContentType,
            WidthPixels = clean.WidthPixels,
            HeightPixels = clean.HeightPixels,
            Bytes = clean.Bytes,
            TakenAt = clean.Camera.TakenAt,

            // Where a customer was is nobody's business.
            Lon = fromCustomer ? null : clean.Camera.Lon,
            Lat = fromCustomer ? null : clean.Camera.Lat,
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
            if (await Find(report, hash, cancellationToken) is { } other) return (other, null);
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

    public static async Task<byte[]> ReadAll(Stream stream, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    private async Task<PhotoShown?> Find(ConditionReport report, string hash, CancellationToken cancellationToken) =>
        await context.Photos.AsNoTracking().Where(photo => photo.ReportId == report.ReportId && photo.Sha256 == hash).Select(Stored.From).FirstOrDefaultAsync(cancellationToken) is { } photo
            ? Show(photo, report)
            : null;

    /// <summary>A photo without its bytes.</summary>
    private sealed record Stored(
        Guid PhotoId, Guid ReportId, string Sha256, string ContentType, int WidthPixels, int HeightPixels, DateTimeOffset? TakenAt, double? Lon, double? Lat, DateTimeOffset ReceivedAt, bool FromCustomer)
    {
        public static readonly Expression<Func<ReportPhoto, Stored>> From = photo => new(
            photo.PhotoId, photo.ReportId, photo.Sha256, photo.ContentType, photo.WidthPixels, photo.HeightPixels, photo.TakenAt, photo.Lon, photo.Lat, photo.ReceivedAt, photo.FromCustomer);

        public static readonly Func<ReportPhoto, Stored> Of = From.Compile();
    }

    /// <summary>With what the device said of it at capture: by the hash it is known whether this is what was taken then. Of a customer's photo no device has said anything.</summary>
    private static PhotoShown Show(Stored photo, ConditionReport report)
    {
        var announced = photo.FromCustomer ? [] : Announced(report).Where(each => each.Sha256 is not null).ToList();
        var same = announced.Find(each => each.Sha256 == photo.Sha256);
        return new PhotoShown(
            photo.PhotoId, photo.Sha256, photo.ContentType, photo.WidthPixels, photo.HeightPixels, photo.ReceivedAt,
            same?.Side, announced.Count == 0 ? null : same is not null, same?.TakenAt ?? photo.TakenAt,
            same?.Position?.ToPlace() ?? (photo is { Lon: { } lon, Lat: { } lat } ? new Place(lon, lat) : null), photo.FromCustomer);
    }
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
/// <param name="Position">Where, likewise; of a customer's photo it is not kept.</param>
/// <param name="FromCustomer">True when the customer sent it, who disputes the report.</param>
internal sealed record PhotoShown(
    Guid PhotoId, string Sha256, string ContentType, int WidthPixels, int HeightPixels, DateTimeOffset ReceivedAt,
    string? Side, bool? AsTaken, DateTimeOffset? TakenAt, Place? Position, bool FromCustomer = false);
