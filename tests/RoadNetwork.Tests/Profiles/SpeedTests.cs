using Routing.RoadNetwork.Profiles;

namespace Routing.RoadNetwork.Tests.Profiles;

public sealed class SpeedTests
{
    [Theory]
    [InlineData("50", 50.0)]
    [InlineData(" 50 ", 50.0)]
    [InlineData("50 km/h", 50.0)]
    [InlineData("50kmh", 50.0)]
    [InlineData("30 mph", 48.28032)]
    [InlineData("30mph", 48.28032)]
    [InlineData("10 knots", 18.52)]
    [InlineData("7.5", 7.5)]
    [InlineData("walk", 6.0)]
    [InlineData("none", 130.0)]
    [InlineData("FR:urban", 50.0)]
    [InlineData("FR:rural", 80.0)]
    [InlineData("DE:rural", 100.0)]
    [InlineData("DE:motorway", 130.0)]
    [InlineData("CH:rural", 80.0)]
    [InlineData("CH:motorway", 120.0)]
    [InlineData("GB:nsl_single", 96.56064)]
    [InlineData("DE:zone:30", 30.0)]
    [InlineData("DE:zone30", 30.0)]
    [InlineData("FR:30", 30.0)]
    [InlineData("DE:living_street", 6.0)]
    [InlineData("DE:walk", 6.0)]
    [InlineData("60;40", 60.0)]
    [InlineData("7,5", 7.5)]
    [InlineData("US:urban", 40.2336)]
    [InlineData("GB:zone:20", 32.18688)]
    [InlineData("US:25", 40.2336)]
    [InlineData("RU:urban", 60.0)]
    [InlineData("IT:motorway", 130.0)]
    [InlineData("BE-VLG:rural", 70.0)]
    [InlineData("XX:urban", 50.0)]
    [InlineData("signals", null)]
    [InlineData("variable", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("0", null)]
    [InlineData("-50", null)]
    [InlineData("5000", null)]
    [InlineData("fast", null)]
    [InlineData("50 furlongs", null)]
    [InlineData(":urban", null)]
    [InlineData("1.2.3", null)]
    public void Limits_are_read_in_all_spellings(string? value, double? expected)
    {
        var read = SpeedLimit.Parse(value);
        Assert.Equal(expected is null, read is null);
        if (expected is { } number)
            Assert.Equal(number, read!.Value, 1e-9);
    }

    [Theory]
    [InlineData("highway=residential maxspeed=50", 40, 40)]
    [InlineData("highway=residential maxspeed:forward=30 maxspeed=50", 24, 40)]
    [InlineData("highway=residential maxspeed:backward=30", 28, 24)]
    [InlineData("highway=residential maxspeed=signals", 28, 28)]
    [InlineData("highway=residential maxspeed=50 surface=cobblestone", 30, 30)]
    [InlineData("highway=residential maxspeed=20 surface=cobblestone", 16, 16)]
    [InlineData("highway=residential surface=gravel", 28, 28)]
    [InlineData("highway=secondary surface=gravel", 30, 30)]
    [InlineData("highway=secondary smoothness=horrible", 15, 15)]
    [InlineData("highway=service", 15, 15)]
    [InlineData("highway=service service=parking_aisle", 10, 10)]
    [InlineData("highway=service service=driveway maxspeed=50", 10, 10)]
    [InlineData("highway=residential maxspeed:type=DE:zone30", 24, 24)]
    [InlineData("highway=residential source:maxspeed=FR:urban", 40, 40)]
    [InlineData("highway=residential source:maxspeed=sign", 28, 28)]
    [InlineData("highway=residential zone:traffic=FR:urban", 40, 40)]
    [InlineData("highway=primary maxspeed=80 maxspeed:advisory=40", 32, 32)]
    [InlineData("highway=primary maxspeed=50 maxspeed:advisory=80", 40, 40)]
    [InlineData("highway=primary maxspeed=80 maxspeed:advisory:forward=40", 32, 64)]
    [InlineData("highway=primary maxspeed=50 maxspeed:conditional=30@(Mo-Fr~07:00-17:00)", 24, 24)]
    [InlineData("highway=primary maxspeed=50 maxspeed:conditional=30@(Mo-Fr~07:30-08:30)", 40, 40)]
    [InlineData("highway=primary maxspeed=50 maxspeed:conditional=30@(22:00-06:00)", 40, 40)]
    [InlineData("highway=primary maxspeed=100 maxspeed:conditional=80@wet", 80, 80)]
    [InlineData("highway=primary maxspeed=100 maxspeed:conditional=60@(weight>7.5)", 80, 80)]
    [InlineData("highway=primary maxspeed=100 maxspeed:conditional=60@(weight<3.5)", 48, 48)]
    [InlineData("highway=primary maxspeed=50 maxspeed:backward:conditional=30@(24/7)", 40, 24)]
    [InlineData("highway=primary maxspeed=50 maxspeed:conditional=nonsense@(24/7)", 40, 40)]
    [InlineData("highway=track motor_vehicle=yes tracktype=grade1", 12, 12)]
    [InlineData("highway=unclassified tracktype=grade2", 32, 32)]
    [InlineData("highway=unclassified maxspeed=90 tracktype=grade3", 30, 30)]
    [InlineData("highway=unclassified maxspeed=90 tracktype=grade5", 15, 15)]
    [InlineData("highway=primary smoothness=very_bad", 30, 30)]
    [InlineData("highway=primary maxspeed=90 smoothness=intermediate", 60, 60)]
    [InlineData("highway=primary maxspeed=90 surface=asphalt smoothness=excellent", 72, 72)]
    [InlineData("highway=living_street", 10, 10)]
    [InlineData("highway=service service=alley", 10, 10)]
    [InlineData("highway=service service=drive-through", 10, 10)]
    [InlineData("highway=service maxspeed=5", 4, 4)]
    [InlineData("highway=living_street maxspeed=20", 16, 16)]
    [InlineData("highway=residential maxspeed=walk", 4.8, 4.8)]
    [InlineData("highway=residential maxspeed=3", 3, 3)]
    [InlineData("highway=residential maxspeed=20~mph", 25.749504, 25.749504)]
    [InlineData("highway=primary maxspeed:forward=30~mph maxspeed:backward=20~mph", 38.624256, 25.749504)]
    [InlineData("highway=residential zone:maxspeed=DE:30", 24, 24)]
    [InlineData("highway=residential maxspeed=50 source:maxspeed=DE:zone:30", 40, 40)]
    [InlineData("highway=residential maxspeed:type=sign", 28, 28)]
    [InlineData("highway=primary maxspeed:advisory=40", 32, 32)]
    [InlineData("highway=primary maxspeed=100 maxspeed:conditional=30@(Mo-Fr~07:00-17:00);60@(Sa-Su)", 24, 24)]
    [InlineData("highway=primary maxspeed:conditional=30@(06:00-22:00)", 24, 24)]
    [InlineData("highway=primary maxspeed=50 maxspeed:forward:conditional=30@(24/7)", 24, 40)]
    [InlineData("highway=primary maxspeed=100 maxspeed:conditional=60@(weight<3.5~AND~Mo-Fr~07:00-19:00)", 48, 48)]
    public void Cars_drive_at_four_fifths_of_the_limit_as_the_surface_allows(string tags, double forward, double backward)
    {
        using var town = Street(tags);
        Assert.Equal(DecisecondsAt(forward), town.Deciseconds(Profile.Car, "AB"));
        Assert.Equal(DecisecondsAt(backward), town.Deciseconds(Profile.Car, "BA"));
    }

    // 1 km.
    private static Drawing.Town Street(string tags) => Drawing.Town.Draw("A---------|---------|---------|---------B").Way("AB", tags);

    private static int DecisecondsAt(double kilometresPerHour) => (int)Math.Round(36_000 / kilometresPerHour);

    [Theory]
    [InlineData("highway=residential", 20, 18, 5)]
    [InlineData("highway=residential maxspeed=50", 20, 18, 5)]
    [InlineData("highway=residential maxspeed=10", 10, 10, 5)]
    [InlineData("highway=residential surface=sett", 8, 11, 5)]
    [InlineData("highway=residential surface=sand", 4, 6, 3.5)]
    [InlineData("highway=cycleway", 20, 18, 5)]
    [InlineData("highway=footway", 4, 4, 5)]
    [InlineData("highway=footway bicycle=designated", 10, 10, 5)]
    [InlineData("highway=path", 4, 12, 5)]
    [InlineData("highway=path bicycle=dismount", 4, 4, 5)]
    [InlineData("highway=steps", 0, 1.5, 3)]
    [InlineData("highway=path bicycle=designated", 10, 12, 5)]
    [InlineData("highway=path small_electric_vehicle=yes", 10, 12, 5)]
    [InlineData("highway=footway small_electric_vehicle=designated", 10, 4, 5)]
    [InlineData("highway=pedestrian bicycle=yes", 10, 10, 5)]
    [InlineData("highway=footway bicycle=no", 4, 4, 5)]
    [InlineData("highway=cycleway bicycle=dismount", 4, 4, 5)]
    [InlineData("highway=living_street maxspeed=walk", 6, 6, 5)]
    [InlineData("highway=residential maxspeed:conditional=10@(24/7)", 10, 10, 5)]
    [InlineData("highway=footway surface=sand", 4, 4, 3.5)]
    public void Scooters_bicycles_and_feet_have_their_own_speeds(string tags, double scooter, double bicycle, double foot)
    {
        using var town = Street(tags);
        Assert.Equal(scooter > 0 ? DecisecondsAt(scooter) : -1, town.Deciseconds(Profile.Scooter, "AB"));
        Assert.Equal(bicycle > 0 ? DecisecondsAt(bicycle) : -1, town.Deciseconds(Profile.Bicycle, "AB"));
        Assert.Equal(foot > 0 ? DecisecondsAt(foot) : -1, town.Deciseconds(Profile.Foot, "AB"));
    }

    [Theory]
    [InlineData("motorway", 95, 0, 0, 0)]
    [InlineData("motorway_link", 50, 0, 0, 0)]
    [InlineData("trunk", 75, 0, 18, 5)]
    [InlineData("trunk_link", 45, 0, 18, 5)]
    [InlineData("primary", 55, 20, 18, 5)]
    [InlineData("primary_link", 35, 20, 18, 5)]
    [InlineData("secondary", 45, 20, 18, 5)]
    [InlineData("secondary_link", 30, 20, 18, 5)]
    [InlineData("tertiary", 38, 20, 18, 5)]
    [InlineData("tertiary_link", 28, 20, 18, 5)]
    [InlineData("unclassified", 32, 20, 18, 5)]
    [InlineData("residential", 28, 20, 18, 5)]
    [InlineData("road", 25, 20, 18, 5)]
    [InlineData("living_street", 10, 15, 15, 5)]
    [InlineData("service", 15, 15, 15, 5)]
    [InlineData("track", 0, 10, 12, 5)]
    [InlineData("cycleway", 0, 20, 18, 5)]
    [InlineData("bridleway", 0, 0, 12, 5)]
    [InlineData("path", 0, 4, 12, 5)]
    [InlineData("footway", 0, 4, 4, 5)]
    [InlineData("pedestrian", 0, 4, 4, 5)]
    [InlineData("corridor", 0, 0, 0, 5)]
    [InlineData("platform", 0, 0, 0, 5)]
    [InlineData("steps", 0, 0, 1.5, 3)]
    public void Every_kind_of_road_has_its_speeds(string highway, double car, double scooter, double bicycle, double foot) =>
        AssertSpeeds("highway=" + highway, car, scooter, bicycle, foot);

    [Theory]
    [InlineData("surface=asphalt", 72, 20, 18, 5)]
    [InlineData("surface=concrete", 72, 20, 18, 5)]
    [InlineData("surface=unheard_of", 72, 20, 18, 5)]
    [InlineData("surface=paving_stones", 60, 16, 16, 5)]
    [InlineData("surface=concrete:plates", 60, 16, 16, 5)]
    [InlineData("surface=concrete:lanes", 60, 16, 16, 5)]
    [InlineData("surface=metal", 60, 16, 16, 5)]
    [InlineData("surface=wood", 60, 16, 16, 5)]
    [InlineData("surface=bricks", 60, 16, 16, 5)]
    [InlineData("surface=sett", 30, 8, 11, 5)]
    [InlineData("surface=cobblestone", 30, 8, 11, 5)]
    [InlineData("surface=unhewn_cobblestone", 30, 8, 11, 5)]
    [InlineData("surface=cobblestone:flattened", 30, 8, 11, 5)]
    [InlineData("surface=compacted", 50, 14, 15, 5)]
    [InlineData("surface=fine_gravel", 50, 14, 15, 5)]
    [InlineData("surface=unpaved", 30, 9, 11, 5)]
    [InlineData("surface=gravel", 30, 9, 11, 5)]
    [InlineData("surface=pebblestone", 30, 9, 11, 5)]
    [InlineData("surface=dirt", 30, 9, 11, 5)]
    [InlineData("surface=earth", 30, 9, 11, 5)]
    [InlineData("surface=ground", 30, 9, 11, 5)]
    [InlineData("surface=grass_paver", 30, 9, 11, 5)]
    [InlineData("surface=clay", 30, 9, 11, 5)]
    [InlineData("surface=grass", 15, 4, 6, 3.5)]
    [InlineData("surface=sand", 15, 4, 6, 3.5)]
    [InlineData("surface=mud", 15, 4, 6, 3.5)]
    [InlineData("surface=rock", 15, 4, 6, 3.5)]
    [InlineData("surface=stone", 15, 4, 6, 3.5)]
    [InlineData("surface=woodchips", 15, 4, 6, 3.5)]
    [InlineData("smoothness=excellent", 72, 20, 18, 5)]
    [InlineData("smoothness=good", 72, 20, 18, 5)]
    [InlineData("smoothness=intermediate", 60, 16, 16, 5)]
    [InlineData("smoothness=bad", 50, 14, 15, 5)]
    [InlineData("smoothness=very_bad", 30, 9, 11, 5)]
    [InlineData("smoothness=horrible", 15, 4, 6, 3.5)]
    [InlineData("smoothness=very_horrible", 15, 4, 6, 3.5)]
    [InlineData("smoothness=impassable", 0, 0, 0, 3.5)]
    [InlineData("tracktype=grade1", 72, 20, 18, 5)]
    [InlineData("tracktype=grade2", 50, 14, 15, 5)]
    [InlineData("tracktype=grade3", 30, 9, 11, 5)]
    [InlineData("tracktype=grade4", 15, 4, 6, 3.5)]
    [InlineData("tracktype=grade5", 15, 4, 6, 3.5)]
    [InlineData("surface=asphalt smoothness=bad", 50, 14, 15, 5)]
    [InlineData("surface=gravel smoothness=good", 30, 9, 11, 5)]
    [InlineData("surface=compacted tracktype=grade4 smoothness=intermediate", 15, 4, 6, 3.5)]
    public void On_a_fast_road_the_worst_that_is_said_of_the_surface_counts(string tags, double car, double scooter, double bicycle, double foot) =>
        AssertSpeeds("highway=primary maxspeed=90 " + tags, car, scooter, bicycle, foot);

    [Theory]
    [InlineData("GB:nsl_dual", 112.65408)]
    [InlineData("GB:motorway", 112.65408)]
    [InlineData("GB:nsl_restricted", 48.28032)]
    [InlineData("UK:urban", 48.28032)]
    [InlineData("UK:nsl_single", 96.56064)]
    [InlineData("US:rural", 88.51392)]
    [InlineData("AT:rural", 100)]
    [InlineData("AT:motorway", 130)]
    [InlineData("LI:rural", 80)]
    [InlineData("LI:trunk", 100)]
    [InlineData("CH:trunk", 100)]
    [InlineData("LI:motorway", 120)]
    [InlineData("MC:rural", 80)]
    [InlineData("FR:trunk", 110)]
    [InlineData("FR:motorway", 130)]
    [InlineData("BE:motorway", 120)]
    [InlineData("RU:motorway", 110)]
    [InlineData("ES:trunk", 90)]
    [InlineData("PT:trunk", 90)]
    [InlineData("IT:trunk", 90)]
    [InlineData("UY:urban", 45)]
    [InlineData("UY:rural", 90)]
    [InlineData("XX:rural", 90)]
    [InlineData("XX:trunk", 100)]
    [InlineData("XX:motorway", 120)]
    [InlineData("FR:zone30", 30)]
    [InlineData("CH:zone20", 20)]
    [InlineData("ES:walk", 6)]
    [InlineData("walking_pace", 6)]
    [InlineData("unlimited", 130)]
    [InlineData("50~kph", 50)]
    [InlineData("50~kmph", 50)]
    [InlineData("5~knots", 9.26)]
    [InlineData("50|30", 50)]
    public void Limits_by_country_and_zone_are_driven_at_four_fifths(string maxspeed, double limit)
    {
        using var town = Street("highway=motorway oneway=no maxspeed=" + maxspeed);
        Assert.Equal(DecisecondsAt(0.8 * limit), town.Deciseconds(Profile.Car, "AB"));
    }

    private static void AssertSpeeds(string tags, double car, double scooter, double bicycle, double foot)
    {
        using var town = Street(tags);
        foreach (var (profile, speed) in ((Profile, double)[])[(Profile.Car, car), (Profile.Scooter, scooter), (Profile.Bicycle, bicycle), (Profile.Foot, foot)])
            Assert.Equal(speed > 0 ? DecisecondsAt(speed) : -1, town.Deciseconds(profile, "AB"));
    }

    [Theory]
    [InlineData("20", 1200.0)]
    [InlineData("1:30", 5400.0)]
    [InlineData("00:20", 1200.0)]
    [InlineData("0:05:30", 330.0)]
    [InlineData("PT45M", 2700.0)]
    [InlineData("PT1H10M", 4200.0)]
    [InlineData("soon", null)]
    [InlineData("0", null)]
    [InlineData("PTsoon", null)]
    [InlineData("1:2:3:4", null)]
    [InlineData("", null)]
    public void A_ferry_takes_as_long_as_it_says(string value, double? seconds) =>
        Assert.Equal(seconds, FerryTags.ParseDurationSeconds(value));

    [Fact]
    public void A_ferry_crosses_in_its_tagged_time_from_quay_to_quay()
    {
        using var town = Drawing.Town.Draw("A--B-------C-------D--E")
            .Way("AB").Way("BCD", "route=ferry motorcar=yes duration=00:12").Way("DE");
        var ashore = town.Deciseconds(Profile.Car, "AB") + town.Deciseconds(Profile.Car, "DE");
        Assert.Equal(7200, town.Deciseconds(Profile.Car, "BD"));
        Assert.Equal(7200 + ashore, town.Deciseconds(Profile.Car, "AE"));
    }

    [Fact]
    public void A_shuttle_train_is_a_ferry_on_rails()
    {
        using var town = Drawing.Town.Draw("A--B-------C--D").Way("AB").Way("BC", "route=shuttle_train motorcar=yes duration=00:20").Way("CD");
        Assert.Equal(12000, town.Deciseconds(Profile.Car, "BC"));
    }

    [Fact]
    public void A_car_park_is_no_short_cut()
    {
        using var town = Drawing.Town.Draw("""
            A--------B
            |        |
            C--------D
            """)
            .Way("AB", "highway=service service=parking_aisle").Way("AC").Way("CD").Way("DB");
        Assert.Equal("ACDB", town.Path(Profile.Car, "AB"));
        Assert.Equal("AB", town.Path(Profile.Foot, "AB"));
    }

    [Fact]
    public void Without_a_tagged_time_a_slow_boat_is_assumed()
    {
        using var town = Drawing.Town.Draw("A-------------------B").Way("AB", "route=ferry foot=yes");

        // 500 m at 10 km/h.
        Assert.Equal(1800, town.Deciseconds(Profile.Foot, "AB"));
    }
}
