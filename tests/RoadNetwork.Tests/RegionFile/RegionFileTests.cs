using System.Runtime.InteropServices;
using Routing.RoadNetwork.RegionFile;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.RegionFile;

public sealed class RegionFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly byte[] _whole;

    public RegionFileTests()
    {
        _path = _folder.File("town.roads");
        var osm = _folder.File("town.v1.osm");
        using (var town = Town.Draw("A---B---C").Way("ABC", "name=Rivera"))
            File.WriteAllText(osm, town.ToOsm());
        RegionBuilder.Build(osm, _path, null, TestContext.Current.CancellationToken);
        _whole = File.ReadAllBytes(_path);
    }

    [Fact]
    public void A_region_tells_what_it_is()
    {
        using var region = Region.Open(_path);
        Assert.Equal("town", region.Info.Name);
        Assert.Equal((2, 1, 2, 3), (region.Info.Nodes, region.Info.Ways, region.Info.Arcs, region.Info.Points));
        Assert.Equal(new FileInfo(_folder.File("town.v1.osm")).Length, region.Info.SourceBytes);
        Assert.Equal(64, region.Info.SourceSha256.Length);
        var car = region.Graphs[(int)Profile.Car];
        Assert.Equal((2, 2), (car.StateCount, car.Turns.Length)); // The U-turns at both ends, as FORMAT.md says.
        Assert.Equal(0, region.Bounds.MinLon);
        Assert.Equal(200.0, new Coordinate(region.Bounds.MinLon, 0).MetresTo(new Coordinate(region.Bounds.MaxLon, 0)), 0.1);
    }

    [Fact]
    public void Building_twice_gives_the_same_bytes()
    {
        var again = _folder.File("again.roads");
        RegionBuilder.Build(_folder.File("town.v1.osm"), again, null, TestContext.Current.CancellationToken);
        Assert.Equal(_whole, File.ReadAllBytes(again));
    }

    [Fact]
    public void A_build_replaces_the_file_while_it_is_read_and_leaves_nothing_beside_it()
    {
        using var old = Region.Open(_path);
        RegionBuilder.Build(_folder.File("town.v1.osm"), _path, null, TestContext.Current.CancellationToken);
        using var fresh = Region.Open(_path);
        Assert.Equal("Rivera", new Router(old).Nearest(Profile.Car, default).Candidates[0].Name);
        Assert.Equal("Rivera", new Router(fresh).Nearest(Profile.Car, default).Candidates[0].Name);
        Assert.Equal(["town.roads", "town.v1.osm"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        var bytes = (byte[])_whole.Clone();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(_path, bytes);
            var e = Assert.Throws<RegionFileException>(() => Region.Open(_path));
            Assert.Contains(_path, e.Message, StringComparison.Ordinal);
            bytes[i] = _whole[i];
        }
    }

    /// <summary>As a broken writer would leave it: the header, the section table or the description wrong, all checksums right.</summary>
    [Fact]
    public void A_file_that_was_written_wrong_is_named_as_such_or_read()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        var sections = MemoryMarshal.Read<int>(_whole.AsSpan(12));
        var table = 24 * sections;
        var refused = 0;
        for (var i = 0; i < 2000; i++)
        {
            var bytes = (byte[])_whole.Clone();
            var at = random.Next(4) switch
            {
                0 => 12 + random.Next(4),
                1 => Layout.HeaderBytes + table + random.Next(300),
                _ => Layout.HeaderBytes + random.Next(table),
            };
            bytes[at] = (byte)random.Next(256);
            MemoryMarshal.Write(bytes.AsSpan(24), Checksum.Of(bytes.AsSpan(Layout.HeaderBytes)));
            MemoryMarshal.Write(bytes.AsSpan(28), Checksum.Of(bytes.AsSpan(0, 28)));
            File.WriteAllBytes(_path, bytes);
            try
            {
                using var region = Region.Open(_path);
            }
            catch (RegionFileException)
            {
                refused++;
            }
        }

        Assert.True(refused > 500, $"{refused} of 2000 were refused.");
    }

    [Fact]
    public void Every_truncation_is_noticed()
    {
        for (var length = 0; length < _whole.Length; length += length < 64 ? 1 : 61)
        {
            File.WriteAllBytes(_path, _whole[..length]);
            var e = Assert.Throws<RegionFileException>(() => Region.Open(_path));
            Assert.Contains(length == 0 ? "empty" : "truncated", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, "older")]
    [InlineData(Layout.Version + 1, "newer")]
    public void Another_version_is_named_as_such(int version, string word)
    {
        var bytes = (byte[])_whole.Clone();
        MemoryMarshal.Write(bytes.AsSpan(8), version);
        MemoryMarshal.Write(bytes.AsSpan(28), Checksum.Of(bytes.AsSpan(0, 28)));
        File.WriteAllBytes(_path, bytes);
        Assert.Contains(word, Assert.Throws<RegionFileException>(() => Region.Open(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_a_region_file_is_named_as_such()
    {
        File.WriteAllText(_path, new string('x', 4000));
        Assert.Contains("not a region file", Assert.Throws<RegionFileException>(() => Region.Open(_path)).Message, StringComparison.Ordinal);
        Assert.Contains("no region file", Assert.Throws<RegionFileException>(() => Region.Open(_folder.File("none"))).Message, StringComparison.Ordinal);
        File.WriteAllBytes(_path, [.. _whole, 0]);
        Assert.Contains("too many", Assert.Throws<RegionFileException>(() => Region.Open(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_region_answers_no_more()
    {
        var region = Region.Open(_path);
        var router = new Router(region);
        Assert.Equal(SnapOutcome.Ok, router.Nearest(Profile.Car, default).Outcome);
        region.Dispose();
        region.Dispose();
        Assert.Throws<ObjectDisposedException>(() => router.Nearest(Profile.Car, default));
        Assert.Throws<ObjectDisposedException>(() => router.Route(Profile.Car, [default, default], false, false, TestContext.Current.CancellationToken));
        Assert.Throws<ObjectDisposedException>(() => router.Table(Profile.Car, [default], [default], 1, TestContext.Current.CancellationToken));
        Assert.Throws<ObjectDisposedException>(() => region.Roads(new BoundingBox(-1, -1, 1, 1)));
    }

    [Fact]
    public void A_cancelled_build_leaves_the_old_file()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => RegionBuilder.Build(_folder.File("town.v1.osm"), _path, null, source.Token));
        Assert.Equal(_whole, File.ReadAllBytes(_path));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void Progress_rises_from_0_to_1()
    {
        var seen = new Recorder();
        RegionBuilder.Build(Extracts.Montevideo, _path, seen, TestContext.Current.CancellationToken);
        Assert.True(seen.Fractions.Count > 20);
        Assert.Equal(seen.Fractions.Order(), seen.Fractions);
        Assert.Equal(1, seen.Fractions[^1]);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Recorder : IProgress<ImportProgress>
    {
        public List<double> Fractions { get; } = [];

        public void Report(ImportProgress value) => Fractions.Add(value.Fraction);
    }
}
