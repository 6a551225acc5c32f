using System.Runtime.InteropServices;
using Routing.RoadNetwork.Isochrones;
using Routing.RoadNetwork.Matching;
using Routing.RoadNetwork.RegionFile;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.RegionFile;

/// <summary>
/// Files whose contents are wrong and whose checksums are right, as a broken or a hostile writer would leave them: what
/// <see cref="Region.FindFault"/> lets pass, every kind of question can be asked of.
/// </summary>
public sealed class RegionContentTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("montevideo")]
    [InlineData("monaco")]
    [InlineData("liechtenstein")]
    public void A_region_that_was_built_has_no_fault(string name) => Assert.Null(Extracts.Open(name).FindFault());

    /// <summary>Arcs that are kept while a half of theirs was dropped would be unpacked into other roads.</summary>
    [Theory]
    [InlineData("montevideo", Profile.Car)]
    [InlineData("montevideo", Profile.Foot)]
    [InlineData("monaco", Profile.Scooter)]
    [InlineData("liechtenstein", Profile.Bicycle)]
    public void Arcs_of_a_hierarchy_customised_with_random_costs_are_their_halves_together(string name, Profile profile)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        var region = Extracts.Open(name);
        var router = new Router(region);
        for (var turn = 0; turn < 3; turn++)
        {
            var costs = new RoadCosts(region, profile);
            for (var arc = 0; arc < costs.Arcs; arc++)
            {
                if (random.Next(30) == 0)
                    costs.Close(arc);
                else
                    costs.SetFactor(arc, 0.2 + 3 * random.NextDouble());
            }

            var metric = router.Customise(costs, Ct).Metric;
            Assert.Null(new HierarchyCheck(region.Columns, region.Graphs[(int)profile], region.Topologies[(int)profile], metric).FindFault());
        }
    }

    [Fact]
    public async Task A_damaged_file_with_right_checksums_is_found_out_or_answers()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        var turns = int.TryParse(Environment.GetEnvironmentVariable("ROADS_TURNS"), out var many) ? many : 1500;
        output.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        var path = _folder.File("town.roads");
        var whole = Whole(path);
        int refused = 0, found = 0, answered = 0;
        for (var turn = 0; turn < turns; turn++)
        {
            var bytes = (byte[])whole.Clone();
            var what = Damage(bytes, random);
            MemoryMarshal.Write(bytes.AsSpan(24), Checksum.Of(bytes.AsSpan(Layout.HeaderBytes)));
            MemoryMarshal.Write(bytes.AsSpan(28), Checksum.Of(bytes.AsSpan(0, 28)));
            await File.WriteAllBytesAsync(path, bytes, Ct);
            try
            {
                using var region = Region.Open(path);
                if (region.FindFault() is not null)
                {
                    found++;
                    continue;
                }

                var asking = Task.Run(() => Ask(region), Ct);
                if (await Task.WhenAny(asking, Task.Delay(Bound, Ct)) != asking)
                    Assert.Fail($"Turn {turn}, {what}: it did not end.");
                if (await asking is { } problem)
                    Assert.Fail($"Turn {turn}, {what}: {problem}");
                answered++;
            }
            catch (RegionFileException)
            {
                refused++;
            }
        }

        output.WriteLine($"{refused} refused, {found} found out, {answered} answered");
        Assert.True(found > turns / 4 && answered > turns / 50 && refused > turns / 50);
    }

    /// <summary>One, or some, of the numbers of one section, or its entry in the table; says which.</summary>
    private static string Damage(byte[] bytes, Random random)
    {
        var sections = MemoryMarshal.Read<int>(bytes.AsSpan(12));
        SectionEntry entry;
        int at;
        do
        {
            at = Layout.HeaderBytes + 24 * random.Next(sections);
            entry = MemoryMarshal.Read<SectionEntry>(bytes.AsSpan(at));
        }
        while (entry.Count == 0);
        if (random.Next(10) == 0)
        {
            var count = Math.Max(0, entry.Count + random.Next(-2, 3));
            var offset = Math.Max(0, entry.Offset + (random.Next(2) == 0 ? 0 : entry.ElementBytes * random.Next(-2, 3)));
            MemoryMarshal.Write(bytes.AsSpan(at), new SectionEntry(entry.Id, entry.ElementBytes, offset, count));
            return $"section {entry.Id}: {count} at {offset}";
        }

        var section = bytes.AsSpan((int)entry.Offset, (int)entry.Count * entry.ElementBytes);
        var width = entry.ElementBytes is 1 or 2 ? entry.ElementBytes : 4;
        var numbers = section.Length / width;
        var text = $"section {entry.Id}:";
        for (var wounds = random.Next(1, 4); wounds > 0; wounds--)
        {
            var index = random.Next(numbers);
            var number = section.Slice(index * width, width);
            var other = section.Slice(random.Next(numbers) * width, width);
            switch (random.Next(6))
            {
                case 0:
                    random.NextBytes(number);
                    break;
                case 1:
                    number.Fill(0xFF);
                    break;
                case 2:
                    number.Clear();
                    break;
                case 3:
                    other.CopyTo(number);
                    break;
                case 4:
                    number[0] += (byte)random.Next(1, 4);
                    break;
                default:
                    number[0] -= (byte)random.Next(1, 4);
                    break;
            }

            text += $" {index} is {Convert.ToHexString(number)}";
        }

        return text;
    }

    /// <summary>Every kind of question in every profile; the exception that one ended in, null when all had an answer.</summary>
    private static Exception? Ask(Region region)
    {
        try
        {
            var router = new Router(region, new RouterOptions { MinIsland = 0 });
            region.Roads(new BoundingBox(-1, -1, 1, 1));
            Coordinate[] places = [new(0, 0), new(0.001, 0), new(0.0012, -0.001), new(0.0005, -0.0011), new(0.0021, -0.0003)];
            foreach (var profile in Enum.GetValues<Profile>())
            {
                router.Nearest(profile, places[0], 5);
                foreach (var excluded in (RoadKinds[])[RoadKinds.None, RoadKinds.Narrow | RoadKinds.Toll])
                {
                    RoutePoint[] points = [.. places.Select(at => new RoutePoint(at) { Excluded = excluded })];
                    for (var i = 1; i < points.Length; i++)
                        router.Route(profile, points.AsSpan(i - 1, 2), new RouteRequest { Geometry = true, Steps = true, Annotations = true, Alternatives = 2 }, Ct);
                    router.Route(profile, points, new RouteRequest { Geometry = true, Steps = true, ContinueStraight = true }, Ct);
                    router.Table(profile, points, points, int.MaxValue, Ct);
                }

                router.Isochrones(profile, places[1], [60, 300], Ct);
                router.Isochrones(profile, places[1], IsochroneDirection.To, [60, 300], Ct);
                router.Match(profile, [.. places.Select(at => (TracePoint)at)], new MatchRequest { Route = new RouteRequest { Geometry = true, Steps = true } }, Ct);
                var costs = new RoadCosts(region, profile);
                for (var arc = 0; arc < costs.Arcs; arc += 3)
                    costs.SetFactor(arc, 2);
                router.Use(router.Customise(costs, Ct));
                router.Table(profile, places, places, int.MaxValue, Ct);
            }

            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private byte[] Whole(string path)
    {
        using var town = Town.Draw("""
            A---B---C---D
            |   |   |   |
            E---F---G---H
            |   |   |   |
            I---J---K---L
            """).Way("ABCD", "name=Rivera ref=8 turn:lanes:forward=left|through").Way("EFGH", "oneway=yes maxspeed=30").Way("IJKL", "highway=primary toll=yes")
            .Way("AEI").Way("BF", "access=private").Way("FJ").Way("CG", "junction=roundabout").Way("GK").Way("DHL", "highway=motorway_link destination=Salto junction:ref=3")
            .Point('F', "highway=traffic_signals").Point('J', "barrier=height_restrictor maxheight=2.5")
            .Restriction("no_left_turn", "AEI", "E", "EFGH").Restriction("no_right_turn", "BF", "FJ", "IJKL");
        var osm = _folder.File("town.osm");
        File.WriteAllText(osm, town.ToOsm());
        RegionBuilder.Build(osm, path, null, Ct);
        return File.ReadAllBytes(path);
    }

    public void Dispose() => _folder.Dispose();
}
