using System.Globalization;
using Routing.Benchmarks.Measuring;
using Routing.RoadNetwork;

namespace Routing.Benchmarks.Scale;

/// <summary>How import, order, customisation, queries, files and memory grow with the network.</summary>
internal static class ScaleBenchmarks
{
    private const int Routes = 1000;

    public static int Run(string[] args)
    {
        var sizes = args.Where(a => !a.StartsWith('-')).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).DefaultIfEmpty().ToArray();
        if (sizes is [0])
            sizes = [1, 4, 16, 64];
        if (Array.Exists(sizes, size => size < 1 || Side(size) * Side(size) != size))
        {
            Console.Error.WriteLine("Cities stand in a square: 1, 4, 9, 16, ... of them.");
            return 2;
        }

        var report = new Report("Grids of the sample city, in process, seed 1", args.Contains("--json"));
        var grid = new CityGrid(Places.Sample());
        var folder = Directory.CreateTempSubdirectory("scale-");
        try
        {
            foreach (var size in sizes)
                Measure(report, grid, size, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        report.Finish();
        return 0;
    }

    private static int Side(int cities) => (int)Math.Round(Math.Sqrt(cities));

    private static void Measure(Report report, CityGrid grid, int cities, string folder)
    {
        var osm = Path.Combine(folder, "grid.osm.pbf");
        var file = Path.Combine(folder, "grid.roads");
        var label = cities == 1 ? "1 city" : $"{cities} cities";
        grid.Write(osm, Side(cities));
        var import = ColdProcess.Start(osm, file);
        File.Delete(osm);
        report.Add(new($"{label}: import", import.ImportMilliseconds / 1000, "s"));
        foreach (var (step, milliseconds) in import.Steps)
            report.Add(new($"{label}: of it: {char.ToLowerInvariant(step[0])}{step[1..]}", milliseconds / 1000, "s"));
        report.Add(new($"{label}: peak memory of the import", import.PeakBytes / 1048576.0, "MiB", 24 * 1024));
        report.Add(new($"{label}: region file", new FileInfo(file).Length / 1048576.0, "MiB"));
        var open = ColdProcess.Start(null, file);
        report.Add(new($"{label}: region file to first answer", open.AnswerMilliseconds, "ms"));
        report.Add(new($"{label}: peak memory of answering", open.PeakBytes / 1048576.0, "MiB"));
        using (var region = Region.Open(file))
        {
            var router = new Router(region);
            var places = Places.Random(region, 2001, seed: 1);
            report.Add(new($"{label}: road points", region.Info.Points, ""));
            var routes = Samples.OfAll(Routes, i =>
                router.Route(Profile.Car, [places[i], places[i + 1]], geometry: true, steps: false, CancellationToken.None));
            report.Add(new($"{label}: route by Car, snapped, with geometry", 1000 * routes.Median, "us", 1000));
            report.Add(new($"{label}: the same, 99th percentile", 1000 * routes.P99, "us"));
            var bare = Samples.OfAll(Routes, i =>
                router.Route(Profile.Car, [places[i], places[i + 1]], geometry: false, steps: false, CancellationToken.None));
            report.Add(new($"{label}: route by Car, snapped", 1000 * bare.Median, "us"));
            var tables = Samples.Of(5, () => router.Table(
                Profile.Car, places.AsSpan(0, 1000), places.AsSpan(1000, 1000), int.MaxValue, CancellationToken.None));
            report.Add(new($"{label}: table 1000 x 1000 by Car", tables.Median, "ms"));
            var costs = new RoadCosts(region, Profile.Car);
            var customise = Samples.Of(3, () => router.Customise(costs, CancellationToken.None));
            report.Add(new($"{label}: customise Car", customise.Median, "ms"));
        }

        File.Delete(file);
    }
}
