using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Routing.Messaging;

internal sealed class DatabaseHealth<TContext>(TContext context) : IHealthCheck
    where TContext : ServiceContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext health, CancellationToken cancellationToken = default) =>
        await context.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database cannot be reached.");
}
