using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Stops;

public sealed class PostgresStopTests : StopTests
{
    private protected override Task<DriversApp> Start(string? data = null) => DriversApp.Start(data, settings: Postgres.Settings(data));
}
