using System.Linq.Expressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Queues;
using Routing.Drivers.Sheets;

namespace Routing.Drivers.Endpoints;

internal static class SheetsEndpoints
{
    public static void MapSheets(this WebApplication app)
    {
        var own = app.MapGroup("").WithTags("Route sheets").Admits(Door.Device);
        own.MapGet("/api/route.json", OwnJson).WithName("GetRouteJson").WithSummary("The driver's route as it stands");
        own.MapGet("/api/route.html", OwnPage).WithName("GetRoutePage").WithSummary("The same as a page to read and print");
        own.MapGet("/api/route.gpx", OwnGpx).WithName("GetRouteGpx").WithSummary("The same for other navigators: a track a leg");
        own.MapGet("/api/route.pdf", OwnPdf).WithName("GetRoutePdf").WithSummary("The same on A4");
        var any = app.MapGroup("/api/drivers/{driverId:guid}/routes").WithTags("Route sheets").Admits(Door.Dispatcher);
        any.MapGet("/{day}", AnyJson).WithName("GetDriverRoute").WithSummary("A driver's route of a day as it stands");
        any.MapGet("/{day}.html", AnyPage).WithName("GetDriverRoutePage").WithSummary("The same as a page to read and print");
        any.MapGet("/{day}.gpx", AnyGpx).WithName("GetDriverRouteGpx").WithSummary("The same for other navigators: a track a leg");
        any.MapGet("/{day}.pdf", AnyPdf).WithName("GetDriverRoutePdf").WithSummary("The same on A4");
        app.MapGet("/sheet/{secret}", Linked).WithName("GetLinkedSheet").WithTags("Route sheets").Admits(Door.Link)
            .WithSummary("The page of a route sheet, by the link in its QR code, until the day is over");
    }

    private static async Task<Results<Ok<RouteSheet>, ProblemHttpResult>> OwnJson(
        CallingDevice device, DriversContext context, SheetPrinter printer, TimeProvider clock, CancellationToken token, DateOnly? day = null) =>
        await Own(context, device, day, clock, token) is { } sheet ? TypedResults.Ok(await printer.Present(sheet, token)) : NoOwn();

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> OwnPage(
        CallingDevice device, DriversContext context, SheetPrinter printer, TimeProvider clock, HttpContext http, CancellationToken token, DateOnly? day = null) =>
        await Own(context, device, day, clock, token) is { } sheet ? await printer.Page(sheet, http, token) : NoOwn();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> OwnGpx(
        CallingDevice device, DriversContext context, SheetPrinter printer, TimeProvider clock, HttpContext http, CancellationToken token, DateOnly? day = null) =>
        await Own(context, device, day, clock, token) is { } sheet ? await printer.Gpx(sheet, http, token) : NoOwn();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> OwnPdf(
        CallingDevice device, DriversContext context, SheetPrinter printer, TimeProvider clock, HttpContext http, CancellationToken token, DateOnly? day = null) =>
        await Own(context, device, day, clock, token) is { } sheet ? await printer.Pdf(sheet, http, token) : NoOwn();

    private static async Task<Results<Ok<RouteSheet>, ProblemHttpResult>> AnyJson(
        Guid driverId, DateOnly day, DriversContext context, SheetPrinter printer, CancellationToken token) =>
        await Any(context, driverId, day, token) is { } sheet ? TypedResults.Ok(await printer.Present(sheet, token)) : NoAny(driverId, day);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> AnyPage(
        Guid driverId, DateOnly day, DriversContext context, SheetPrinter printer, HttpContext http, CancellationToken token) =>
        await Any(context, driverId, day, token) is { } sheet ? await printer.Page(sheet, http, token) : NoAny(driverId, day);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AnyGpx(
        Guid driverId, DateOnly day, DriversContext context, SheetPrinter printer, HttpContext http, CancellationToken token) =>
        await Any(context, driverId, day, token) is { } sheet ? await printer.Gpx(sheet, http, token) : NoAny(driverId, day);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AnyPdf(
        Guid driverId, DateOnly day, DriversContext context, SheetPrinter printer, HttpContext http, CancellationToken token) =>
        await Any(context, driverId, day, token) is { } sheet ? await printer.Pdf(sheet, http, token) : NoAny(driverId, day);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Linked(
        string secret, DriversContext context, SheetPrinter printer, TimeProvider clock, HttpContext http, CancellationToken token)
    {
        var over = clock.GetUtcNow() - StoredSheet.Slack;
        return await Find(context, sheet => sheet.LinkSecret == secret && sheet.DayEnd > over, token) is { } sheet
            ? await printer.Page(sheet, http, token)
            : DriversFaults.UnknownSheet.With("The link is not valid, or its day is over.");
    }

    private static Task<StoredSheet?> Own(DriversContext context, CallingDevice device, DateOnly? day, TimeProvider clock, CancellationToken token)
    {
        var now = clock.GetUtcNow();
        return Find(context, sheet => sheet.DriverId == device.DriverId && (day == null ? sheet.DayEnd > now : sheet.Day == day), token);
    }

    private static Task<StoredSheet?> Any(DriversContext context, Guid driverId, DateOnly day, CancellationToken token) =>
        Find(context, sheet => sheet.DriverId == driverId && sheet.Day == day, token);

    private static Task<StoredSheet?> Find(DriversContext context, Expression<Func<StoredSheet, bool>> which, CancellationToken token) =>
        context.Sheets.AsNoTracking().Where(which).Where(sheet => !sheet.Revoked)
            .OrderBy(sheet => sheet.Day).ThenByDescending(sheet => sheet.ReceivedAt).FirstOrDefaultAsync(token);

    private static ProblemHttpResult NoOwn() => DriversFaults.NoRoute.With("No route has been assigned to you for then.");

    private static ProblemHttpResult NoAny(Guid driverId, DateOnly day) =>
        DriversFaults.NoRoute.With($"Driver {driverId} has no route on {day:O}.");
}
