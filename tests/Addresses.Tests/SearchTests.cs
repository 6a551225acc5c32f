namespace Routing.Addresses.Tests;

public sealed class SearchTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly AddressIndex index;

    public SearchTests()
    {
        var osm = DrawnTown.Vilanova().Write(folder.File("town.osm"));
        AddressIndexBuilder.Build(osm, folder.File("town.addresses"), ct: TestContext.Current.CancellationToken);
        index = AddressIndex.Open(folder.File("town.addresses"));
    }

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    private Address First(string text, Point? near = null, string? language = null)
    {
        var answers = index.Search(new SearchRequest(text, near, 5, language));
        Assert.True(answers.Count > 0, $"nothing found for '{text}'");
        return answers[0];
    }

    private static void IsAt(double x, double y, Address answer)
    {
        var metres = Geo.Metres(DrawnTown.Lon(x), DrawnTown.Lat(y), answer.Lon, answer.Lat);
        Assert.True(metres < 15, $"{answer.Label} is {metres:0} m from ({x}, {y})");
    }

    [Theory]
    [InlineData("General Rivera 30")]
    [InlineData("gral rivera 30")]
    [InlineData("GRAL. RIVERA 30, Vilanova")]
    [InlineData("30 general rivera")]
    [InlineData("rivera 30")]
    [InlineData("Rivéra nro 30 apto 4")]
    [InlineData("general rivera 30 12345 vilanova")]
    public void A_house_is_found_however_it_is_written(string text)
    {
        var answer = First(text);
        Assert.Equal(Exactness.House, answer.Exactness);
        Assert.Equal("30", answer.HouseNumber);
        Assert.Equal("Gral. Rivera", answer.Street);
        Assert.Equal("12345", answer.Postcode);
        Assert.Equal("Vilanova", answer.Locality);
        Assert.Equal("UY", answer.CountryCode);
        IsAt(3, 4.1, answer);
    }

    [Theory]
    [InlineData("general rivira 30")]
    [InlineData("genral rivera 30")]
    [InlineData("rievra 30")]
    [InlineData("general rivera 30 nowhere")]
    public void A_typo_or_an_unknown_word_is_forgiven(string text)
    {
        var answer = First(text);
        Assert.Equal(Exactness.House, answer.Exactness);
        IsAt(3, 4.1, answer);
    }

    [Fact]
    public void A_missing_number_lies_between_its_neighbours()
    {
        var answer = First("general rivera 34");
        Assert.Equal(Exactness.Interpolated, answer.Exactness);
        Assert.Equal("34", answer.HouseNumber);
        IsAt(3.4, 4.1, answer);
    }

    [Fact]
    public void A_number_far_beyond_the_last_house_gives_the_street()
    {
        var answer = First("general rivera 9000");
        Assert.Equal(Exactness.Street, answer.Exactness);
        Assert.Null(answer.HouseNumber);
    }

    [Fact]
    public void A_number_in_the_name_of_a_street_is_not_taken_for_a_house()
    {
        var answer = First("8 de octubre");
        Assert.Equal(Exactness.Street, answer.Exactness);
        Assert.Equal("Avenida 8 de Octubre", answer.Street);
        answer = First("8 de octubre 2500 bis");
        Assert.Equal(Exactness.House, answer.Exactness);
        Assert.Equal("2500 BIS", answer.HouseNumber);
        IsAt(2, 0.1, answer);
    }

    [Theory]
    [InlineData("8 de octubre 2510")]
    [InlineData("8 de octubre 2512")]
    public void Several_numbers_on_one_door_are_all_found(string text)
    {
        var answer = First(text);
        Assert.Equal(Exactness.House, answer.Exactness);
        IsAt(3, 0.1, answer);
    }

    [Fact]
    public void A_building_answers_with_its_middle()
    {
        var answer = First("calle munoz 40");
        Assert.Equal(Exactness.House, answer.Exactness);
        Assert.Equal(OsmKind.Way, answer.Osm.Kind);
        IsAt(5.3, 2.1, answer);
    }

    [Theory]
    [InlineData("8 de octubre esq. muñoz")]
    [InlineData("muñoz y 8 de octubre")]
    [InlineData("Calle Munoz & Avenida 8 de Octubre")]
    public void A_corner_is_where_two_streets_meet(string text)
    {
        var answer = First(text);
        Assert.Equal(Exactness.Corner, answer.Exactness);
        IsAt(5, 0, answer);
    }

    [Theory]
    [InlineData("tal")]
    [InlineData("taller ib")]
    [InlineData("ibanez")]
    [InlineData("taler ibañez")]
    public void A_named_point_is_found_from_its_beginning_on(string text)
    {
        var answer = First(text);
        Assert.Equal(Exactness.Place, answer.Exactness);
        Assert.Equal("Taller Ibáñez", answer.Name);
        Assert.Equal(("shop", "car_repair"), (answer.Key, answer.Value));
        IsAt(7, 0.1, answer);
    }

    [Fact]
    public void Two_streets_of_one_name_in_two_towns_stay_apart_and_the_nearer_comes_first()
    {
        var far = index.Search(new SearchRequest("calle muñoz", new Point(DrawnTown.Lon(100), DrawnTown.Lat(100))));
        Assert.Equal(["Altdorf", "Vilanova"], far.Select(answer => answer.Locality));
        var near = index.Search(new SearchRequest("calle muñoz", new Point(DrawnTown.Lon(5), DrawnTown.Lat(1))));
        Assert.Equal(["Vilanova", "Altdorf"], near.Select(answer => answer.Locality));
        Assert.Equal("Altdorf", First("calle muñoz altdorf").Locality);
        Assert.Equal("Altdorf", First("muñoz 7").Locality);
    }

    [Fact]
    public void A_place_has_its_name_in_the_language_asked_for()
    {
        Assert.Equal("Vilanova", First("vilanova").Name);
        Assert.Equal("Newtown", First("newtown", language: "en").Name);
        Assert.Equal("Vilanova", First("la nova", language: "fr").Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ,. ")]
    [InlineData("xyzzy quux")]
    [InlineData("\"; DROP TABLE thing; --")]
    [InlineData("NEAR(a b) AND * OR ^")]
    [InlineData("🚗🚗🚗")]
    [InlineData("99999999999999999999")]
    public void Odd_text_finds_nothing_and_breaks_nothing(string text) => _ = index.Search(new SearchRequest(text));

    [Fact]
    public void Reverse_gives_the_nearest_house()
    {
        var answer = index.Reverse(new Point(DrawnTown.Lon(3.05), DrawnTown.Lat(4.08)));
        Assert.Equal(Exactness.House, answer?.Exactness);
        Assert.Equal("Gral. Rivera 30, El Prado, 12345 Vilanova", answer?.Label);
        Assert.InRange(answer?.DistanceMetres ?? -1, 1, 10);
    }

    [Fact]
    public void Reverse_gives_the_street_where_houses_are_far()
    {
        var answer = index.Reverse(new Point(DrawnTown.Lon(9.5), DrawnTown.Lat(0.2)));
        Assert.Equal(Exactness.Street, answer?.Exactness);
        Assert.Equal("Avenida 8 de Octubre", answer?.Street);
        IsAt(9.5, 0, answer!);
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, 1e9)]
    public void Reverse_gives_nothing_where_nothing_is(double x, double y) =>
        Assert.Null(index.Reverse(new Point(DrawnTown.Lon(x), DrawnTown.Lat(y))));

    [Fact]
    public void Searches_at_once_agree_with_searches_one_by_one()
    {
        string[] texts = ["general rivera 30", "8 de octubre esq muñoz", "ibanez", "rivira 34", "calle muñoz"];
        var expected = texts.Select(text => First(text).Label).ToArray();
        Parallel.For(0, 200, i => Assert.Equal(expected[i % texts.Length], index.Search(new SearchRequest(texts[i % texts.Length]))[0].Label));
    }
}
