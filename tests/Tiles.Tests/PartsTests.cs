using NetTopologySuite.Geometries;
using Routing.Tiles.Drawing;
using Routing.Tiles.Reading;
using Routing.Tiles.TileFile;

namespace Routing.Tiles.Tests;

/// <summary>The parts against plain ones: a scan of all boxes, another library's intersections.</summary>
public sealed class PartsTests
{
    private static readonly Box Frame = new(1000, 1000, 2000, 2000);

    [Fact]
    public void The_box_tree_finds_what_a_scan_of_all_finds()
    {
        var random = Seeded(out var seed);
        for (var round = 0; round < 200; round++)
        {
            var leaves = Enumerable.Range(0, random.Next(0, 400)).Select(_ => RandomBox(random)).OrderBy(Hilbert.Position).ToArray();
            var query = RandomBox(random);
            var found = new List<int>();
            BoxTree.Find(BoxTree.Build(leaves), leaves.Length, query, found);
            var all = Enumerable.Range(0, leaves.Length).Where(i => leaves[i].Touches(query));
            Assert.True(all.SequenceEqual(found), $"seed {seed}, round {round}");
        }
    }

    [Fact]
    public void Neighbours_on_the_Hilbert_curve_are_neighbours_on_the_map()
    {
        const int order = 5;
        var cells = new (uint X, uint Y)[1 << (2 * order)];
        for (uint x = 0; x < 1 << order; x++)
        {
            for (uint y = 0; y < 1 << order; y++)
                cells[Hilbert.Position(order, x, y)] = (x, y);
        }

        for (var i = 1; i < cells.Length; i++)
            Assert.Equal(1, Math.Abs((int)cells[i].X - (int)cells[i - 1].X) + Math.Abs((int)cells[i].Y - (int)cells[i - 1].Y));
    }

    [Fact]
    public void A_clipped_line_is_as_long_as_its_intersection_with_the_box()
    {
        var random = Seeded(out var seed);
        var box = new GeometryFactory().ToGeometry(new Envelope(Frame.West, Frame.East, Frame.North, Frame.South));
        var points = new List<(int X, int Y)>();
        var ends = new List<int>();
        for (var round = 0; round < 500; round++)
        {
            var line = Enumerable.Range(0, random.Next(2, 12)).Select(_ => new Coordinate(random.Next(500, 2500), random.Next(500, 2500))).ToArray();
            Clipping.Line([.. line.Select(p => (int)p.X)], [.. line.Select(p => (int)p.Y)], Frame, points, ends);
            double length = 0;
            var begin = 0;
            foreach (var end in ends)
            {
                for (var i = begin + 1; i < end; i++)
                    length += new Coordinate(points[i].X, points[i].Y).Distance(new Coordinate(points[i - 1].X, points[i - 1].Y));
                begin = end;
            }

            double exact = 0;
            for (var i = 1; i < line.Length; i++)
                exact += new LineString([line[i - 1], line[i]]).Intersection(box).Length;
            Assert.True(Math.Abs(exact - length) <= 2 * line.Length, $"seed {seed}, round {round}: {length}, not {exact}");
            Assert.All(points, p => Assert.True(p.X is >= 1000 and <= 2000 && p.Y is >= 1000 and <= 2000));
        }
    }

    /// <summary>The tip of the one is cut off at a single place of the edge; the tip of the other's hole touches it there.</summary>
    [Theory]
    [InlineData(true, 386_000)]
    [InlineData(false, 874_000)]
    public void A_tip_that_is_less_than_a_unit_beyond_the_edge_does_not_turn_the_area_inside_out(bool isShell, double area)
    {
        List<(int X, int Y)> shell = [(2001, 1302), (428, 2049), (497, 675)], hole = [(1316, 1302), (714, 1051), (686, 1601)];
        List<(int X, int Y)> around = [(0, 0), (3000, 0), (3000, 3000), (0, 3000)], tip = [(2001, 1302), (1500, 1050), (1500, 1553)];
        var cut = Clipping.Area(isShell ? [shell, hole] : [around, tip], Frame);
        Assert.Equal(area, cut.Sum(Rings.Area) / 2, 2_000.0);
    }

    [Fact]
    public void A_clipped_area_is_its_intersection_with_the_box_and_valid()
    {
        var random = Seeded(out var seed);
        var box = new GeometryFactory().ToGeometry(new Envelope(Frame.West, Frame.East, Frame.North, Frame.South));
        var (crossed, all) = (0, 0);
        for (var round = 0; round < 500; round++)
        {
            // A star around a centre, with a star as its hole: simple, seldom convex.
            double cx = random.Next(500, 2500), cy = random.Next(500, 2500);
            var corners = random.Next(3, 14);
            var far = Enumerable.Range(0, corners).Select(_ => random.Next(100, 1200)).ToArray();
            Coordinate[] Star(double scale) =>
                [.. far.Select((f, i) => (Angle: 2 * Math.PI * i / corners, Far: f * scale))
                    .Select(p => new Coordinate(Math.Round(cx + (p.Far * Math.Cos(p.Angle))), Math.Round(cy + (p.Far * Math.Sin(p.Angle)))))];
            var (outer, inner) = (Star(1), Star(0.4));
            var polygon = new Polygon(new LinearRing([.. outer, outer[0]]), [new LinearRing([.. inner, inner[0]])]);
            if (!polygon.IsValid)
                continue;
            var cut = Clipping.Area([Points(outer), Points(inner.Reverse())], Frame);
            var shells = cut.FindAll(ring => Rings.Area(ring) > 0);
            var exact = polygon.Intersection(box).Area;
            var found = cut.Sum(Rings.Area) / 2;
            Assert.True(Math.Abs(exact - found) <= 4000, $"seed {seed}, round {round}: {found}, not {exact}");
            crossed += shells.Count(ring => !new LinearRing([.. ring.Append(ring[0]).Select(p => new Coordinate(p.X, p.Y))]).IsSimple);
            all += shells.Count;
        }

        // Where a hole is nearly as far out as its shell, their ends are rounded to the same unit, or past each other.
        Assert.True(crossed <= all / 50, $"seed {seed}: {crossed} of {all} rings cross themselves");

        static List<(int X, int Y)> Points(IEnumerable<Coordinate> ring) => [.. ring.Select(p => ((int)p.X, (int)p.Y))];
    }

    [Fact]
    public void A_simplified_line_stays_within_the_tolerance_and_keeps_its_ends()
    {
        var random = Seeded(out var seed);
        for (var round = 0; round < 200; round++)
        {
            var points = Enumerable.Range(0, random.Next(2, 60)).Select(i => (X: i * 5, Y: random.Next(0, 20))).ToList();
            var before = points.ToArray();
            Simplification.Simplify(points, 6, [], []);
            Assert.Equal((before[0], before[^1]), (points[0], points[^1]));
            var line = new LineString([.. points.Select(p => new Coordinate(p.X, p.Y))]);
            Assert.All(before, p => Assert.True(line.Distance(new Point(p.X, p.Y)) <= 6.001, $"seed {seed}, round {round}"));
        }
    }

    [Fact]
    public void Ways_of_a_multipolygon_join_in_any_order_and_direction()
    {
        var ring = Assert.Single(Rings.Join([[1, 2, 3], [5, 4, 3], [5, 6, 1]]));
        Assert.Equal(7, ring.Length);
        Assert.Equal(ring[0], ring[^1]);
        Assert.Empty(Rings.Join([[1, 2, 3], [3, 4]]));
    }

    [Fact]
    public void A_damaged_cut_off_or_foreign_file_is_named_as_such()
    {
        using var folder = new Folder();
        var path = Path.Combine(folder.Path, "map.tiles");
        FeatureFile.Write(path, FeatureFile.Columns(new FeatureSet()));
        var whole = File.ReadAllBytes(path);
        TileSet.Open(path);
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(path, damaged);
            Assert.Throws<InvalidDataException>(() => TileSet.Open(path));
            File.WriteAllBytes(path, whole[..at]);
            Assert.Throws<InvalidDataException>(() => TileSet.Open(path));
        }
    }

    private static Box RandomBox(Random random)
    {
        int x = random.Next(0, 1 << 20), y = random.Next(0, 1 << 20);
        return new Box(x, y, x + random.Next(0, 1 << 17), y + random.Next(0, 1 << 17));
    }

    private static Random Seeded(out int seed)
    {
        seed = Random.Shared.Next();
        return new Random(seed);
    }
}
