using Routing.RoadNetwork.Isochrones;
using Routing.RoadNetwork.Live;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Live;

public sealed class SpeedsByHourTests
{
    // A Thursday, in a zone three hours behind.
    private static readonly DateTimeOffset Thursday = new(2026, 11, 26, 0, 0, 0, TimeSpan.FromHours(-3));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The main road is faster, but not at rush hour.
    private static Town Draw() => Town.Draw("""
        A-------B-------C
        |               |
        D---------------E
        """).Way("ABC", "highway=primary maxspeed=50").Way("ADEC", "maxspeed=45");

    private const string RushHour = """
        { "rows": [ { "days": ["thursday"], "hours": "7-9", "classes": ["primary"], "factor": 0.25 } ] }
        """;

    private static Router Over(Town town, string json) =>
        new(town.Router.Region, new RouterOptions { MinIsland = 0, SpeedsByHour = SpeedsByHour.Parse(json) });

    [Fact]
    public void A_departure_takes_the_speeds_of_its_hour_and_none_the_usual_ones()
    {
        using var town = Draw();
        var router = Over(town, RushHour);
        var usual = Seconds(router, null);
        Assert.Equal(usual, Seconds(router, Thursday.AddHours(6.99)));
        var slow = Seconds(router, Thursday.AddHours(7));
        Assert.True(slow > usual);
        Assert.Equal(slow, Seconds(router, Thursday.AddHours(8.99)));
        Assert.Equal(usual, Seconds(router, Thursday.AddHours(9)));
        Assert.Equal(usual, Seconds(router, Thursday.AddDays(1).AddHours(8)));

        // The hour is the clock's: the same instant elsewhere is another hour.
        Assert.Equal(usual, Seconds(router, Thursday.AddHours(8).ToUniversalTime()));

        // Nobody on foot is held up.
        Assert.Equal(
            router.Route(Profile.Foot, [town['A'], town['C']], false, false, Token).DurationDeciseconds,
            router.Route(Profile.Foot, [new(town['A']), new(town['C'])], new RouteRequest { Departure = Thursday.AddHours(8) }, Token).DurationDeciseconds);

        int Seconds(Router router, DateTimeOffset? departure)
        {
            RoutePoint[] ends = [new(town['A']), new(town['C'])];
            var route = router.Route(Profile.Car, ends, new RouteRequest { Departure = departure }, Token);
            var table = router.Table(Profile.Car, ends, ends, new TableRequest { Departure = departure }, Token);
            Assert.Equal(route.DurationDeciseconds, table.DurationsDeciseconds[1]);
            return route.DurationDeciseconds;
        }
    }

    [Fact]
    public void A_departure_heeds_the_conditions_in_force_then()
    {
        using var town = Draw();
        var router = Over(town, RushHour);
        var closed = new RoadCondition { On = new RoadSelection.Stretch(1), IsClosed = true, From = Thursday.AddHours(10), Until = Thursday.AddHours(11) };
        router.Apply(new Conditions([closed]), Thursday.AddHours(9), Token);
        Assert.False(PassesD(null));
        Assert.False(PassesD(Thursday.AddHours(9.5)));
        Assert.True(PassesD(Thursday.AddHours(10)));
        Assert.False(PassesD(Thursday.AddHours(11)));

        bool PassesD(DateTimeOffset? departure) => router
            .Route(Profile.Car, [new(town['A']), new(town['C'])], new RouteRequest { Geometry = true, Departure = departure }, Token)
            .Legs[0].Coordinates.Any(at => at.MetresTo(town['D']) < 1);
    }

    [Fact]
    public void Isochrones_are_those_of_the_departure()
    {
        using var town = Draw();
        var router = Over(town, """{ "rows": [ { "hours": "7-9", "factor": 0.1 } ] }""");
        var far = town['B'];
        var usual = router.Route(Profile.Car, [town['A'], far], false, false, Token).DurationDeciseconds / 10 + 2;
        Assert.True(Reaches(null));
        Assert.False(Reaches(Thursday.AddHours(8)));

        bool Reaches(DateTimeOffset? departure) => router
            .Isochrones(Profile.Car, town['A'], IsochroneDirection.From, [usual], departure, Token).Isochrones[0].Contains(far);
    }

    [Fact]
    public void Tables_of_a_day_come_in_parts_that_differ_and_share_what_does_not()
    {
        using var town = Draw();
        var router = Over(town, """{ "rows": [ { "hours": "7-9", "factor": 0.5 }, { "hours": "17-18", "factor": 0.5 } ] }""");
        var closed = new RoadCondition { On = new RoadSelection.Stretch(1), IsClosed = true, From = Thursday.AddHours(12.5), Until = Thursday.AddHours(13.25) };
        router.Apply(new Conditions([closed]), Thursday, Token);
        RoutePoint[] points = [new(town['A']), new(town['C']), new(town['E'])];
        var parts = router.Tables(Profile.Car, points, points, Thursday.AddHours(6.5), Thursday.AddHours(20), Token);
        Assert.Equal([6.5, 7, 9, 12.5, 13.25, 17, 18], parts.Select(part => (part.From - Thursday).TotalHours));
        Assert.Equal([7, 9, 12.5, 13.25, 17, 18, 20], parts.Select(part => (part.Until - Thursday).TotalHours));
        Assert.Same(parts[0].Table, parts[2].Table);
        Assert.Same(parts[1].Table, parts[5].Table);
        Assert.Equal(4, parts.Select(part => part.Table).Distinct().Count() + 1);
        foreach (var part in parts)
        {
            var expected = router.Table(Profile.Car, points, points, new TableRequest { Departure = part.From }, Token);
            Assert.Equal(expected.DurationsDeciseconds, part.Table.DurationsDeciseconds);
        }

        Assert.Single(router.Tables(Profile.Foot, points, points, Thursday.AddHours(6), Thursday.AddHours(12), Token));
    }

    [Fact]
    public void Later_rows_overrule_earlier_ones_and_nights_go_on_into_the_next_day()
    {
        using var town = Draw();
        var router = Over(town, """
            { "profiles": ["car", "bicycle"], "rows": [
                { "factor": 0.5 },
                { "days": ["thursday"], "hours": "22-2", "classes": ["living_street", "primary", "residential"], "factor": 2 } ] }
            """);
        var usual = At(null);
        Assert.Equal(2 * usual, At(Thursday.AddHours(21)), tolerance: 2);
        Assert.Equal(usual / 2, At(Thursday.AddHours(23)), tolerance: 2);
        Assert.Equal(usual / 2, At(Thursday.AddHours(25)), tolerance: 2);
        Assert.Equal(2 * usual, At(Thursday.AddHours(26)), tolerance: 2);
        Assert.Equal(2 * usual, At(Thursday.AddHours(1)), tolerance: 2);

        int At(DateTimeOffset? departure) => router.Route(
            Profile.Bicycle, [new(town['A']), new(town['B'])], new RouteRequest { Departure = departure }, Token).DurationDeciseconds;
    }

    [Theory]
    [InlineData("no", "no JSON")]
    [InlineData("[]", "rows")]
    [InlineData("{}", "rows")]
    [InlineData("""{ "rows": [ { } ] }""", "rows[0].factor")]
    [InlineData("""{ "rows": [ { "factor": 1 }, { "factor": 0 } ] }""", "rows[1].factor")]
    [InlineData("""{ "rows": [ { "factor": 1, "hours": "9-7-5" } ] }""", "rows[0].hours")]
    [InlineData("""{ "rows": [ { "factor": 1, "hours": "7-25" } ] }""", "rows[0].hours")]
    [InlineData("""{ "rows": [ { "factor": 1, "days": ["funday"] } ] }""", "rows[0].days[0]")]
    [InlineData("""{ "rows": [ { "factor": 1, "classes": ["primary", "3"] } ] }""", "rows[0].classes[1]")]
    [InlineData("""{ "profiles": ["tram"], "rows": [] }""", "profiles[0]")]
    public void A_table_that_is_not_of_the_form_is_refused_with_where(string json, string where) =>
        Assert.Contains(where, Assert.Throws<InvalidDataException>(() => SpeedsByHour.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_example_file_is_of_the_form()
    {
        using var town = Draw();
        var speeds = SpeedsByHour.Load(Path.Combine(Extracts.RepositoryRoot, "deploy", "speeds-by-hour.json"));
        var router = new Router(town.Router.Region, new RouterOptions { MinIsland = 0, SpeedsByHour = speeds });
        var usual = Deciseconds(null);
        Assert.Equal(usual, Deciseconds(Thursday.AddHours(12)));
        Assert.Equal(usual / 0.65, Deciseconds(Thursday.AddHours(8)), tolerance: 3);
        Assert.Equal(usual / 0.6, Deciseconds(Thursday.AddHours(18)), tolerance: 3);
        Assert.Equal(usual, Deciseconds(Thursday.AddDays(2).AddHours(8)));
        Assert.Equal(usual / 0.8, Deciseconds(Thursday.AddDays(2).AddHours(11)), tolerance: 3);
        Assert.Equal(usual / 1.1, Deciseconds(Thursday.AddHours(25)), tolerance: 3);
        Assert.Throws<InvalidDataException>(() => SpeedsByHour.Load(Extracts.Montevideo));

        int Deciseconds(DateTimeOffset? departure) => router.Route(
            Profile.Car, [new(town['A']), new(town['B'])], new RouteRequest { Departure = departure }, Token).DurationDeciseconds;
    }

    [Fact]
    public void An_absent_file_is_named() =>
        Assert.Contains("nowhere.json", Assert.Throws<InvalidDataException>(() => SpeedsByHour.Load("nowhere.json")).Message, StringComparison.Ordinal);
}
