using System.Globalization;
using System.Text;

namespace Routing.Addresses.Tests;

/// <summary>What else than tagged points an extract says of addresses: lines of numbers, relations, postcodes.</summary>
public sealed class ExtractTests : IDisposable
{
    // A road from (0, 0) to (10, 0), a unit being 0.001 degrees from (2, 41); all else lies along it.
    private const string Elements = """
        <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Long Road"/></way>
        <way id="2"><nd ref="11"/><nd ref="12"/><nd ref="13"/><tag k="addr:interpolation" v="odd"/></way>
        <way id="3"><nd ref="14"/><nd ref="15"/><tag k="addr:interpolation" v="all"/><tag k="addr:street" v="Long Road"/></way>
        <way id="4"><nd ref="21"/><nd ref="22"/><nd ref="23"/></way>
        <way id="5"><nd ref="23"/><nd ref="24"/><nd ref="21"/></way>
        <way id="6"><nd ref="16"/><nd ref="17"/><tag k="addr:interpolation" v="even"/></way>
        <relation id="1"><member type="way" ref="4" role="outer"/><member type="way" ref="5" role="outer"/>
          <tag k="type" v="multipolygon"/><tag k="building" v="yes"/><tag k="addr:street" v="Long Road"/><tag k="addr:housenumber" v="300"/></relation>
        <relation id="2"><member type="node" ref="18" role="house"/><tag k="type" v="associatedStreet"/><tag k="name" v="Short Lane"/></relation>
        <relation id="3"><member type="way" ref="4" role="outer"/><member type="way" ref="5" role="outer"/>
          <tag k="type" v="boundary"/><tag k="place" v="suburb"/><tag k="name" v="Old Quarter"/></relation>
        <relation id="4"><member type="way" ref="1" role=""/><tag k="type" v="route"/><tag k="name" v="Bus 7"/></relation>
        """;

    private readonly TempFolder folder = new();
    private readonly AddressIndex index;

    public ExtractTests()
    {
        var xml = new StringBuilder("<osm version=\"0.6\">");
        void Node(int id, double x, double y, params (string Key, string Value)[] tags)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<node id=\"{id}\" lon=\"{2 + (x / 1000)}\" lat=\"{41 + (y / 1000)}\">");
            foreach (var (key, value) in tags)
                xml.Append(CultureInfo.InvariantCulture, $"<tag k=\"{key}\" v=\"{value}\"/>");
            xml.Append("</node>");
        }

        Node(1, 0, 0);
        Node(2, 10, 0);
        Node(11, 0, 0.1, ("addr:street", "Long Road"), ("addr:housenumber", "1"), ("addr:postcode", "90210"), ("addr:country", "ES"));
        Node(12, 5, 0.1);
        Node(13, 10, 0.1, ("addr:street", "Long Road"), ("addr:housenumber", "21"), ("addr:postcode", "90210"));
        Node(14, 0, -0.1, ("addr:housenumber", "100"));
        Node(15, 4, -0.1, ("addr:housenumber", "104"));
        // A digit too many: no line of a million houses.
        Node(16, 6, -0.1, ("addr:street", "Long Road"), ("addr:housenumber", "200"));
        Node(17, 7, -0.1, ("addr:street", "Long Road"), ("addr:housenumber", "900000"));
        Node(18, 3, 3, ("addr:housenumber", "7"));
        Node(21, 8, 0.2);
        Node(22, 9, 0.2);
        Node(23, 9, 0.4);
        Node(24, 8, 0.4);
        File.WriteAllText(folder.File("town.osm"), $"{xml}{Elements}</osm>");
        AddressIndexBuilder.Build(folder.File("town.osm"), folder.File("town.addresses"), ct: TestContext.Current.CancellationToken);
        index = AddressIndex.Open(folder.File("town.addresses"));
    }

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("long road 3", "3", 1, 0.1)]
    [InlineData("long road 11", "11", 5, 0.1)]
    [InlineData("long road 17", "17", 8, 0.1)]
    [InlineData("long road 102", "102", 2, -0.1)]
    public void Numbers_along_a_line_lie_on_it_and_say_that_they_are_worked_out(string text, string number, double x, double y)
    {
        var answer = First(text);
        Assert.Equal((Exactness.Interpolated, number, OsmKind.Way), (answer.Exactness, answer.HouseNumber, answer.Osm.Kind));
        IsAt(answer, x, y);
    }

    [Fact]
    public void A_number_at_an_end_of_a_line_is_a_house_though_the_line_alone_says_of_which_street()
    {
        var answer = First("long road 104");
        Assert.Equal((Exactness.House, OsmKind.Node), (answer.Exactness, answer.Osm.Kind));
        IsAt(answer, 4, -0.1);
    }

    [Fact]
    public void A_line_between_numbers_that_are_a_mistake_gives_no_houses() => Assert.InRange(index.Counts.Houses, 15, 25);

    [Fact]
    public void A_house_on_a_line_is_told_to_be_worked_out_when_it_is_met_by_its_position()
    {
        var answer = index.Reverse(new Point(2.005, 41.00011));
        Assert.Equal((Exactness.Interpolated, "11"), (answer?.Exactness, answer?.HouseNumber));
    }

    [Fact]
    public void A_building_of_several_ways_has_its_address_in_its_middle()
    {
        var answer = First("long road 300");
        Assert.Equal((Exactness.House, OsmKind.Relation, 1L), (answer.Exactness, answer.Osm.Kind, answer.Osm.Id));
        IsAt(answer, 8.5, 0.3);
    }

    [Fact]
    public void A_relation_may_say_of_which_street_a_house_is()
    {
        var answer = First("short lane 7");
        Assert.Equal(Exactness.House, answer.Exactness);
        IsAt(answer, 3, 3);
    }

    [Fact]
    public void A_postcode_is_found_amid_its_houses()
    {
        var answer = First("90210");
        Assert.Equal((Exactness.Place, "place", "postcode", "90210"), (answer.Exactness, answer.Key, answer.Value, answer.Name));
    }

    [Fact]
    public void Streets_and_areas_tell_how_far_they_reach()
    {
        Assert.Equal([2.0, 40.9999, 2.010, 41.0003], First("long road").Extent!.Select(degrees => Math.Round(degrees, 4)));
        var quarter = First("old quarter");
        Assert.Equal(("suburb", OsmKind.Relation), (quarter.Value, quarter.Osm.Kind));
        Assert.Equal([2.008, 41.0002, 2.009, 41.0004], quarter.Extent!.Select(degrees => Math.Round(degrees, 4)));
        Assert.Null(First("long road 1").Extent);
    }

    [Fact]
    public void A_bus_line_is_no_address() => Assert.DoesNotContain(index.Search(new SearchRequest("bus 7")), answer => answer.Name == "Bus 7");

    private Address First(string text)
    {
        var answers = index.Search(new SearchRequest(text, null, 5));
        Assert.True(answers.Count > 0, $"nothing found for '{text}'");
        return answers[0];
    }

    private static void IsAt(Address answer, double x, double y)
    {
        var metres = new Point(answer.Lon, answer.Lat).MetresTo(new Point(2 + (x / 1000), 41 + (y / 1000)));
        Assert.True(metres < 3, $"{answer.Label} is {metres:0} m from ({x}, {y})");
    }
}
