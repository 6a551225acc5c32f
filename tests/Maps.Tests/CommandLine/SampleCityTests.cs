using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Routing.Maps.Tests.CommandLine;

/// <summary>The bundled city, imported once by the real command in a process that may write to 2 GiB of memory at most.</summary>
public sealed class ImportedSample : IAsyncLifetime
{
    public const int LimitKibibytes = 2 << 20;

    private readonly TempFolder folder = new();

    public static string Osm { get; } = Path.Combine(AppContext.BaseDirectory, "Sample", "montevideo.osm.pbf");

    public string Data => folder.File("data");

    public int ExitCode { get; private set; }

    public string Error { get; private set; } = "";

    public string Output { get; private set; } = "";

    /// <summary>The most that it held in memory, mapped files included.</summary>
    public long PeakKibibytes { get; private set; }

    public static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public async ValueTask InitializeAsync()
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "Routing.Maps.dll"), "import", "--osm", Osm, "--data", Data, "--json"];

        // ulimit -d: the kernel's limit on all memory that a process may write to, not on the addresses that .NET reserves.
        using var process = OperatingSystem.IsLinux()
            ? Start("bash", ["-c", $"ulimit -d {LimitKibibytes} && exec dotnet \"$@\"", "import", .. command])
            : Start("dotnet", command);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExitAsync();
        while (await Task.WhenAny(ended, Task.Delay(20)) != ended)
            PeakKibibytes = Math.Max(PeakKibibytes, PeakOf(process.Id));
        (ExitCode, Error, Output) = (process.ExitCode, await error, await output);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // It has just ended, or there is no /proc.
        }
    }
}

public sealed class SampleCityTests(ImportedSample sample, ITestOutputHelper output) : IClassFixture<ImportedSample>
{
    [Fact]
    public void It_is_imported_within_two_gibibytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Limits of a process are set by Linux's ulimit -d, and read from /proc.");
        Assert.True(sample.ExitCode == 0, sample.Error);
        Assert.True(File.Exists(JsonDocument.Parse(sample.Output).RootElement.GetProperty("region").GetString()));
        output.WriteLine($"Peak {sample.PeakKibibytes / 1024} MiB");
        Assert.InRange(sample.PeakKibibytes, 100 << 10, ImportedSample.LimitKibibytes);
    }

    /// <summary>All at once, the moment that the line is there, while the map is still being drawn.</summary>
    [Fact]
    public async Task The_first_request_of_every_kind_after_the_ready_line_is_answered()
    {
        const string a = "-56.1819,-34.9058", b = "-56.1645,-34.9011";
        (string Path, string Type)[] requests =
        [
            ($"/route/v1/car/{a};{b}", "application/json"),
            ($"/route/v1/foot/{a};{b}?steps=true&annotations=true", "application/json"),
            ($"/route/v1/driving/{a};{b}?alternatives=true", "application/json"),
            ($"/route/v1/car/{a};{b}?exclude=motorway,narrow", "application/json"),
            ($"/route/v1/car/{a};{b}?depart_at=2026-11-26T08:30", "application/json"),
            ($"/table/v1/cycling/{a};{b}?annotations=duration,distance", "application/json"),
            ($"/nearest/v1/scooter/{a}?number=3", "application/json"),
            ($"/match/v1/car/{a};{b}", "application/json"),
            ($"/isochrone/v1/car/{a}?minutes=5", "application/json"),
            ($"/isochrone/v1/car/{a}?minutes=5&direction=to", "application/json"),
            ("/api/geocode?q=Rivera", "application/geo+json"),
            ($"/api/reverse?lon=-56.1819&lat=-34.9058", "application/geo+json"),
            ("/api/region", "application/json"),
            ("/api/road-conditions", "application/json"),
            ("/api/region/reload", "application/json"),
            ("/tiles.json", "application/json"),
            ("/tiles/14/5635/9891.mvt", "application/vnd.mapbox-vector-tile"),
            ("/style/day.json", "application/json"),
            ("/sprites/day.json", "application/json"),
            ($"/static/day/{a},14/300x200.png", "image/png"),
            ("/openapi/v1.json", "application/json"),
            ("/health/ready", ""),
        ];
        Assert.True(sample.ExitCode == 0, sample.Error);
        var ct = TestContext.Current.CancellationToken;
        using var process = ImportedSample.Start("dotnet", Path.Combine(AppContext.BaseDirectory, "Routing.Maps.dll"), "serve", "--osm", ImportedSample.Osm, "--data", sample.Data, "--urls", "http://127.0.0.1:0");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(ct);
            Assert.StartsWith("Ready: montevideo at http://127.0.0.1:", line, StringComparison.Ordinal);
            using var http = new HttpClient { BaseAddress = new Uri(line!.Split(' ')[^1]) };
            var clock = Stopwatch.StartNew();
            var answers = await Task.WhenAll(requests.Select(async request =>
            {
                using var answer = await http.GetAsync(new Uri(request.Path, UriKind.Relative), ct);
                return (request.Path, request.Type, answer.StatusCode, Given: answer.Content.Headers.ContentType?.MediaType, Body: await answer.Content.ReadAsStringAsync(ct), clock.Elapsed);
            }));
            foreach (var answer in answers)
            {
                output.WriteLine($"{answer.Elapsed.TotalMilliseconds,6:0} ms {answer.Path}");
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.Path}: {answer.StatusCode} {answer.Body}");
                if (answer.Type.Length > 0)
                    Assert.Equal(answer.Type, answer.Given);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
