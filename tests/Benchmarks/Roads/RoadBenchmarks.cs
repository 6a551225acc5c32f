using Routing.Benchmarks.Measuring;
using Routing.RoadNetwork;

namespace Routing.Benchmarks.Roads;

/// <summary>The rows of DESIGN's section 6 that concern roads in process.</summary>
internal static class RoadBenchmarks
{
    private const int Routes = 2000;

    public static int Run(string[] args)
    {
        var at = Array.IndexOf(args, "--osm");
        var osm = at >= 0 && at + 1 < args.Length ? args[at + 1] : Places.Sample();
        var report = new Report($"Roads of {Path.GetFileName(osm)}, in process, seed 1", args.Contains("--json"));
        var folder = Directory.CreateTempSubdirectory("roads-");
        try
        {
            var file = Path.Combine(folder.FullName, "region.roads");
            Cold(report, osm, file);
            using var region = Region.Open(file);
            var router = new Router(region);
            var places = Places.Random(region, Routes + 1, seed: 1);
            Answers(report, router, places);
            Tables(report, router, places);
            foreach (var profile in Enum.GetValues<Profile>())
                Customise(report, router, profile);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        report.Finish();
        return 0;
    }

    private static void Cold(Report report, string osm, string file)
    {
        // The first is for the disk's cache alone.
        var imports = Enumerable.Range(0, 4).Select(_ => ColdProcess.Start(osm, file)).Skip(1).OrderBy(a => a.AnswerMilliseconds).ToArray();
        var opens = Enumerable.Range(0, 6).Select(_ => ColdProcess.Start(null, file)).Skip(1).OrderBy(a => a.AnswerMilliseconds).ToArray();
        var import = imports[imports.Length / 2];
        var open = opens[opens.Length / 2];
        report.Add(new("extract to first answer, new process", import.AnswerMilliseconds / 1000, "s", 5, 2));
        report.Add(new("the same, processor time", import.ProcessorMilliseconds / 1000, "s"));
        foreach (var (step, milliseconds) in import.Steps)
            report.Add(new($"of it: {char.ToLowerInvariant(step[0])}{step[1..]}", milliseconds / 1000, "s"));
        report.Add(new("peak memory of the import", imports.Max(a => a.PeakBytes) / 1048576.0, "MiB", 2048));
        report.Add(new("region file", new FileInfo(file).Length / 1048576.0, "MiB"));
        report.Add(new("region file to first answer, new process", open.AnswerMilliseconds, "ms", 300, 100));
        report.Add(new("peak memory of answering", opens.Max(a => a.PeakBytes) / 1048576.0, "MiB"));
    }

    private static void Answers(Report report, Router router, Coordinate[] places)
    {
        foreach (var profile in Enum.GetValues<Profile>())
        {
            var isCar = profile == Profile.Car;
            var alone = Samples.OfAll(Routes, i => Route(i, geometry: false, steps: false));
            var geometry = Samples.OfAll(Routes, i => Route(i, geometry: true, steps: false));
            var steps = Samples.OfAll(Routes, i => Route(i, geometry: true, steps: true));
            report.Add(new($"route by {profile}, snapped", 1000 * alone.Median, "us"));
            report.Add(new($"route by {profile}, snapped, with geometry", 1000 * geometry.Median, "us", isCar ? 100 : null, isCar ? 30 : null));
            report.Add(new($"the same, 99th percentile", 1000 * geometry.P99, "us"));
            report.Add(new($"route by {profile}, snapped, with geometry and steps", 1000 * steps.Median, "us"));

            void Route(int i, bool geometry, bool steps) =>
                router.Route(profile, [places[i], places[i + 1]], geometry, steps, CancellationToken.None);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Routes; i++)
            router.Route(Profile.Car, [places[i], places[i + 1]], geometry: false, steps: false, CancellationToken.None);
        report.Add(new("allocated for a route without geometry", (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Routes / 1024, "KiB"));
    }

    private static void Tables(Report report, Router router, Coordinate[] places)
    {
        // Durations are what OSRM's table answers unless asked for more.
        Table(1000, 1000, distances: false, 31, 100, 30);
        Table(1000, 1000, distances: true, 31, 100, 30);
        Table(300, 300, distances: true, 51, null, null);
        Table(1, 300, distances: true, 101, null, null);
        Table(300, 1, distances: true, 101, null, null);

        void Table(int sources, int destinations, bool distances, int runs, double? atLeast, double? aim)
        {
            // Sources and destinations are other places, so that all are snapped.
            RoutePoint[] from = Array.ConvertAll(places[..sources], RoutePoint.ToRoutePoint), to = Array.ConvertAll(places[1000..(1000 + destinations)], RoutePoint.ToRoutePoint);
            var request = new TableRequest { Distances = distances };
            var samples = Samples.Of(runs, () => router.Table(Profile.Car, from, to, request, CancellationToken.None));
            report.Add(new($"table {sources} x {destinations} by Car, snapped, {(distances ? "with distances" : "durations alone")}", samples.Median, "ms", atLeast, aim));
        }
    }

    private static void Customise(Report report, Router router, Profile profile)
    {
        var random = new Random(2);
        var costs = new RoadCosts(router.Region, profile);
        for (var arc = 0; arc < costs.Arcs; arc++)
            costs.SetFactor(arc, 0.5 + random.NextDouble());
        var samples = Samples.Of(21, () => router.Customise(costs, CancellationToken.None));
        var isCar = profile == Profile.Car;
        report.Add(new($"new speeds for every road of {profile}, customised", samples.Median, "ms", isCar ? 300 : null, isCar ? 50 : null));
    }
}
