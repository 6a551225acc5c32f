using Routing.RoadNetwork.Live;
using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Live;

public sealed class ConditionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // From A to D: over B straight, over C around. Way 1 is AB, 2 is BMD, 3 is ACED; nodes bear their letter's number.
    private static Town Draw() => Town.Draw("""
        A---B-M-D

        C-------E
        """).Way("AB").Way("BMD").Way("ACED");

    private static RoadCondition Closed(RoadSelection on) => new() { On = on, IsClosed = true };

    private static RoadSelection.Stretch Way(long id, char? from = null, char? to = null, bool oneDirection = false) =>
        new(id, from, to, oneDirection);

    private static ResolvedConditions Apply(Town town, params IReadOnlyList<RoadCondition> all) =>
        town.Router.Apply(new Conditions(all), Noon, Token);

    [Fact]
    public void A_closed_way_is_driven_around_until_it_is_opened_again()
    {
        using var town = Draw();
        var usual = town.Deciseconds(Profile.Car, "AD");
        Assert.Equal("ABMD", town.Path(Profile.Car, "AD"));
        Apply(town, Closed(Way(2)));
        foreach (var profile in Enum.GetValues<Profile>())
        {
            Assert.Equal("ACED", town.Path(profile, "AD"));
            Assert.Equal("DECA", town.Path(profile, "DA"));
        }

        town.Router.Apply(Conditions.None, Noon, Token);
        Assert.Equal("ABMD", town.Path(Profile.Car, "AD"));
        Assert.Equal(usual, town.Deciseconds(Profile.Car, "AD"));
    }

    [Theory]
    [InlineData('B', 'M', "ACED", "DMBA")] // As it is drawn.
    [InlineData('M', 'B', "ABMD", "DECA")] // Against it.
    [InlineData('B', 'D', "ACED", "DMBA")]
    public void One_direction_of_a_stretch_is_closed_by_the_order_of_its_points(char from, char to, string there, string back)
    {
        using var town = Draw();
        var found = Apply(town, Closed(Way(2, from, to, oneDirection: true)));
        Assert.Equal(FoundBy.Name, found.All[0].FoundBy);
        Assert.Single(found.All[0].Arcs);
        Assert.Equal(there, town.Path(Profile.Car, "AD"));
        Assert.Equal(back, town.Path(Profile.Car, "DA"));
    }

    [Fact]
    public void A_stretch_takes_the_segments_between_its_points_alone()
    {
        // The way ABCDE is cut into four at the side roads.
        using var town = Town.Draw("""
            A---B---C---D---E
                |   |   |
                f   g   h
            """).Way("ABCDE").Way("Bf").Way("Cg").Way("Dh");
        Assert.Equal(4, Apply(town, Closed(Way(1, 'B', 'D'))).All[0].Arcs.Count);
        Assert.Equal(8, Apply(town, Closed(Way(1))).All[0].Arcs.Count);
        Assert.Equal(4, Apply(town, Closed(Way(1, oneDirection: true))).All[0].Arcs.Count);
        Assert.Equal(2, Apply(town, Closed(Way(1, 'D', 'B', oneDirection: true))).All[0].Arcs.Count);
    }

    [Fact]
    public void A_stretch_of_a_roundabout_may_lead_over_where_its_drawing_begins()
    {
        using var town = Town.Draw("""
            w---A---B---x
                |   |
            z---D---C---y
            """).Way("ABCDA", "junction=roundabout").Way("wA").Way("Bx").Way("yC").Way("Dz");
        var found = Apply(town, Closed(Way(1, 'D', 'B', oneDirection: true)));
        Assert.Equal(2, found.All[0].Arcs.Count);
        Assert.Equal(-1, town.Deciseconds(Profile.Car, "wx"));
        Assert.True(town.Deciseconds(Profile.Car, "yz") > 0);
    }

    [Fact]
    public void Conditions_hold_from_their_beginning_to_their_end_and_for_their_profiles()
    {
        using var town = Draw();
        var condition = Closed(Way(2)) with { From = Noon.AddHours(1), Until = Noon.AddHours(2), Profiles = [Profile.Car, Profile.Scooter] };
        var conditions = new Conditions([condition]);
        foreach (var (minutes, path) in new[] { (0, "ABMD"), (59, "ABMD"), (60, "ACED"), (119, "ACED"), (120, "ABMD") })
        {
            town.Router.Apply(conditions, Noon.AddMinutes(minutes), Token);
            Assert.Equal(path, town.Path(Profile.Car, "AD"));
            Assert.Equal(path, town.Path(Profile.Scooter, "AD"));
            Assert.Equal("ABMD", town.Path(Profile.Foot, "AD"));
        }

        Assert.Equal(Noon.AddHours(1), conditions.NextChange(Noon));
        Assert.Equal(Noon.AddHours(2), conditions.NextChange(Noon.AddHours(1)));
        Assert.Null(conditions.NextChange(Noon.AddHours(2)));
        Assert.Empty(conditions.During(Noon, Noon.AddHours(1)).All);
        Assert.Single(conditions.During(Noon, Noon.AddMinutes(61)).All);
    }

    [Fact]
    public void Of_several_conditions_on_a_road_the_worst_counts_in_any_order()
    {
        using var town = Town.Draw("A---B").Way("AB");
        var usual = town.Deciseconds(Profile.Car, "AB");
        RoadCondition fast = new() { On = Way(1), SpeedFactor = 2 };
        RoadCondition slow = new() { On = Way(1), SpeedFactor = 0.25 };
        RoadCondition crawl = new() { On = Way(1), KilometresPerHour = 1, Profiles = [Profile.Car] };
        Apply(town, fast);
        Assert.InRange(town.Deciseconds(Profile.Car, "AB"), (usual / 2) - 1, (usual / 2) + 1);
        Apply(town, fast, slow);
        Assert.InRange(town.Deciseconds(Profile.Car, "AB"), (4 * usual) - 4, (4 * usual) + 4);
        Apply(town, crawl, fast, slow);
        var metres = town['A'].MetresTo(town['B']);
        Assert.Equal((int)Math.Round(metres * 36), town.Deciseconds(Profile.Car, "AB"), tolerance: 1);
        Apply(town, slow, crawl, Closed(Way(1)), fast);
        Assert.Equal(-1, town.Deciseconds(Profile.Car, "AB"));
    }

    [Fact]
    public void A_speed_in_kilometres_an_hour_is_the_cars_unless_said_otherwise()
    {
        using var town = Draw();
        var onFoot = town.Deciseconds(Profile.Foot, "AB");
        var byCar = town.Deciseconds(Profile.Car, "AB");
        Apply(town, new RoadCondition { On = Way(1), KilometresPerHour = 90 });
        Assert.Equal(onFoot, town.Deciseconds(Profile.Foot, "AB"));
        Assert.True(town.Deciseconds(Profile.Car, "AB") < byCar);
    }

    [Fact]
    public void A_place_closes_the_road_nearest_to_it_and_a_bearing_one_direction()
    {
        using var town = Draw();
        var place = new Coordinate(town['M'].Lon, town['M'].Lat + 0.00005);
        Assert.Equal(FoundBy.Place, Apply(town, Closed(new RoadSelection.Stretch(null, At: place))).All[0].FoundBy);
        Assert.Equal("ACED", town.Path(Profile.Car, "AD"));
        Assert.Equal("DECA", town.Path(Profile.Car, "DA"));
        Apply(town, Closed(new RoadSelection.Stretch(null, OneDirection: true, At: place, Bearing: 275)));
        Assert.Equal("ABMD", town.Path(Profile.Car, "AD"));
        Assert.Equal("DECA", town.Path(Profile.Car, "DA"));
        var away = new Coordinate(town['M'].Lon, town['M'].Lat + 0.02);
        Assert.Equal(FoundBy.Nothing, Apply(town, Closed(new RoadSelection.Stretch(null, At: away))).All[0].FoundBy);
        Assert.Equal("ABMD", town.Path(Profile.Car, "AD"));
    }

    [Fact]
    public void An_area_closes_the_roads_that_lie_in_it_or_cross_it_and_spares_its_holes()
    {
        using var town = Draw();

        // A thin strip across BD between M and D, where no point of the road lies.
        var between = (town['M'].Lon + town['D'].Lon) / 2;
        var strip = Box(between - 0.00002, town['M'].Lat - 0.0001, between + 0.00002, town['M'].Lat + 0.0001);
        Assert.Equal(2, Apply(town, Closed(new RoadSelection.Area([strip]))).All[0].Arcs.Count);
        Assert.Equal("ACED", town.Path(Profile.Car, "AD"));

        var (west, east) = (town['A'].Lon - 0.001, town['D'].Lon + 0.001);
        var (south, north) = (town['C'].Lat - 0.001, town['A'].Lat + 0.001);
        Assert.Equal(6, Apply(town, Closed(new RoadSelection.Area([Box(west, south, east, north)]))).All[0].Arcs.Count);

        // A hole around all but the lower street: it alone is touched.
        var hole = Box(west + 0.0001, (town['C'].Lat + town['A'].Lat) / 2, east - 0.0001, north - 0.0001);
        Assert.Equal(2, Apply(town, Closed(new RoadSelection.Area([Box(west, south, east, north), hole]))).All[0].Arcs.Count);
        Assert.Equal("ABMD", town.Path(Profile.Car, "AD"));
        Assert.Equal(FoundBy.Nothing, Apply(town, Closed(new RoadSelection.Area([Box(5, 5, 6, 6)]))).All[0].FoundBy);
    }

    [Fact]
    public void A_closure_is_found_in_a_new_extract_in_which_its_way_was_split_or_drawn_anew()
    {
        // In the first extract BMD is way 2; a place in its middle names it by way, points and place.
        using var town = Draw();
        var closed = Closed(new RoadSelection.Stretch(2, 'B', 'M', At: new Coordinate((town['B'].Lon + town['M'].Lon) / 2, town['B'].Lat)));
        Assert.Equal(FoundBy.Name, Apply(town, closed).All[0].FoundBy);

        // The way was split at M: its number now names another road, its points are on way 4.
        using var split = Town.Draw("""
            A---B-M-D

            C-------E
            """).Way("AB").Way("MD").Way("ACED").Way("BM");
        Assert.Equal(FoundBy.Nodes, Apply(split, closed).All[0].FoundBy);
        Assert.Equal("ACED", split.Path(Profile.Car, "AD"));

        // Drawn anew: other points, the same place.
        using var anew = Town.Draw("""
            A---Q-N-D

            C-------E
            """).Way("AQ").Way("ACED").Way("QND");
        Assert.Equal(FoundBy.Place, Apply(anew, closed).All[0].FoundBy);
        Assert.Equal("ACED", anew.Path(Profile.Car, "AD"));
    }

    [Fact]
    public void Closures_and_roads_left_out_add_up()
    {
        using var town = Town.Draw("""
            A-------B
            |       |
            C-------D
            |       |
            E-------F
            """).Way("AB").Way("AC").Way("BD").Way("CD", "tunnel=yes").Way("CE").Way("DF").Way("EF");
        RoutePoint[] points = [new(town['A']) { Excluded = RoadKinds.Tunnel }, new(town['B']) { Excluded = RoadKinds.Tunnel }];
        Apply(town, Closed(Way(1)));
        Assert.Equal("ACDB", town.Path(Profile.Car, "AB"));
        var route = town.Router.Route(Profile.Car, points, new RouteRequest { Geometry = true }, Token);
        Assert.Contains(route.Legs[0].Coordinates, at => at.MetresTo(town['E']) < 1);
        Assert.Equal([route.DurationDeciseconds], town.Router.Table(Profile.Car, points.AsSpan(0, 1), points.AsSpan(1), int.MaxValue, Token).DurationsDeciseconds);
    }

    [Fact]
    public void Conditions_that_are_not_whole_are_refused_with_what_is_wrong()
    {
        AssertRefused("one of them", new RoadCondition { On = Way(1) });
        AssertRefused("one of them", new RoadCondition { On = Way(1), IsClosed = true, SpeedFactor = 1 });
        AssertRefused("km/h", new RoadCondition { On = Way(1), KilometresPerHour = 0 });
        AssertRefused("factor", new RoadCondition { On = Way(1), SpeedFactor = double.NaN });
        AssertRefused("before", new RoadCondition { On = Way(1), IsClosed = true, From = Noon, Until = Noon });
        AssertRefused("neither", Closed(new RoadSelection.Stretch(null)));
        AssertRefused("one point", Closed(new RoadSelection.Stretch(1, 5)));
        AssertRefused("globe", Closed(new RoadSelection.Stretch(null, At: new Coordinate(200, 0))));
        AssertRefused("closed rings", Closed(new RoadSelection.Area([[new(0, 0), new(1, 0), new(1, 1), new(0, 1)]])));

        static void AssertRefused(string word, RoadCondition condition) =>
            Assert.Contains(word, Assert.Throws<ArgumentException>(() => new Conditions([condition])).Message, StringComparison.Ordinal);
    }

    internal static Coordinate[] Box(double west, double south, double east, double north) =>
        [new(west, south), new(east, south), new(east, north), new(west, north), new(west, south)];
}
