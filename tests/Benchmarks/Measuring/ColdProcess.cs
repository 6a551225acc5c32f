using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Routing.RoadNetwork;

namespace Routing.Benchmarks.Measuring;

/// <param name="ImportMilliseconds">Of the extract, 0 when there was a region file.</param>
/// <param name="Steps">The import's steps with their milliseconds.</param>
/// <param name="AnswerMilliseconds">From the process's start to its first route.</param>
/// <param name="ProcessorMilliseconds">All threads together.</param>
/// <param name="PeakBytes">The most memory that was resident.</param>
internal sealed record ColdAnswer(
    double ImportMilliseconds,
    Dictionary<string, double> Steps,
    double AnswerMilliseconds,
    double ProcessorMilliseconds,
    long PeakBytes);

/// <summary>A process of its own that answers one route and tells what it took: start-up and compilation count.</summary>
internal static class ColdProcess
{
    public const string Command = "first-answer";

    /// <param name="osm">The extract to import first, null to open the region file.</param>
    /// <param name="region">The region file.</param>
    public static ColdAnswer Start(string? osm, string region)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        info.ArgumentList.Add(Command);
        info.ArgumentList.Add(region);
        if (osm is not null)
            info.ArgumentList.Add(osm);
        using var process = Process.Start(info)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<ColdAnswer>(answer)!
            : throw new InvalidOperationException($"The process ended with {process.ExitCode}: {answer}");
    }

    public static int Answer(string[] args)
    {
        var steps = new Steps();
        var begun = Stopwatch.GetTimestamp();
        var import = 0.0;
        if (args.Length > 1)
        {
            RegionBuilder.Build(args[1], args[0], steps, CancellationToken.None);
            import = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        using var region = Region.Open(args[0]);
        var places = Places.Random(region, 2, seed: 1);
        new Router(region).Route(Profile.Car, places, geometry: true, steps: false, CancellationToken.None);
        using var self = Process.GetCurrentProcess();
        var sinceStart = (TimeProvider.System.GetLocalNow().DateTime - self.StartTime).TotalMilliseconds;
        Console.WriteLine(JsonSerializer.Serialize(
            new ColdAnswer(import, steps.Milliseconds, sinceStart, self.TotalProcessorTime.TotalMilliseconds, PeakBytes(self))));
        return 0;
    }

    /// <summary>Linux says it to the page; elsewhere the runtime's own count has to do.</summary>
    private static long PeakBytes(Process self)
    {
        const string status = "/proc/self/status";
        var line = File.Exists(status) ? Array.Find(File.ReadAllLines(status), l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null
            ? self.PeakWorkingSet64
            : 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private sealed class Steps : IProgress<ImportProgress>
    {
        private string? _step;
        private long _since;

        public Dictionary<string, double> Milliseconds { get; } = [];

        public void Report(ImportProgress value)
        {
            if (value.Step == _step)
                return;
            if (_step is not null)
                Milliseconds[_step] = Stopwatch.GetElapsedTime(_since).TotalMilliseconds;
            _step = value.Step;
            _since = Stopwatch.GetTimestamp();
        }
    }
}
