using Microsoft.Extensions.Options;

namespace Routing.Maps.Import;

/// <summary>Runs the import once the service has started, so that the process answers "not yet, so far" meanwhile.</summary>
internal sealed partial class ImportService(
    IOptions<MapsOptions> options,
    IConfiguration configuration,
    ImportStatus status,
    CurrentMap current,
    TimeProvider clock,
    ILogger<ImportService> logger
) : BackgroundService, IHostedLifecycleService
{
    // Before any other service starts: nobody must take up the map of another extract.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            MapFiles.Withdraw(Data);
        }
        catch (DirectoryNotFoundException)
        {
            // The first start: there is nothing to withdraw.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogUntrusted(problem.Message);
        }
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Data => configuration["Data"] ?? "data";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        // A thread of its own: reading and building keep a core busy for seconds, or minutes for a country.
        Task.Factory.StartNew(() => Import(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Import(CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        var lastTenth = -1;
        try
        {
            var importer = new Importer(options.Value.Osm, Data, options.Value.MinIsland, announces: true, text => LogUntrusted(text));
            var map = importer.Run(Report, ct);
            current.Value = map;
            LogReady(map.Region.Info.Name, map.Region.Info.Arcs, map.Addresses.Counts.Houses, map.Reused, clock.GetElapsedTime(started).TotalSeconds);
            status.Succeed(map.Reused);
            var drawn = map.Drawn.Value.GetAwaiter().GetResult();
            LogDrawn(drawn.Tiles.Count, clock.GetElapsedTime(started).TotalSeconds);
        }
        catch (ImportException problem)
        {
            LogFailed(problem.Message);
            status.Fail(problem.Message);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            status.Fail("The service was stopped during the import; the next start begins it again.");
        }
        catch (Exception bug)
        {
            // Without a map the service can still tell why; letting this through would take the whole process down.
            LogBug(bug);
            status.Fail($"The import failed unexpectedly ({bug.GetType().Name}: {bug.Message}). See the log, and report it with the extract's origin.");
        }

        void Report(string step, double fraction)
        {
            status.Report(step, fraction);
            if ((int)(fraction * 10) == lastTenth)
                return;
            lastTenth = (int)(fraction * 10);
            LogProgress(step, (int)(fraction * 100));
        }
    }

    [LoggerMessage(400, LogLevel.Information, "Import: {Step}, {Percent} %")]
    private partial void LogProgress(string step, int percent);

    [LoggerMessage(401, LogLevel.Information, "Region {Name} answers: {Arcs} arcs, {Houses} house numbers, reused {Reused}, after {Seconds:0.0} s")]
    private partial void LogReady(string name, int arcs, int houses, bool reused, double seconds);

    [LoggerMessage(405, LogLevel.Information, "The map can be drawn: {Features} features, after {Seconds:0.0} s")]
    private partial void LogDrawn(int features, double seconds);

    [LoggerMessage(402, LogLevel.Warning, "{Problem}")]
    private partial void LogUntrusted(string problem);

    [LoggerMessage(403, LogLevel.Error, "Import failed: {Problem}")]
    private partial void LogFailed(string problem);

    [LoggerMessage(404, LogLevel.Error, "Import failed unexpectedly")]
    private partial void LogBug(Exception bug);
}
