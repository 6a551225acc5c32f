using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Routing.Web.Pages;

/// <summary>A process that is there to serve pages is not ready without them.</summary>
internal sealed class PagesHealth(PageFiles files) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(files.AreLeftOut ? HealthCheckResult.Unhealthy("built without Node.js, so there are no pages") : HealthCheckResult.Healthy());
}
