using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Routing.Drivers.Data;

namespace Routing.Drivers.Queues;

/// <summary>Stands in for the broker where all services run in one process: the queue is a table of ours.</summary>
internal sealed class TableQueue(IServiceScopeFactory scopes) : IDriverQueue
{
    public async Task Post(QueuedSheet sheet, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<DriversContext>();
        context.Queue.Add(new QueueEntry
        {
            DriverId = sheet.DriverId,
            Area = sheet.Area,
            Day = sheet.Day,
            PlanVersion = sheet.PlanVersion,
            Revoked = sheet.Revoked,
            Body = sheet.Body,
        });
        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<QueuedSheet>> Look(Guid driverId, Predicate<QueuedSheet> wanted, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<DriversContext>();
        var entries = await context.Queue.AsNoTracking()
            .Where(entry => entry.DriverId == driverId).OrderBy(entry => entry.Sequence).ToListAsync(cancellationToken);
        var left = new List<QueuedSheet>();
        var gone = new List<long>();
        foreach (var entry in entries)
        {
            var sheet = new QueuedSheet(entry.DriverId, entry.Area, entry.Day, entry.PlanVersion, entry.Revoked, entry.Body);
            if (wanted(sheet) && !left.Exists(other => IsSame(other, sheet))) left.Add(sheet);
            else gone.Add(entry.Sequence);
        }

        if (gone.Count > 0) await context.Queue.Where(entry => gone.Contains(entry.Sequence)).ExecuteDeleteAsync(cancellationToken);
        return left;
    }

    internal static bool IsSame(QueuedSheet one, QueuedSheet other) =>
        one.Area == other.Area && one.Day == other.Day && one.PlanVersion == other.PlanVersion;
}
