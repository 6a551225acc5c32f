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
