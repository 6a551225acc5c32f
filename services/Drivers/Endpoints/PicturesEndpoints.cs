using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Reports;

namespace Routing.Drivers.Endpoints;

/// <summary>Drivers' faces: dispatchers put them there, customers see them while the driver is on the way.</summary>
internal static class PicturesEndpoints
{
    public static void MapPictures(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<IOptions<DriversOptions>>().Value.PhotoBytes;
        var picture = app.MapGroup("/api/drivers/{driverId:guid}/picture").WithTags("Devices");
        picture.MapPut("/", Put).WithName("PutDriverPicture").WithMetadata(new RequestSizeLimitAttribute(limit)).Admits(Door.Dispatcher)
            .WithSummary("The driver's picture, as a JPEG or PNG in the body");
        picture.MapGet("/", Get).WithName("GetDriverPicture").Admits(Door.Adviser).WithSummary("The driver's picture");
        picture.MapDelete("/", Delete).WithName("DeleteDriverPicture").Admits(Door.Dispatcher).WithSummary("Takes the picture away");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Put(
        Guid driverId, HttpContext http, DriversContext context, PhotoCleaner cleaner, CancellationToken cancellationToken)
    {
        if (!await context.Drivers.AnyAsync(driver => driver.DriverId == driverId, cancellationToken))
            return DriversFaults.UnknownDriver.With($"No driver has the id {driverId}. GET /api/drivers lists them.");
        if (await cleaner.Clean(await PhotoDesk.ReadAll(http.Request.Body, cancellationToken), cancellationToken) is not { } clean)
            return DriversFaults.NotAPhoto.With("Send the file as the body; it has to be a JPEG or PNG.");
        if (await context.Pictures.FindAsync([driverId], cancellationToken) is { } known) (known.ContentType, known.Bytes) = (clean.ContentType, clean.Bytes);
        else context.Pictures.Add(new DriverPicture { DriverId = driverId, ContentType = clean.ContentType, Bytes = clean.Bytes });
        await context.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Get(Guid driverId, DriversContext context, CancellationToken cancellationToken) =>
        await context.Pictures.AsNoTracking().SingleOrDefaultAsync(each => each.DriverId == driverId, cancellationToken) is { } picture
            ? TypedResults.File(picture.Bytes, picture.ContentType)
            : DriversFaults.NoPicture.With($"PUT /api/drivers/{driverId}/picture stores one.");

    private static async Task<NoContent> Delete(Guid driverId, DriversContext context, CancellationToken cancellationToken)
    {
        await context.Pictures.Where(picture => picture.DriverId == driverId).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
