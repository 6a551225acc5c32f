using Microsoft.EntityFrameworkCore;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Queues;

public sealed class PostgresQueueTests : QueueTests
{
    private protected override Task<DriversApp> Start(string? data = null) => DriversApp.Start(data, settings: Postgres.Settings(data));

    private protected override async Task<IReadOnlyList<string>> Left(DriversApp app, Guid driverId) =>
        await app.Read(context => context.Queue.Where(entry => entry.DriverId == driverId).Select(entry => entry.Body)
            .ToListAsync(TestContext.Current.CancellationToken));
}
