using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Planning;
using Routing.Defaults.Doors;
using Routing.Defaults.Imports;
using Routing.Planning.Areas;
using Routing.Planning.Data;
using Routing.Planning.Endpoints;
using Routing.Planning.Roads;

namespace Routing.Planning.Imports;

/// <summary>Drivers and workshops from files.</summary>
internal static class ImportEndpoints
{
    private const string How = "CSV (a column's name is its place in the JSON) or a JSON array; each row has a key, and sent again it changes what it made. Answers server-sent events: begin, row with what became of each, end. With ?dryRun=true nothing is stored.";

    public static void MapImports(this WebApplication app)
    {
        var imports = app.MapGroup("/api/imports").WithTags("Planning").Admits(Door.Dispatcher);
        imports.MapPost("/drivers", Drivers).WithName("ImportDrivers").WithSummary("Makes or changes drivers from a file.").WithDescription(How);
        imports.MapPost("/workshops", Workshops).WithName("ImportWorkshops").WithSummary("Makes or changes workshops from a file.").WithDescription(How);
    }

    private static Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> Drivers(HttpContext http, bool? dryRun, CancellationToken cancellationToken) =>
        Import.Run(http, (row, services, ct) => Driver(row, dryRun == true, services, ct), cancellationToken);

    private static Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> Workshops(HttpContext http, bool? dryRun, CancellationToken cancellationToken) =>
        Import.Run(http, (row, services, ct) => Workshop(row, dryRun == true, services, ct), cancellationToken);

    private static async Task<ImportedRow> Driver(ImportRow row, bool isDry, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (body, refused) = await Import.BodyOf(row, services.GetRequiredService<IValidator<DriversEndpoints.DriverBody>>(), cancellationToken);
        if (body is null) return refused!;
        var data = services.GetRequiredService<PlanningContext>();
        if (!await data.Areas.AnyAsync(area => area.Area == body.Area, cancellationToken)) return UnknownArea(row, body.Area!);
        var id = Import.IdOf("driver", body.Area!, row.Key!);
        var stored = await data.Drivers.SingleOrDefaultAsync(driver => driver.DriverId == id, cancellationToken);
        if (stored is not null && MasterData.Write(body.ToMessage(id, stored.Revision)) == stored.Body) return new(row.Row, row.Key, RowOutcome.Same, id, null);
        if (isDry) return new(row.Row, row.Key, RowOutcome.Good, stored is null ? null : id, null);
        var change = body.ToMessage(id, (stored?.Revision ?? 0) + 1);
        if (stored is null) data.Add(new StoredDriver { DriverId = id, Area = change.Area, Revision = 1, Body = MasterData.Write(change) });
        else (stored.Revision, stored.Body) = (change.Revision, MasterData.Write(change));
        return await Save(row, data, change.Area, change, id, stored is null, services, cancellationToken);
    }

    private static async Task<ImportedRow> Workshop(ImportRow row, bool isDry, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (body, refused) = await Import.BodyOf(row, services.GetRequiredService<IValidator<WorkshopsEndpoints.WorkshopBody>>(), cancellationToken);
        if (body is null) return refused!;
        var data = services.GetRequiredService<PlanningContext>();
        if (services.GetRequiredService<RegionSource>().Current is not { } roads) return ImportedRow.Refuse(row, "", "The road network is still being imported. Try again in some seconds.");
        if (await data.Areas.AsNoTracking().SingleOrDefaultAsync(area => area.Area == body.Area, cancellationToken) is not { } area) return UnknownArea(row, body.Area!);
        var id = Import.IdOf("workshop", area.Area, row.Key!);
        var stored = await data.Workshops.SingleOrDefaultAsync(workshop => workshop.WorkshopId == id, cancellationToken);
        if (stored is not null && MasterData.Write(body.ToMessage(id, stored.Revision, area.TimeZone)) == stored.Body) return new(row.Row, row.Key, RowOutcome.Same, id, null);
        if (isDry) return new(row.Row, row.Key, RowOutcome.Good, stored is null ? null : id, null);
        var change = body.ToMessage(id, (stored?.Revision ?? 0) + 1, area.TimeZone);
        if (stored is null) data.Add(new StoredWorkshop { WorkshopId = id, Area = area.Area, Revision = 1, Body = MasterData.Write(change) });
        else (stored.Revision, stored.Body) = (change.Revision, MasterData.Write(change));
        await ServiceAreas.Draw(data, change, roads, cancellationToken);
        return await Save(row, data, area.Area, change, id, stored is null, services, cancellationToken);
    }

    private static async Task<ImportedRow> Save(ImportRow row, PlanningContext data, string area, object change, Guid id, bool isNew, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return await MasterData.Save(data, area, change, services.GetRequiredService<TimeProvider>().GetUtcNow(), null, cancellationToken)
                ? new(row.Row, row.Key, isNew ? RowOutcome.Created : RowOutcome.Changed, id, null)
                : ChangedMeanwhile(row);
        }
        catch (DbUpdateException)
        {
            // The same file, sent twice at the same moment.
            return ChangedMeanwhile(row);
        }
    }

    private static ImportedRow ChangedMeanwhile(ImportRow row) => ImportedRow.Refuse(row, "", "It was changed by somebody else at the same moment. Send the file again.");

    private static ImportedRow UnknownArea(ImportRow row, string area) => ImportedRow.Refuse(row, "area", $"There is no area '{area}'. GET /api/areas lists those there are.");
}
