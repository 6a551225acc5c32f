using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Routing.Maps.Import;

/// <summary>Ready once the network answers; until then it says how far the import is, or why it failed.</summary>
internal sealed class ImportHealth(ImportStatus status) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            status.Stage switch
            {
                ImportStage.Ready => HealthCheckResult.Healthy("The network answers"),
                ImportStage.Failed => HealthCheckResult.Unhealthy(status.Problem),
                _ => HealthCheckResult.Unhealthy(Describe(status)),
            }
        );

    public static string Describe(ImportStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"Importing the map: {status.Step}, {status.Fraction * 100:0} %");
}
