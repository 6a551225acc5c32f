using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Profiles;

/// <summary>
/// In which directions a street with these tags may be used: ">" forward, "&lt;" backward, "&lt;>" both, "" none. Each
/// case is a town of its own: the street ABC, and a long way round for everyone.
/// </summary>
public sealed class OnewayTests
{
    [Theory]
    [InlineData("highway=residential", "<>")]
    [InlineData("highway=residential oneway=yes", ">")]
    [InlineData("highway=residential oneway=true", ">")]
    [InlineData("highway=residential oneway=1", ">")]
    [InlineData("highway=residential oneway=-1", "<")]
    [InlineData("highway=residential oneway=reverse", "<")]
    [InlineData("highway=residential oneway=no", "<>")]
    [InlineData("highway=residential oneway=false", "<>")]
    [InlineData("highway=residential oneway=0", "<>")]
    [InlineData("highway=residential oneway=alternating", "<>")]
    [InlineData("highway=residential oneway=reversible", "")]
    [InlineData("highway=residential oneway=unheard_of", "<>")]
    [InlineData("highway=residential oneway=reversible oneway:conditional=yes@(05:00-13:00);-1@(13:00-22:00)", "")]
    [InlineData("highway=residential oneway=reversible oneway:conditional=yes@(Mo-Fr~06:00-20:00)", ">")]
    [InlineData("highway=residential oneway:conditional=yes@(Mo-Fr~07:00-09:00)", ">")]
    [InlineData("highway=residential oneway:conditional=yes@(Sa-Su)", "<>")]
    [InlineData("highway=residential oneway=yes oneway:conditional=no@(Mo-Fr~07:00-09:00)", ">")]
    [InlineData("highway=residential oneway=yes oneway:conditional=no@(Mo-Fr~06:00-22:00)", "<>")]
    [InlineData("highway=residential junction=roundabout", ">")]
    [InlineData("highway=residential junction=circular", ">")]
    [InlineData("highway=residential junction=roundabout oneway=no", "<>")]
    [InlineData("highway=residential junction=roundabout oneway=-1", "<")]
    [InlineData("highway=motorway", ">")]
    [InlineData("highway=motorway oneway=no", "<>")]
    [InlineData("highway=motorway_link", "<>")]
    [InlineData("highway=residential oneway=yes oneway:bicycle=no", ">")]
    [InlineData("highway=residential oneway:motor_vehicle=yes", ">")]
    [InlineData("highway=residential oneway=yes oneway:motor_vehicle=no", "<>")]
    [InlineData("highway=residential oneway=yes oneway:motorcar=-1", "<")]
    [InlineData("highway=residential oneway=yes cycleway=opposite", ">")]
    [InlineData("highway=residential motor_vehicle:backward=no", ">")]
    [InlineData("highway=residential vehicle:forward=no", "<")]
    [InlineData("highway=residential motorcar:backward=no", ">")]
    [InlineData("highway=residential access:backward=no", ">")]
    [InlineData("highway=residential motor_vehicle:backward:conditional=no@(Mo-Fr)", ">")]
    [InlineData("highway=residential oneway:motorcar=yes", ">")]
    [InlineData("highway=residential oneway:motorcar=no oneway=yes", "<>")]
    [InlineData("highway=residential oneway=yes oneway:motor_vehicle=reverse", "<")]
    [InlineData("highway=residential oneway=yes oneway:psv=no", ">")]
    [InlineData("highway=residential oneway:vehicle=yes", ">")]
    [InlineData("highway=residential oneway=yes oneway:vehicle=no", "<>")]
    [InlineData("highway=residential oneway=no oneway:vehicle=-1", "<")]
    [InlineData("highway=residential oneway:vehicle=yes oneway:motor_vehicle=no", "<>")]
    [InlineData("highway=residential oneway:vehicle=no oneway:motor_vehicle=-1", "<")]
    [InlineData("highway=residential oneway:vehicle=no oneway:motor_vehicle=-1 oneway:motorcar=yes", ">")]
    [InlineData("highway=residential oneway:motor_vehicle=yes oneway:motorcar=no", "<>")]
    [InlineData("highway=residential oneway:motorcar=unheard_of oneway:motor_vehicle=yes", ">")]
    [InlineData("highway=residential junction=roundabout oneway:vehicle=no", "<>")]
    [InlineData("highway=residential oneway:vehicle:conditional=yes@(Mo-Fr~06:00-22:00)", ">")]
    [InlineData("highway=residential oneway=yes oneway:motorcar:conditional=no@(Mo-Fr~06:00-22:00)", "<>")]
    [InlineData("highway=residential oneway:conditional=yes@(Mo-Fr) oneway:motor_vehicle=no", "<>")]
    [InlineData("route=ferry motorcar=yes oneway:vehicle=yes", ">")]
    [InlineData("route=ferry motorcar=yes oneway=yes oneway:motor_vehicle=no", "<>")]
    [InlineData("highway=residential oneway:conditional=-1@(Mo-Fr~06:00-22:00)", "<")]
    [InlineData("highway=residential oneway:conditional=reversible@(Mo-Fr~06:00-22:00)", "")]
    [InlineData("highway=motorway oneway=-1", "<")]
    [InlineData("highway=motorway_link oneway=yes", ">")]
    [InlineData("highway=trunk", "<>")]
    [InlineData("highway=residential junction=yes", "<>")]
    [InlineData("highway=service service=drive-through oneway=yes", ">")]
    [InlineData("route=ferry motorcar=yes", "<>")]
    [InlineData("route=ferry motorcar=yes oneway=yes", ">")]
    public void For_cars(string tags, string expected) => Assert.Equal(expected, Of(Profile.Car, tags));

    [Theory]
    [InlineData("highway=residential oneway=yes", ">")]
    [InlineData("highway=residential oneway=-1", "<")]
    [InlineData("highway=residential oneway=yes oneway:bicycle=no", "<>")]
    [InlineData("highway=residential oneway=-1 oneway:bicycle=no", "<>")]
    [InlineData("highway=residential oneway:bicycle=yes", ">")]
    [InlineData("highway=residential oneway=yes cycleway=opposite", "<>")]
    [InlineData("highway=residential oneway=yes cycleway=opposite_lane", "<>")]
    [InlineData("highway=residential oneway=yes cycleway=opposite_track", "<>")]
    [InlineData("highway=residential oneway=yes cycleway:left=opposite_lane", "<>")]
    [InlineData("highway=residential oneway=yes cycleway:left:oneway=-1", "<>")]
    [InlineData("highway=residential oneway=yes cycleway=lane", ">")]
    [InlineData("highway=residential junction=roundabout", ">")]
    [InlineData("highway=residential oneway=yes bicycle:backward=yes", ">")]
    [InlineData("highway=residential bicycle:backward=no", ">")]
    [InlineData("highway=residential bicycle:forward=no", "<")]
    [InlineData("highway=residential vehicle:backward=no", ">")]
    [InlineData("highway=residential oneway=yes cycleway=opposite_share_busway", "<>")]
    [InlineData("highway=residential oneway=yes cycleway:right=opposite", "<>")]
    [InlineData("highway=residential oneway=yes cycleway:both=opposite_lane", "<>")]
    [InlineData("highway=residential oneway=yes cycleway:right:oneway=-1", "<>")]
    [InlineData("highway=residential oneway=yes cycleway:left:oneway=no", "<>")]
    [InlineData("highway=residential oneway=yes cycleway:right:oneway=no", "<>")]
    [InlineData("highway=residential oneway=yes cycleway:left=lane", ">")]
    [InlineData("highway=residential oneway=yes oneway:bicycle=yes cycleway=opposite", ">")]
    [InlineData("highway=residential oneway=-1 cycleway=opposite", "<>")]
    [InlineData("highway=residential oneway=reversible", "")]
    [InlineData("highway=residential oneway=reversible cycleway=opposite", "")]
    [InlineData("highway=residential oneway=yes oneway:motor_vehicle=no", ">")]
    [InlineData("highway=residential oneway:motor_vehicle=yes", "<>")]
    [InlineData("highway=residential oneway:vehicle=yes", ">")]
    [InlineData("highway=residential oneway=yes oneway:vehicle=no", "<>")]
    [InlineData("highway=residential oneway:vehicle=yes oneway:bicycle=no", "<>")]
    [InlineData("highway=residential oneway:vehicle=no oneway:bicycle=yes", ">")]
    [InlineData("highway=residential oneway:vehicle=yes cycleway=opposite", "<>")]
    [InlineData("highway=cycleway oneway=yes", ">")]
    [InlineData("highway=residential junction=roundabout oneway:bicycle=no", "<>")]
    [InlineData("highway=residential oneway=yes oneway:bicycle:conditional=no@(Mo-Fr~06:00-22:00)", "<>")]
    [InlineData("highway=residential oneway=yes oneway:bicycle:conditional=no@(Mo-Fr~06:00-08:00)", ">")]
    public void For_bicycles_and_scooters(string tags, string expected)
    {
        Assert.Equal(expected, Of(Profile.Bicycle, tags));
        Assert.Equal(expected, Of(Profile.Scooter, tags));
    }

    [Theory]
    [InlineData("highway=residential oneway=yes oneway:small_electric_vehicle=no", "<>", ">")]
    [InlineData("highway=residential oneway=yes oneway:bicycle=no oneway:small_electric_vehicle=yes", ">", "<>")]
    [InlineData("highway=residential oneway:vehicle=yes oneway:small_electric_vehicle=no", "<>", ">")]
    public void Scooters_have_a_key_of_their_own(string tags, string scooter, string bicycle)
    {
        Assert.Equal(scooter, Of(Profile.Scooter, tags));
        Assert.Equal(bicycle, Of(Profile.Bicycle, tags));
    }

    [Theory]
    [InlineData("highway=residential oneway=yes", "<>")]
    [InlineData("highway=residential oneway=-1", "<>")]
    [InlineData("highway=residential oneway=reversible", "<>")]
    [InlineData("highway=residential junction=roundabout", "<>")]
    [InlineData("highway=footway oneway:foot=yes", ">")]
    [InlineData("highway=footway oneway:foot=-1", "<")]
    [InlineData("highway=steps oneway=yes", "<>")]
    [InlineData("highway=footway oneway:foot=reverse", "<")]
    [InlineData("highway=footway oneway:foot=1", ">")]
    [InlineData("highway=residential foot:backward=no", "<>")]
    [InlineData("highway=residential vehicle:backward=no", "<>")]
    [InlineData("route=ferry oneway=yes", ">")]
    public void Feet_walk_both_ways(string tags, string expected) => Assert.Equal(expected, Of(Profile.Foot, tags));

    [Theory]
    [InlineData("highway=footway bicycle=yes oneway=yes")]
    [InlineData("highway=pedestrian bicycle=yes oneway=yes")]
    public void Against_a_oneway_a_cycle_is_pushed_where_feet_may_go(string tags)
    {
        // 100 m, at 10 km/h there and at 4 km/h back.
        using var town = Town.Draw("A---B").Way("AB", tags);
        Assert.Equal(360, town.Deciseconds(Profile.Bicycle, "AB"));
        Assert.Equal(900, town.Deciseconds(Profile.Bicycle, "BA"));
        Assert.Equal(900, town.Deciseconds(Profile.Scooter, "BA"));
    }

    private static string Of(Profile profile, string tags)
    {
        using var town = Town.Draw("""
            ABC






            D E
            """).Way("ABC", tags).Way("ADEC");
        return (town.Path(profile, "CA") == "CBA" ? "<" : "") + (town.Path(profile, "AC") == "ABC" ? ">" : "");
    }
}
