using System.Diagnostics;
using System.Globalization;
using Routing.Addresses;
using Routing.Benchmarks.Measuring;

namespace Routing.Benchmarks.Map;

/// <summary>
/// The quality and the speed of address search, on queries made from addresses of the extract as people would mangle them.
/// Found is the house itself: its number, within 60 m of where the extract has it.
/// </summary>
internal static class AddressBenchmarks
{
    private const int QueriesPerKind = 125;
    private const int Seed = 20170401;

    public static int Run(string[] args)
    {
        var at = Array.IndexOf(args, "--osm");
        var osm = at >= 0 && at + 1 < args.Length ? args[at + 1] : Places.Sample();
        var report = new Report($"Addresses of {Path.GetFileName(osm)}, in process, one thread, seed {Seed}", args.Contains("--json"));
        var folder = Directory.CreateTempSubdirectory("addresses-");
        try
        {
            var file = Path.Combine(folder.FullName, "map.addresses");
            report.Add(new("extract to index", Samples.Once(() => AddressIndexBuilder.Build(osm, file)) / 1000, "s"));
            report.Add(new("index file", new FileInfo(file).Length / 1048576.0, "MiB"));
            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var index = AddressIndex.Open(file);
            index.Search(new SearchRequest("a"));
            report.Add(new("memory of an open index, managed", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0, "MiB"));
            Ask(report, index, osm, args.Contains("--misses"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        report.Finish();
        return 0;
    }

    private static void Ask(Report report, AddressIndex index, string osm, bool showsMisses)
    {
        var random = new Random(Seed);
        var houses = SampleHouses.Read(osm).ToArray();
        report.Add(new("addresses to draw from", houses.Length, ""));
        var (all, first, five) = (0, 0, 0);
        var times = new List<double>();
        foreach (var (kind, mangle) in Mangling.Kinds)
        {
            var (kindFirst, kindFive, asked) = (0, 0, 0);
            for (var tries = 0; asked < QueriesPerKind && tries < 400 * QueriesPerKind; tries++)
            {
                var house = houses[random.Next(houses.Length)];
                if (mangle(house, random) is not { } text)
                    continue;
                asked++;
                var request = new SearchRequest(text, Limit: 5);
                var begun = Stopwatch.GetTimestamp();
                var answers = index.Search(request);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                var rank = answers.ToList().FindIndex(answer => Is(answer, house));
                kindFirst += rank == 0 ? 1 : 0;
                kindFive += rank >= 0 ? 1 : 0;
                if (showsMisses && rank != 0)
                    Console.Error.WriteLine($"{kind}: '{text}' for {house.Street} {house.Number} at rank {rank}; first was {(answers.Count > 0 ? answers[0].Label : "nothing")}");
            }

            if (asked == 0)
                continue;
            report.Add(new($"{kind}: found first, of {asked}", 100.0 * kindFirst / asked, "%"));
            report.Add(new($"{kind}: among the first five", 100.0 * kindFive / asked, "%"));
            (all, first, five) = (all + asked, first + kindFirst, five + kindFive);
        }

        times.Sort();
        report.Add(new(string.Create(CultureInfo.InvariantCulture, $"all {all}: found first"), 100.0 * first / all, "%"));
        report.Add(new("all: among the first five", 100.0 * five / all, "%"));
        report.Add(new("a query, median", times[times.Count / 2], "ms"));
        report.Add(new("a query, 99th percentile", times[times.Count * 99 / 100], "ms", 20, 5));
        var points = houses.Take(2000).ToArray();
        var reverse = Samples.OfAll(points.Length, i => index.Reverse(new Point(points[i].Lon + 0.0001, points[i].Lat)));
        report.Add(new("the address of a pin, median", reverse.Median, "ms"));
        report.Add(new("the address of a pin, 99th percentile", reverse.P99, "ms", 20, 5));
    }

    private static bool Is(Address answer, SampleHouse house)
    {
        var east = (answer.Lon - house.Lon) * Math.Cos(house.Lat * Math.PI / 180);
        var metres = 111_195 * Math.Sqrt((east * east) + ((answer.Lat - house.Lat) * (answer.Lat - house.Lat)));
        return answer.Exactness == Exactness.House && answer.HouseNumber == house.Number && metres < 60;
    }
}
