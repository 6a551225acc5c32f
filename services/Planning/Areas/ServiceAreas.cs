using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Data;
using Routing.Planning.Roads;

namespace Routing.Planning.Areas;

/// <summary>Keeps the outlines of workshops' service areas: those that hang on the roads are made again for each newer map.</summary>
internal sealed partial class ServiceAreas(RegionSource regions, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ServiceAreas> logger) : BackgroundService
{
    private static readonly TimeSpan BeforeAnotherTry = TimeSpan.FromSeconds(5);

    /// <summary>Draws the outline of what a workshop says now, and tells it, with the context's next save. False when no road is near.</summary>
    public static async Task<bool> Draw(PlanningContext context, WorkshopChanged workshop, RoadsInUse roads, CancellationToken cancellation)
    {
        var stored = await context.ServiceAreas.SingleOrDefaultAsync(area => area.WorkshopId == workshop.WorkshopId, cancellation);
        if (workshop.ServiceArea is not { } said)
        {
            if (stored is not null) Put(context, stored, workshop, null, null);
            return true;
        }

        if (Outlines.Of(said, workshop.Place, roads, cancellation) is not { } outline) return false;
        if (stored is null) context.Add(stored = new StoredServiceArea { WorkshopId = workshop.WorkshopId, Body = "" });
        Put(context, stored, workshop, outline, said.Minutes is null ? null : roads.Key);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        RoadsInUse? drawn = null;
        while (true)
        {
            try
            {
                var roads = await regions.After(drawn, stoppingToken);
                await DrawAgain(roads, stoppingToken);
                drawn = roads;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException)
            {
                LogFailed(exception);
                await Task.Delay(BeforeAnotherTry, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DrawAgain(RoadsInUse roads, CancellationToken stopping)
    {
        List<Guid> outdated;
        await using (var scope = scopes.CreateAsyncScope())
        {
            outdated = await Context(scope).ServiceAreas.AsNoTracking().Where(area => area.Roads != null && area.Roads != roads.Key)
                .Select(area => area.WorkshopId).ToListAsync(stopping);
        }

        foreach (var workshopId in outdated)
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = Context(scope);
            var stored = await context.Workshops.AsNoTracking().SingleAsync(workshop => workshop.WorkshopId == workshopId, stopping);
            var workshop = MasterData.Read<WorkshopChanged>(stored.Body);
            if (!await Draw(context, workshop, roads, stopping))
            {
                // Better the outline that was right on the map before than none, which would be everywhere.
                LogNoRoad(workshop.Name, roads.Name);
                continue;
            }

            try
            {
                await context.SaveChangesAsync(stopping);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody changed the workshop, or another process was first: theirs is of the newer map, too.
            }
        }
    }

    private static void Put(PlanningContext context, StoredServiceArea stored, WorkshopChanged workshop, MultiPolygon? outline, string? roads)
    {
        stored.Version++;
        stored.Roads = roads;
        var change = new ServiceAreaChanged
        {
            WorkshopId = workshop.WorkshopId,
            Version = stored.Version,
            RadiusMetres = workshop.ServiceArea?.RadiusMetres,
            Minutes = workshop.ServiceArea?.Minutes,
            Outline = outline,
        };
        stored.Body = MasterData.Write(change);
        context.Publish(change);
    }

    private static PlanningContext Context(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<PlanningContext>();

    [LoggerMessage(303, LogLevel.Warning, "Service areas could not be drawn again; it is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(304, LogLevel.Warning, "The service area of {Workshop} stays as it was: {Region} has no road near the workshop")]
    private partial void LogNoRoad(string workshop, string region);
}
