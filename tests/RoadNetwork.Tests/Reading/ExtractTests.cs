using System.IO.Compression;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Reading;

public sealed class ExtractTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Plain_and_gzipped_xml_give_the_same_roads_whatever_their_files_are_called()
    {
        var plain = Build(Write("town.osm", TownXml()));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(TownXml());
        var gzipped = Build(Write("town.bin", packed.ToArray()));
        Assert.Equal(plain with { SourceBytes = 0, SourceSha256 = "" }, gzipped with { SourceBytes = 0, SourceSha256 = "" });
        Assert.Equal(4, plain.Arcs);
    }

    [Fact]
    public void Montevideo_has_its_roads()
    {
        var info = Extracts.Open("montevideo").Info;
        Assert.InRange(info.Ways, 12_000, 14_000);
        Assert.InRange(info.Arcs, 60_000, 75_000);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("hello, this is not a map", "is not an OSM extract")]
    [InlineData("<html><body>404</body></html>", "damaged|cut off|no roads")]
    [InlineData("<?xml version='1.0'?><osm version='0.6'></osm>", "holds no roads")]
    [InlineData("<?xml version='1.0'?><osm version='0.6'>", "cut off|damaged")]
    [InlineData("<?xml version='1.0'?><osm version='0.6'><node id=", "damaged|cut off")]
    public void What_is_no_extract_is_named_as_such(string content, string words)
    {
        var e = Assert.Throws<ExtractException>(() => Build(Write("town.osm", System.Text.Encoding.UTF8.GetBytes(content))));
        Assert.Matches(words, e.Message);
        Assert.Contains("town.osm", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_extract_is_named_as_such()
    {
        var e = Assert.Throws<ExtractException>(() => Build(_folder.File("none.osm.pbf")));
        Assert.Contains("There is no OSM extract", e.Message, StringComparison.Ordinal);
        Assert.Throws<ExtractException>(() => Build(_folder.Path));
    }

    [Fact]
    public void Buildings_alone_are_no_roads()
    {
        using var town = Town.Draw("A---B---C").Way("ABC", "highway=proposed building=yes");
        var e = Assert.Throws<ExtractException>(() => town.Router);
        Assert.Contains("holds no roads", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Roads_without_their_nodes_are_named_as_such()
    {
        var xml = """
            <?xml version='1.0'?><osm version='0.6'>
            <way id='1' version='1' visible='true'><nd ref='1'/><nd ref='2'/><tag k='highway' v='residential'/></way></osm>
            """;
        var e = Assert.Throws<ExtractException>(() => Build(Write("town.osm", System.Text.Encoding.UTF8.GetBytes(xml))));
        Assert.Contains("not the nodes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_that_leaves_the_extract_ends_at_its_last_known_point()
    {
        var xml = System.Text.Encoding.UTF8.GetString(TownXml()).Replace("<nd ref='67'/>", "<nd ref='67'/><nd ref='9999'/>", StringComparison.Ordinal);
        Assert.Equal(4, Build(Write("town.osm", System.Text.Encoding.UTF8.GetBytes(xml))).Arcs);
    }

    [Fact]
    public void Truncated_extracts_are_never_half_read()
    {
        var xml = TownXml();
        for (var length = 1; length < xml.Length - "</osm>\n".Length; length += 7)
            {
            Assert.True(
                Record.Exception(() => Build(Write("cut.osm", xml[..length]))) is ExtractException, $"{length} of {xml.Length} bytes of the .osm");
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(xml);
        var gz = packed.ToArray();

        // Its last bytes are the end mark and a checksum: without them the map is whole.
        for (var length = 3; length < gz.Length - 16; length += 7)
            {
            Assert.True(
                Record.Exception(() => Build(Write("cut.osm.gz", gz[..length]))) is ExtractException, $"{length} of {gz.Length} bytes of the .osm.gz");
        }

        var pbf = File.ReadAllBytes(Extracts.Montevideo);
        foreach (var length in new[] { 1, 4, 17, 100, 5000, pbf.Length / 2, pbf.Length - 1 })
            Assert.Throws<ExtractException>(() => Build(Write("cut.osm.pbf", pbf[..length])));
    }

    [Fact]
    public void A_flipped_bit_in_a_pbf_is_noticed_or_changes_no_road()
    {
        var whole = Build(Extracts.Montevideo) with { SourceSha256 = "" };
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        var pbf = File.ReadAllBytes(Extracts.Montevideo);
        for (var i = 0; i < 24; i++)
        {
            // A third in the first blocks' headers, where lengths and kinds stand.
            var at = random.Next(i % 3 == 0 ? 200 : pbf.Length);
            var bit = (byte)(1 << random.Next(8));
            pbf[at] ^= bit;
            try
            {
                var read = Build(Write("flipped.osm.pbf", pbf));
                Assert.True(read with { SourceSha256 = "" } == whole, $"Bit {bit} of byte {at} was flipped and nobody noticed.");
            }
            catch (ExtractException e)
            {
                Assert.Contains("flipped.osm.pbf", e.Message, StringComparison.Ordinal);
            }

            pbf[at] ^= bit;
        }
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] TownXml()
    {
        using var town = Town.Draw("A---B---C").Way("AB").Way("BC");
        return System.Text.Encoding.UTF8.GetBytes(town.ToOsm());
    }

    private string Write(string name, byte[] bytes)
    {
        var path = _folder.File(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private RegionInfo Build(string osm)
    {
        var path = _folder.File("built.roads");
        RegionBuilder.Build(osm, path, null, TestContext.Current.CancellationToken);
        using var region = Region.Open(path);
        return region.Info with { Name = "" };
    }
}
