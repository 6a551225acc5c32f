using Microsoft.Extensions.Options;
using Routing.Maps.Conditions;
using Routing.Messaging;
using Routing.RoadNetwork.Live;

namespace Routing.Maps.Import;

/// <param name="Announces">Whether other processes of the machine are told of the map that answers.</param>
internal sealed record ImportRole(bool Announces);

/// <summary>
/// Runs the import once the service has started, so that the process answers "not yet, so far" meanwhile; and again, beside
/// the map that answers, when the extract has changed or somebody asks for it. The new map heeds the road conditions before
/// requests see it; the old one's files go with its last reader.
/// </summary>
internal sealed partial class ImportService(
    IOptions<MapsOptions> options,
    IConfiguration configuration,
    ImportRole role,
    ImportStatus status,
    MapReload reload,
    CurrentMap current,
    LiveConditions conditions,
    TimeProvider clock,
    ILogger<ImportService> logger
) : BackgroundService, IHostedLifecycleService, IBeginsEarly
{
    private readonly List<LoadedMap> retired = [];
    private readonly CancellationTokenSource dropped = new();
    private FileMark? imported;
    private Task<LoadedMap>? first;
    private int toldTenth = -1;
    private bool isDisposed;

    /// <summary>
    /// Before any other service starts: nobody must take up the map of another extract. The import is the longest part of a
    /// first start, so it begins now too; it is taken up once the conditions can be read.
    /// </summary>
    public void Begin()
    {
        if (first is not null || current.Value is not null) return;
        try
        {
            if (role.Announces) MapFiles.Withdraw(Data);
        }
        catch (DirectoryNotFoundException)
        {
            // The first start: there is nothing to withdraw.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogUntrusted(problem.Message);
        }
        imported = FileMark.Of(options.Value.Osm);
        first = Import(Report, dropped.Token);
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Begin();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The container knows it by several names and disposes of each.
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, true)) return;
        dropped.Cancel();
        dropped.Dispose();
        base.Dispose();
    }

    private string Data => configuration["Data"] ?? "data";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (first is not null) await Begin(first, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var isAsked = await Wait(stoppingToken);
            CleanUp();
            if (stoppingToken.IsCancellationRequested) return;
            if (isAsked || await HasChanged(stoppingToken)) await Renew(stoppingToken);
        }
    }

    private async Task Begin(Task<LoadedMap> import, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        await using var stop = ct.Register(dropped.Cancel);
        try
        {
            var map = await import;
            await TakeUp(map, ct);
            LogReady(map.Region.Info.Name, map.Region.Info.Arcs, map.Addresses.Counts.Houses, map.Reused, clock.GetElapsedTime(started).TotalSeconds);
            status.Succeed(map.Reused);
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
            status.Fail(Describe(bug));
        }
    }

    private void Report(string step, double fraction)
    {
        status.Report(step, fraction);
        if ((int)(fraction * 10) == toldTenth) return;
        toldTenth = (int)(fraction * 10);
        LogProgress(step, (int)(fraction * 100));
    }

    private async Task Renew(CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        try
        {
            reload.Report("Looking at the extract", 0);
            imported = FileMark.Of(options.Value.Osm);
            var map = await Import(reload.Report, ct);
            if (map.Files.ExtractSha256 == current.Value?.Files.ExtractSha256)
            {
                map.Dispose();
            }
            else
            {
                await Draw(map);
                await TakeUp(map, ct);
                LogReady(map.Region.Info.Name, map.Region.Info.Arcs, map.Addresses.Counts.Houses, map.Reused, clock.GetElapsedTime(started).TotalSeconds);
                status.Succeed(map.Reused);
            }

            reload.Done(current.Value!.Files.ExtractSha256);
        }
        catch (ImportException problem)
        {
            LogFailed(problem.Message);
            reload.Fail(problem.Message);
        }
        catch (Exception bug) when (!ct.IsCancellationRequested)
        {
            LogBug(bug);
            reload.Fail(Describe(bug));
        }
    }

    // A thread of its own: reading and building keep a core busy for seconds, or minutes for a country.
    private Task<LoadedMap> Import(Action<string, double> report, CancellationToken ct) => Task.Factory.StartNew(
        () => new Importer(options.Value.Osm, Data, options.Value.MinIsland, Speeds(), text => LogUntrusted(text)).Run(report, ct),
        ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Before it is taken into use: tiles must not wait for it then.</summary>
    private static async Task Draw(LoadedMap map)
    {
        try
        {
            await map.Drawn.Value;
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    private SpeedsByHour Speeds()
    {
        try
        {
            return options.Value.LoadSpeeds();
        }
        catch (InvalidDataException problem)
        {
            throw new ImportException($"{problem.Message} Mend it, or leave the setting Maps:SpeedsByHour out.", problem);
        }
    }

    private async Task TakeUp(LoadedMap map, CancellationToken ct)
    {
        var before = current.Value;
        await conditions.TakeUp(map, ct);
        if (before is not null) retired.Add(before);
        if (role.Announces) map.Files.Announce();
    }

    /// <summary>Until it is time to look at the extract, somebody asks (true), or a map that is not used any more is closed.</summary>
    private async Task<bool> Wait(CancellationToken ct)
    {
        var asked = reload.Asked;
        var watch = options.Value.WatchSeconds > 0 ? TimeSpan.FromSeconds(options.Value.WatchSeconds) : Timeout.InfiniteTimeSpan;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var tick = Task.Delay(watch, clock, over.Token);
        await Task.WhenAny([asked, tick, .. retired.Select(map => map.Closed)]);
        await over.CancelAsync();
        return asked.IsCompleted;
    }

    /// <summary>Whether the file is another than was imported, and is not being written any more.</summary>
    private async Task<bool> HasChanged(CancellationToken ct)
    {
        var seen = FileMark.Of(options.Value.Osm);
        if (options.Value.WatchSeconds == 0 || seen is null || seen == imported) return false;
        await Task.Delay(TimeSpan.FromSeconds(Math.Min(2, options.Value.WatchSeconds)), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return seen == FileMark.Of(options.Value.Osm);
    }

    /// <summary>Deletes the files of maps that nobody reads any more. Here alone, so that none is deleted that is being built again.</summary>
    private void CleanUp() => retired.RemoveAll(map =>
        map.Closed.IsCompleted && (map.Files.Region == current.Value?.Files.Region || map.Files.TryDelete()));

    private static string Describe(Exception bug) =>
        $"The import failed unexpectedly ({bug.GetType().Name}: {bug.Message}). See the log, and report it with the extract's origin.";

    private sealed record FileMark(long Bytes, DateTime WrittenAt)
    {
        public static FileMark? Of(string path) =>
            new FileInfo(path) is { Exists: true } file ? new FileMark(file.Length, file.LastWriteTimeUtc) : null;
    }

    [LoggerMessage(400, LogLevel.Information, "Import: {Step}, {Percent} %")]
    private partial void LogProgress(string step, int percent);

    [LoggerMessage(401, LogLevel.Information, "Region {Name} answers: {Arcs} arcs, {Houses} house numbers, reused {Reused}, after {Seconds:0.0} s")]
    private partial void LogReady(string name, int arcs, int houses, bool reused, double seconds);

    [LoggerMessage(402, LogLevel.Warning, "{Problem}")]
    private partial void LogUntrusted(string problem);

    [LoggerMessage(403, LogLevel.Error, "Import failed: {Problem}")]
    private partial void LogFailed(string problem);

    [LoggerMessage(404, LogLevel.Error, "Import failed unexpectedly")]
    private partial void LogBug(Exception bug);
}
