using NetTopologySuite.Geometries;

namespace Routing.Tiles.Tests;

public sealed class TileTests
{
    // A street from west to east, a house beside it, a pond with an island, a closed way that is a street all the same.
    private const string Town = """
        <node id="1" lon="9.500" lat="47.1000"/><node id="2" lon="9.510" lat="47.1000"/>
        <node id="3" lon="9.501" lat="47.1010"/><node id="4" lon="9.502" lat="47.1010"/>
        <node id="5" lon="9.502" lat="47.1016"/><node id="6" lon="9.501" lat="47.1016"/>
        <node id="11" lon="9.503" lat="47.1010"/><node id="12" lon="9.507" lat="47.1010"/>
        <node id="13" lon="9.507" lat="47.1030"/><node id="14" lon="9.503" lat="47.1030"/>
        <node id="15" lon="9.504" lat="47.1015"/><node id="16" lon="9.505" lat="47.1015"/>
        <node id="17" lon="9.505" lat="47.1020"/><node id="18" lon="9.504" lat="47.1020"/>
        <node id="20" lon="9.505" lat="47.1005"><tag k="place" v="village"/><tag k="name" v="Dorf"/></node>
        <node id="21" lon="9.501" lat="47.1005"><tag k="addr:housenumber" v="12a"/></node>
        <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/><tag k="name" v="Rue de l'Été"/><tag k="ref" v="N 7"/><tag k="oneway" v="-1"/><tag k="bridge" v="yes"/></way>
        <way id="2"><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="3"/><tag k="building" v="house"/></way>
        <way id="3"><nd ref="11"/><nd ref="12"/><nd ref="13"/></way>
        <way id="4"><nd ref="13"/><nd ref="14"/><nd ref="11"/></way>
        <way id="5"><nd ref="15"/><nd ref="16"/><nd ref="17"/><nd ref="18"/><nd ref="15"/></way>
        <way id="6"><nd ref="1"/><nd ref="3"/><nd ref="6"/><nd ref="1"/><tag k="highway" v="residential"/></way>
        <relation id="1"><member type="way" ref="3" role="outer"/><member type="way" ref="4" role="outer"/><member type="way" ref="5" role="inner"/>
          <tag k="type" v="multipolygon"/><tag k="natural" v="water"/><tag k="name" v="Teich"/></relation>
        """;

    [Fact]
    public void A_street_is_a_line_with_class_name_ref_direction_and_structure()
    {
        var street = Decoded.Around(Extracts.TilesOf(Town), 9.505, 47.1, 14)["road"].Single(road => Equals(road.Attributes["class"], "primary"));
        Assert.Equal("Rue de l'Été", street.Attributes["name"]);
        Assert.Equal("N 7", street.Attributes["ref"]);
        Assert.Equal(2, Convert.ToInt32(street.Attributes["oneway"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("bridge", street.Attributes["structure"]);
        Assert.IsType<LineString>(street.Geometry);
        Assert.Equal(9.5, street.Geometry.Coordinates[0].X, 4);
        Assert.Equal(47.1, street.Geometry.Coordinates[0].Y, 4);
    }

    [Fact]
    public void A_closed_street_stays_a_line()
    {
        var roads = Decoded.Around(Extracts.TilesOf(Town), 9.5008, 47.1005, 14)["road"];
        Assert.Contains(roads, road => Equals(road.Attributes["class"], "minor") && road.Geometry is LineString);
    }

    [Fact]
    public void A_lake_of_two_ways_is_an_area_with_its_island_left_out()
    {
        var lake = Decoded.Around(Extracts.TilesOf(Town), 9.505, 47.1015, 14)["water"].Single();
        var area = Assert.IsType<Polygon>(lake.Geometry);
        Assert.Equal(1, area.NumInteriorRings);
        Assert.Equal("Teich", lake.Attributes["name"]);
        Assert.False(area.Contains(new Point(9.5045, 47.1018)));
        Assert.True(area.Contains(new Point(9.506, 47.1025)));
    }

    [Fact]
    public void Names_of_places_and_house_numbers_are_points()
    {
        var tile = Decoded.Around(Extracts.TilesOf(Town), 9.501, 47.1005, 16);
        Assert.Equal("12a", tile["housenumber"].Single().Attributes["name"]);
        Assert.Equal("Dorf", Decoded.Around(Extracts.TilesOf(Town), 9.505, 47.1005, 12)["place"].Single().Attributes["name"]);
    }

    [Fact]
    public void What_is_small_shows_only_from_its_zoom_on()
    {
        var tiles = Extracts.TilesOf(Town);
        Assert.False(Decoded.Around(tiles, 9.5015, 47.1013, 12).ContainsKey("building"));
        Assert.True(Decoded.Around(tiles, 9.5015, 47.1013, 14).ContainsKey("building"));
    }

    [Fact]
    public void A_line_goes_on_in_the_next_tile_where_it_left_the_first()
    {
        var tiles = Extracts.TilesOf(Town);
        var (first, row) = Decoded.At(9.5001, 47.1, 16);
        var (last, _) = Decoded.At(9.5099, 47.1, 16);
        Assert.True(last > first);
        for (var column = first; column <= last; column++)
        {
            var street = Decoded.Read(tiles.Tile(16, column, row), 16, column, row)["road"].Single(road => Equals(road.Attributes["class"], "primary"));
            double west = World.Lon((int)(column * World.TileSize(16))), east = World.Lon((int)((column + 1) * World.TileSize(16)));
            Assert.True(street.Geometry.EnvelopeInternal.MinX <= Math.Max(west, 9.5) + 1e-5);
            Assert.True(street.Geometry.EnvelopeInternal.MaxX >= Math.Min(east, 9.51) - 1e-5);
        }
    }

    [Fact]
    public void Bounds_are_degrees_south_of_the_equator_too()
    {
        var tiles = Extracts.TilesOf("""
            <node id="1" lon="-56.20" lat="-34.92"/><node id="2" lon="-56.10" lat="-34.82"/>
            <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
            """);
        double[] expected = [-56.20, -34.92, -56.10, -34.82];
        Assert.All(expected.Zip(tiles.Bounds), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void A_tile_where_nothing_is_drawn_is_empty()
    {
        var tiles = Extracts.TilesOf(Town);
        Assert.Empty(tiles.Tile(14, 0, 0));
        Assert.Empty(Extracts.TilesOf("").Tile(0, 0, 0));
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(17, 0, 0)]
    [InlineData(3, 8, 0)]
    [InlineData(3, 0, -1)]
    public void There_is_no_tile_outside_the_world(int zoom, int column, int row) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Extracts.TilesOf("").Tile(zoom, column, row));

    [Fact]
    public void Every_tile_of_the_bundled_city_can_be_read_by_another_program()
    {
        var tiles = Extracts.Tiles(Extracts.Montevideo);
        Assert.InRange(tiles.Count, 50_000, 1_000_000);
        for (var zoom = 0; zoom <= 14; zoom++)
        {
            var (west, north) = Decoded.At(tiles.Bounds[0], tiles.Bounds[3], zoom);
            var (east, south) = Decoded.At(tiles.Bounds[2], tiles.Bounds[1], zoom);
            for (var column = west; column <= east; column++)
            {
                for (var row = north; row <= south; row++)
                {
                    var tile = tiles.Tile(zoom, column, row);
                    Assert.InRange(tile.Length, 0, 500_000);
                    Assert.All(Decoded.Read(tile, zoom, column, row).Values, layer => Assert.All(layer, feature => Assert.False(feature.Geometry.IsEmpty)));
                }
            }
        }
    }

    [Fact]
    public void What_a_tile_holds_lies_in_it_and_in_its_margin_and_areas_are_sound()
    {
        var tiles = Extracts.Tiles(Extracts.Montevideo);
        var random = new Random(20261126);
        var (areas, unsound) = (0, 0);
        for (var round = 0; round < 150; round++)
        {
            var zoom = random.Next(11, TileSet.MaxZoom + 1);
            var (column, row) = Decoded.At(
                tiles.Bounds[0] + (random.NextDouble() * (tiles.Bounds[2] - tiles.Bounds[0])), tiles.Bounds[1] + (random.NextDouble() * (tiles.Bounds[3] - tiles.Bounds[1])), zoom);
            var size = World.TileSize(zoom);
            var margin = size / 32;
            var room = new Envelope(
                World.Lon((int)((column * size) - margin)), World.Lon((int)(((column + 1) * size) + margin)), World.Lat((int)(((row + 1) * size) + margin)), World.Lat((int)((row * size) - margin)));
            foreach (var feature in Decoded.Read(tiles.Tile(zoom, column, row), zoom, column, row).Values.SelectMany(layer => layer))
            {
                Assert.True(room.Contains(feature.Geometry.EnvelopeInternal), $"{zoom}/{column}/{row}: {feature.Geometry.EnvelopeInternal} is not in {room}");
                if (feature.Geometry is not IPolygonal)
                    continue;
                areas++;
                unsound += feature.Geometry.IsValid ? 0 : 1;
            }
        }

        // An area that is cut runs along the tile's edge, and one that is thinned out may touch itself: few do, and none is seen.
        Assert.True(unsound <= areas / 100, $"{unsound} of {areas} areas are not valid");
    }

    [Fact]
    public void The_same_extract_gives_the_same_tiles()
    {
        var (first, second) = (Extracts.TilesOf(Town), Extracts.TilesOf(Town));
        for (var zoom = 0; zoom <= TileSet.MaxZoom; zoom++)
        {
            var (column, row) = Decoded.At(9.505, 47.101, zoom);
            Assert.Equal(first.Tile(zoom, column, row), second.Tile(zoom, column, row));
        }
    }

    [Fact]
    public void The_sea_is_to_the_right_of_the_coast_and_goes_on_beyond_the_extract()
    {
        // The coast runs to the east, so that the sea is in the south; an island lies in it.
        var tiles = Extracts.TilesOf("""
            <node id="1" lon="9.00" lat="47.00"/><node id="2" lon="9.05" lat="47.01"/><node id="3" lon="9.10" lat="47.00"/>
            <node id="4" lon="9.04" lat="46.94"/><node id="5" lon="9.06" lat="46.94"/><node id="6" lon="9.05" lat="46.96"/>
            <node id="7" lon="9.00" lat="47.05"/><node id="8" lon="9.10" lat="46.90"/>
            <way id="1"><nd ref="1"/><nd ref="2"/><tag k="natural" v="coastline"/></way>
            <way id="2"><nd ref="2"/><nd ref="3"/><tag k="natural" v="coastline"/></way>
            <way id="3"><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="4"/><tag k="natural" v="coastline"/></way>
            <way id="4"><nd ref="7"/><nd ref="8"/><tag k="highway" v="primary"/></way>
            """);
        Assert.True(IsSea(9.05, 46.92));
        Assert.True(IsSea(9.08, 46.995));
        Assert.False(IsSea(9.05, 47.03));
        Assert.False(IsSea(9.05, 46.95));
        // Beyond the box in the south; not in the north.
        Assert.True(IsSea(9.05, 46.80));
        Assert.True(IsSea(8.90, 46.90));
        Assert.False(IsSea(9.05, 47.10));
        Assert.Equal([9.0, 46.90, 9.10, 47.05], tiles.Bounds.Select(degrees => Math.Round(degrees, 4)));

        bool IsSea(double lon, double lat) =>
            Decoded.Around(tiles, lon, lat, 12).TryGetValue("water", out var water) && water.Any(area => Holds(area.Geometry, lon, lat));
    }

    [Fact]
    public void The_sea_of_the_bundled_city_which_has_lost_its_coastline_is_where_it_is()
    {
        var tiles = Extracts.Tiles(Extracts.Montevideo);
        // The bay, the open water off the old town and off Pocitos; the old town, the airport's side and the middle of the city.
        Assert.All([(-56.225, -34.888), (-56.21, -34.925), (-56.14, -34.93)], at => Assert.True(IsSea(at.Item1, at.Item2), $"{at} is dry"));
        Assert.All([(-56.204, -34.906), (-56.165, -34.885), (-56.02, -34.84), (-56.25, -34.83)], at => Assert.False(IsSea(at.Item1, at.Item2), $"{at} is wet"));

        bool IsSea(double lon, double lat) => Decoded.Around(tiles, lon, lat, 13).TryGetValue("water", out var water)
            && water.Any(area => Equals(area.Attributes["class"], "sea") && Holds(area.Geometry, lon, lat));
    }

    private static bool Holds(Geometry area, double lon, double lat) =>
        NetTopologySuite.Algorithm.Locate.SimplePointInAreaLocator.Locate(new Coordinate(lon, lat), area) == Location.Interior;

    [Fact]
    public void Distances_in_a_grid_are_those_of_a_plain_search()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        const int width = 23, height = 17;
        var cells = Enumerable.Range(0, width * height).Select(_ => random.Next(30) == 0).ToArray();
        cells[random.Next(cells.Length)] = true;
        var distances = Reading.Distances.To(cells, width, height);
        for (var i = 0; i < cells.Length; i++)
        {
            var plain = Enumerable.Range(0, cells.Length).Where(j => cells[j]).Min(j => Math.Sqrt(Math.Pow((i % width) - (j % width), 2) + Math.Pow((i / width) - (j / width), 2)));
            Assert.True(Math.Abs(plain - distances[i]) < 1e-9, $"seed {seed}, cell {i}: {distances[i]}, not {plain}");
        }
    }

    [Fact]
    public void Lakes_and_borders_of_a_complete_extract_are_there()
    {
        var tiles = Extracts.Tiles(Extracts.Shared("liechtenstein"));
        var tile = Decoded.Around(tiles, 9.5215, 47.1392, 13);
        Assert.NotEmpty(tile["road"]);
        Assert.NotEmpty(tile["waterway"]);
        Assert.NotEmpty(tile["land"]);
        Assert.Contains(Decoded.Around(tiles, 9.5215, 47.1392, 9)["boundary"], border => Equals(border.Attributes["class"], "country"));
    }
}
