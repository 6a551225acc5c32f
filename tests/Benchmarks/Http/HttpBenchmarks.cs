using System.Diagnostics;
using System.Globalization;
using Routing.Benchmarks.Measuring;
using Routing.RoadNetwork;

namespace Routing.Benchmarks.Http;

/// <summary>
/// The rows of DESIGN's section 6 that concern roads over HTTP: one client, one connection, requests one after the
/// other. With a reference (an OSRM server of the same extract) each request is sent to both in turn, so that a
/// machine that slows down slows both.
/// </summary>
internal sealed class HttpBenchmarks : IDisposable
{
    private const int Routes = 1000;

    // A server that has run for a while: its runtime compiles what runs often once more, optimised.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private const int TablePlaces = 1000;

    // OSRM CH over HTTP as DESIGN tells it, milliseconds: what "as fast" and "half" mean where no reference is at hand.
    private const double OsrmRoute = 0.84;
    private const double OsrmSteps = 1.4;
    private const double OsrmTable = 870;

    private readonly MapsServer _server;
    private readonly HttpClient _ours;
    private readonly HttpClient? _reference;
    private readonly Report _report;

    private HttpBenchmarks(MapsServer server, Uri? reference, Report report)
    {
        _server = server;
        _ours = new HttpClient { BaseAddress = server.Address };
        _reference = reference is null ? null : new HttpClient { BaseAddress = reference };
        _report = report;
    }

    public void Dispose()
    {
        _ours.Dispose();
        _reference?.Dispose();
    }

    public static int Run(string[] args)
    {
        var osm = Option(args, "--osm") ?? Places.Sample();
        var reference = Option(args, "--reference") is { } url ? new Uri(url) : null;
        var report = new Report($"Roads of {Path.GetFileName(osm)} over HTTP, seed 1", args.Contains("--json"));
        var places = PlacesOf(osm);
        using (var server = MapsServer.Start(osm))
        using (var benchmarks = new HttpBenchmarks(server, reference, report))
        {
            // The map is drawn ahead of the first who looks at it, on all cores: not beside what is measured.
            Get(benchmarks._ours, "/tiles/0/0/0.mvt");
            benchmarks.RoutesOneByOne(places);
            benchmarks.RoutesSideBySide(places);
            benchmarks.Tables(places);
            report.Add(new("peak memory of the server", server.PeakBytes / 1048576.0, "MiB"));
        }

        report.Finish();
        return 0;
    }

    private void RoutesOneByOne(string[] places)
    {
        string Route(int i, string options) => $"/route/v1/driving/{places[i]};{places[i + 1]}?{options}";
        Measure("nearest", i => $"/nearest/v1/driving/{places[i]}", Routes, null, null);
        Measure("route, bare (overview=false)", i => Route(i, "overview=false"), Routes, OsrmRoute, OsrmRoute / 2);
        Measure("route, simplified geometry (OSRM's default)", i => Route(i, ""), Routes, OsrmRoute, OsrmRoute / 2);
        Measure("route, full geometry and steps", i => Route(i, "overview=full&steps=true"), Routes, OsrmSteps, OsrmSteps / 2);
        Measure("route, GeoJSON, steps and annotations", i => Route(i, "overview=full&geometries=geojson&steps=true&annotations=true"), Routes, null, null);
    }

    private void RoutesSideBySide(string[] places)
    {
        const int clients = 8;
        var begun = Stopwatch.GetTimestamp();
        Parallel.For(0, 4 * Routes, new ParallelOptions { MaxDegreeOfParallelism = clients }, i =>
            Get(_ours, $"/route/v1/driving/{places[i % Routes]};{places[i % Routes + 1]}"));
        _report.Add(new($"routes by {clients} clients at once, client and server on one machine", 4 * Routes / Stopwatch.GetElapsedTime(begun).TotalSeconds, "a second"));
    }

    private void Tables(string[] places)
    {
        var all = string.Join(';', places.Take(TablePlaces));
        Measure($"table {TablePlaces} x {TablePlaces}", _ => $"/table/v1/driving/{all}", 15, OsrmTable / 2, OsrmTable / 5);
        Measure($"table {TablePlaces} x {TablePlaces} with distances", _ => $"/table/v1/driving/{all}?annotations=duration,distance", 9, null, null);
        var few = string.Join(';', places.Take(100));
        Measure("table 100 x 100", _ => $"/table/v1/driving/{few}", 101, null, null);
    }

    /// <param name="atLeast">Milliseconds for ours, where the reference is not at hand; with it, its own time counts.</param>
    private void Measure(string what, Func<int, string> path, int runs, double? atLeast, double? aim)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < 3 || Stopwatch.GetElapsedTime(begun) < WarmUp; i++)
        {
            Get(_ours, path(i % runs));
            if (_reference is not null)
                Get(_reference, path(i % runs));
        }

        // Of both cores, and the machine's other work left out: what to compare when it is not idle.
        var processor = _server.ProcessorMilliseconds;
        var (ours, theirs, ratios) = (new double[runs], new double[runs], new double[runs]);
        for (var i = 0; i < runs; i++)
        {
            ours[i] = Get(_ours, path(i));
            if (_reference is null)
                continue;
            theirs[i] = Get(_reference, path(i));
            ratios[i] = ours[i] / theirs[i];
        }

        processor = (_server.ProcessorMilliseconds - processor) / runs;
        Array.Sort(ours);
        var osrm = atLeast / aim is { } share ? share : 1; // How many times the aim "at least" is.
        _report.Add(new(what, ours[runs / 2], "ms", atLeast, aim));
        _report.Add(new("the same, 99th percentile", ours[runs * 99 / 100], "ms"));
        _report.Add(new("the same, processor time of the server", processor, "ms"));
        if (_reference is null)
            return;
        Array.Sort(theirs);
        Array.Sort(ratios);
        _report.Add(new("the same by the reference", theirs[runs / 2], "ms"));
        _report.Add(new("ratio to the reference, median of pairs", ratios[runs / 2], "", atLeast is null ? null : 1, aim is null ? null : 1 / osrm));
    }

    private static double Get(HttpClient client, string path)
    {
        var begun = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var body = answer.Content.ReadAsStream();
        body.CopyTo(Stream.Null);
        var milliseconds = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return answer.IsSuccessStatusCode
            ? milliseconds
            : throw new InvalidOperationException($"{client.BaseAddress} answers {(int)answer.StatusCode} to {path[..Math.Min(path.Length, 200)]}");
    }

    private static string[] PlacesOf(string osm)
    {
        var folder = Directory.CreateTempSubdirectory("roads-");
        try
        {
            var file = Path.Combine(folder.FullName, "region.roads");
            RegionBuilder.Build(osm, file, null, CancellationToken.None);
            using var region = Region.Open(file);
            var router = new Router(region);
            return [.. Places.Random(region, 2 * Routes, seed: 1)
                .Where(at => router.Nearest(Profile.Car, at).Outcome == SnapOutcome.Ok)
                .Select(at => string.Create(CultureInfo.InvariantCulture, $"{at.Lon:0.000000},{at.Lat:0.000000}"))
                .Take(Routes + 1)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
