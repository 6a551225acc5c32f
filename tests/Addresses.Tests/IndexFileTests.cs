using Routing.OsmData;
namespace Routing.Addresses.Tests;

public sealed class IndexFileTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string path;

    public IndexFileTests()
    {
        path = folder.File("town.addresses");
        AddressIndexBuilder.Build(DrawnTown.Vilanova().Write(folder.File("town.osm")), path, ct: TestContext.Current.CancellationToken);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Counts_say_what_the_extract_held()
    {
        using var index = AddressIndex.Open(path);
        // 9 in Rivera, 2500 BIS, 2510, 2512, 2700, 7 and 40; two villages, a quarter and a postcode.
        Assert.Equal(new AddressCounts(Houses: 15, Streets: 4, Corners: 2, Places: 4, Points: 1), index.Counts);
    }

    [Fact]
    public void A_changed_byte_anywhere_is_noticed()
    {
        var whole = File.ReadAllBytes(path);
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 40; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, damaged);
            var problem = Assert.Throws<InvalidDataException>(() => AddressIndex.Open(path));
            Assert.Contains("Import the extract again", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_truncated_or_absent_or_foreign_file_is_named()
    {
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => AddressIndex.Open(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "not an index");
        Assert.Contains("not an address index", Assert.Throws<InvalidDataException>(() => AddressIndex.Open(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
        Assert.Contains("does not exist", Assert.Throws<InvalidDataException>(() => AddressIndex.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_extract_is_named_and_leaves_no_file_behind()
    {
        var osm = folder.File("broken.osm.pbf");
        File.WriteAllBytes(osm, [0, 0, 0, 13, 10, 9, 79, 83, 77, 72, 101, 97, 100, 101, 114, 24, 200, 1]);
        var problem = Assert.Throws<ExtractException>(() =>
            AddressIndexBuilder.Build(osm, folder.File("broken.addresses"), ct: TestContext.Current.CancellationToken)
        );
        Assert.Contains(osm, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(Path.GetDirectoryName(osm)!), file => file.Contains("broken.addresses", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_extract_gives_the_same_index()
    {
        var again = folder.File("again.addresses");
        AddressIndexBuilder.Build(folder.File("town.osm"), again, ct: TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
    }
}
