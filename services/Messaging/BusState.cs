using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

/// <summary>
/// Knows whether the bus is connected and says so once at each change. As a health check: unhealthy until the service's
/// queues are bound for the first time (before that, others' messages would miss them), then at worst degraded, since
/// without a broker requests are still taken and their messages wait in the outbox.
/// </summary>
internal sealed partial class BusState(
    IBusControl bus, BusOptions options, LostEndpoints lost, IHostApplicationLifetime process, ILogger<BusState> logger)
    : BackgroundService, IHostedLifecycleService, IHealthCheck
{
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RestartTimeout = TimeSpan.FromSeconds(20);

    private volatile bool _isTold;
    private volatile bool _isRestarting;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the bus was connected for the first time.</summary>
    public Task Connected => _connected.Task;

    public bool IsUp => !_isRestarting && bus.CheckHealth().Status == BusHealthStatus.Healthy;

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

    /// <summary>
    /// MassTransit, stopped while it connects, connects all the same, and takes messages that nobody is left to handle
    /// into the error queue. So a stop waits for the end of the start, unless the broker is known to be away.
    /// </summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; waited < Grace && !IsUp && !_isTold; waited += StartPoll)
            await Task.Delay(StartPoll, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        bus.ConnectReceiveEndpointObserver(lost);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Connecting takes a moment; only what lasts is worth a line.
        var down = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Connected.IsCompleted ? Poll : StartPoll;
            if (IsUp)
            {
                _connected.TrySetResult();
                if (_isTold)
                    LogReached(Broker);
                _isTold = false;
                down = TimeSpan.Zero;
            }
            else if (!_isTold && (down += pause) >= Grace)
            {
                LogUnreachable(Broker);
                _isTold = true;
            }
            if (lost.Any)
                await Restart(stoppingToken);
            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Stops and starts the bus. If even that fails the process is stopped, to be started again: nothing is lost by it.
    /// </summary>
    internal async Task Restart(CancellationToken cancellationToken)
    {
        LogRestarting();
        _isRestarting = true;
        try
        {
            lost.Clear();
            await bus.StopAsync(RestartTimeout);
            await bus.StartAsync(RestartTimeout);
        }
        // Whatever MassTransit throws here, a process that reads no queue is of no use.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogRestartFailed(exception);
            process.StopApplication();
        }
        finally
        {
            _isRestarting = false;
        }
    }

    private string Broker => options.IsInMemory ? "The in-memory bus" : $"RabbitMQ at {options.Host}:{options.Port}";

    [LoggerMessage(101, LogLevel.Error,
        "{Broker} cannot be reached; messages wait in the outbox. Start it, or set Bus:Host, Bus:Port, Bus:Username and Bus:Password")]
    private partial void LogUnreachable(string broker);

    [LoggerMessage(102, LogLevel.Information, "{Broker} is reached again; waiting messages are sent")]
    private partial void LogReached(string broker);

    [LoggerMessage(103, LogLevel.Warning, "A queue was not taken up again after the connection was lost; the bus is restarted")]
    private partial void LogRestarting();

    [LoggerMessage(104, LogLevel.Critical, "The bus could not be restarted; the process stops, to be started again")]
    private partial void LogRestartFailed(Exception exception);
}
