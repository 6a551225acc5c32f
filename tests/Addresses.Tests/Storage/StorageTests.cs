using Routing.Addresses.Storage;

namespace Routing.Addresses.Tests.Storage;

public sealed class StorageTests
{
    private readonly Random random;

    public StorageTests()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        random = new Random(seed);
    }

    [Fact]
    public void Houses_are_read_as_they_were_written()
    {
        var houses = Enumerable.Range(0, 500).Select(_ => House()).DistinctBy(house => (house.Number, house.Suffix)).ToList();
        var bytes = HouseList.Write(houses, new ByteWriter());
        Assert.Equal(houses, HouseList.Read(bytes));
        Assert.Equal(houses.Select(house => house.Number).Order(), houses.Select(house => house.Number));
    }

    [Fact]
    public void Of_two_houses_of_one_number_the_first_mapped_stays()
    {
        var first = new House(7, " BIS", 10, 20, null, new OsmId(OsmKind.Node, 5));
        List<House> houses = [first with { Osm = new OsmId(OsmKind.Node, 9) }, first];
        Assert.Equal([first], HouseList.Read(HouseList.Write(houses, new ByteWriter())));
    }

    [Fact]
    public void A_cell_is_read_as_it_was_written()
    {
        for (var round = 0; round < 50; round++)
        {
            int lon = random.Next(-1_800_000_000, 1_800_000_000), lat = random.Next(-900_000_000, 900_000_000);
            var key = Cell.KeyAt(lon, lat);
            var (west, south) = Cell.Origin(key);
            Assert.InRange(lon - west, 0, (1 << 14) - 1);
            Assert.InRange(lat - south, 0, (1 << 14) - 1);
            var cell = new Cell();
            for (var i = 0; i < 20; i++)
            {
                cell.Houses.Add((random.Next(1000), random.Next(300), west + random.Next(1 << 14), south + random.Next(1 << 14)));
                cell.Points.Add((random.Next(1000), west + random.Next(1 << 14), south + random.Next(1 << 14)));
                cell.Pieces.Add((random.Next(1000), west + random.Next(-9999, 30000), south + random.Next(-9999, 30000), west + random.Next(-9999, 30000), south + random.Next(-9999, 30000)));
            }
            var read = Cell.Read(key, cell.Write(key, new ByteWriter()));
            Assert.Equal(cell.Houses, read.Houses);
            Assert.Equal(cell.Points, read.Points);
            Assert.Equal(cell.Pieces, read.Pieces);
        }
    }

    private House House() =>
        new(
            random.Next(1, 20000),
            random.Next(3) == 0 ? " BIS" : "",
            random.Next(-1_800_000_000, 1_800_000_000),
            random.Next(-900_000_000, 900_000_000),
            random.Next(2) == 0 ? $"1{random.Next(5)}000" : null,
            new OsmId((OsmKind)random.Next(3), random.NextInt64(1L << 40))
        );
}
