using Microsoft.Extensions.Diagnostics.HealthChecks;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Live;
using Routing.RoadNetwork.RegionFile;

namespace Routing.Planning.Roads;

/// <summary>
/// The region file that Maps made: the one that <c>current</c> in its directory names. Waits for
/// it, and goes over to a newer one.
/// </summary>
internal sealed partial class RegionSource(IConfiguration configuration, TimeProvider clock, ILogger<RegionSource> logger) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan WhileAbsent = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WhilePresent = TimeSpan.FromSeconds(5);
    private readonly string directory = DirectoryOf(configuration);
    private volatile RoadsInUse? current;
    private volatile TaskCompletionSource changes = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? currentFile;
    private string? failedFile;

    /// <summary>Where Maps keeps its region files.</summary>
    public static string DirectoryOf(IConfiguration configuration) => configuration["Maps:Directory"] ?? Path.Combine(configuration["Data"] ?? "data", "maps");

    /// <summary>The region file that is in use; null when there is none, or its name is being written.</summary>
    public static string? CurrentFile(string directory)
    {
        var pointer = Path.Combine(directory, "current");
        try
        {
            return File.Exists(pointer) && File.ReadAllText(pointer).Trim() is { Length: > 0 } name ? Path.Combine(directory, name) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The roads of a region file, asked as Maps is set to ask them.</summary>
    /// <exception cref="RegionFileException">It cannot be used.</exception>
    /// <exception cref="InvalidDataException">The speeds by hour cannot be used.</exception>
    public static RoadsInUse Open(string file, IConfiguration configuration)
    {
        var options = OptionsOf(configuration);
        return new(Region.Open(file), options);
    }

    /// <summary>Null until Maps has made one.</summary>
    public RoadsInUse? Current => current;

    /// <summary>Waits until there is one.</summary>
    public Task<RoadsInUse> Get(CancellationToken cancellation) => After(null, cancellation);

    /// <summary>Waits until there is another than the one known.</summary>
    public async Task<RoadsInUse> After(RoadsInUse? known, CancellationToken cancellation)
    {
        while (true)
        {
            // Taken before looking: a change between the two ends this wait, none is missed.
            var change = changes;
            if (current is { } roads && !ReferenceEquals(roads, known)) return roads;
            await change.Task.WaitAsync(cancellation);
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(current is { } roads
            ? HealthCheckResult.Healthy($"Plans over {roads.Name}.")
            : HealthCheckResult.Unhealthy($"Waits for Maps to import an extract: there is no file 'current' that names a region file in {directory}."));

    public override void Dispose()
    {
        current?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Look();
            await Task.Delay(current is null ? WhileAbsent : WhilePresent, clock, stoppingToken);
        }
    }

    private void Look()
    {
        // Where its name is being written, the next look finds it whole.
        if (CurrentFile(directory) is not { } file || string.Equals(file, currentFile, StringComparison.Ordinal)) return;
        try
        {
            // The one before stays mapped for those who still ask it; its handle goes with them.
            current = Open(file, configuration);
            currentFile = file;
            failedFile = null;
            LogOpened(current.Name, file);
            var told = changes;
            changes = new(TaskCreationOptions.RunContinuationsAsynchronously);
            told.SetResult();
        }
        catch (RegionFileException exception)
        {
            if (string.Equals(file, failedFile, StringComparison.Ordinal)) return;
            failedFile = file;
            LogDamaged(file, exception.Message);
        }
        catch (InvalidDataException exception)
        {
            if (string.Equals(file, failedFile, StringComparison.Ordinal)) return;
            failedFile = file;
            LogWrongSpeeds(exception.Message);
        }
    }

    /// <summary>The settings of Maps, so that a plan's ways are those that Maps would answer.</summary>
    /// <exception cref="InvalidDataException">The speeds by hour cannot be used.</exception>
    private static RouterOptions OptionsOf(IConfiguration configuration) => new()
    {
        MinIsland = configuration.GetValue("Maps:MinIsland", new RouterOptions().MinIsland),
        OtherRoadMetres = RouterOptions.UsualOtherRoadMetres,
        SpeedsByHour = configuration["Maps:SpeedsByHour"] is { Length: > 0 } path ? SpeedsByHour.Load(path) : SpeedsByHour.Usual,
    };

    [LoggerMessage(301, LogLevel.Information, "Planning over {Region} from {File}")]
    private partial void LogOpened(string region, string file);

    [LoggerMessage(305, LogLevel.Error, "{Problem} Nothing is planned until Maps:SpeedsByHour is mended or left out, and this is started again")]
    private partial void LogWrongSpeeds(string problem);

    [LoggerMessage(302, LogLevel.Error, "The region file {File} cannot be used: {Problem}. Let Maps import the extract again")]
    private partial void LogDamaged(string file, string problem);
}
