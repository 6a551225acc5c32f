using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;

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
    public void Cars_drive_at_four_fifths_of_the_limit_as_the_surface_allows(string tags, double forward, double backward)
    {
        var rule = Rules.All[(int)Profile.Car].Way(TagSet.Parse(tags));
        Assert.Equal(forward, rule.Forward.KilometresPerHour, 1e-9);
        Assert.Equal(backward, rule.Backward.KilometresPerHour, 1e-9);
    }

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
    public void Scooters_bicycles_and_feet_have_their_own_speeds(string tags, double scooter, double bicycle, double foot)
    {
        Assert.Equal(scooter, Kmh(Profile.Scooter));
        Assert.Equal(bicycle, Kmh(Profile.Bicycle));
        Assert.Equal(foot, Kmh(Profile.Foot));

        double Kmh(Profile profile) => Rules.All[(int)profile].Way(TagSet.Parse(tags)).Forward.KilometresPerHour;
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
