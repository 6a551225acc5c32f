using MassTransit;
using MassTransit.Monitoring;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

/// <summary>
/// Knows whether the bus is connected and says so once at each change. As a health check: unhealthy until the service's
/// queues are bound for the first time (before that, others' messages would miss them), then at worst degraded, since
/// without a broker requests are still taken and their messages wait in the outbox.
/// </summary>
internal sealed partial class BusState(IBusControl bus, BusOptions options, ILogger<BusState> logger)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the bus was connected for the first time.</summary>
    public Task Connected => _connected.Task;

    public bool IsUp => bus.CheckHealth().Status == BusHealthStatus.Healthy;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (IsUp)
            return Task.FromResult(HealthCheckResult.Healthy());
        var text = $"{Broker} cannot be reached; messages wait in the outbox.";
        return Task.FromResult(Connected.IsCompleted
            ? HealthCheckResult.Degraded(text)
            : HealthCheckResult.Unhealthy(text));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Connecting takes a moment; only what lasts is worth a line.
        var down = TimeSpan.Zero;
        var isTold = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Connected.IsCompleted ? Poll : StartPoll;
            if (IsUp)
            {
                _connected.TrySetResult();
                if (isTold)
                    LogReached(Broker);
                isTold = false;
                down = TimeSpan.Zero;
            }
            else if (!isTold && (down += pause) >= Grace)
            {
                LogUnreachable(Broker);
                isTold = true;
            }
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private string Broker => options.IsInMemory ? "The in-memory bus" : $"RabbitMQ at {options.Host}:{options.Port}";

    [LoggerMessage(101, LogLevel.Error,
        "{Broker} cannot be reached; messages wait in the outbox. Start it, or set Bus:Host, Bus:Port, Bus:Username and Bus:Password")]
    private partial void LogUnreachable(string broker);

    [LoggerMessage(102, LogLevel.Information, "{Broker} is reached again; waiting messages are sent")]
    private partial void LogReached(string broker);
}
