using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Tests.Profiles;

/// <summary>In which directions a street with these tags may be used: ">" forward, "&lt;" backward, "&lt;>" both, "" none.</summary>
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
    public void For_bicycles_and_scooters(string tags, string expected)
    {
        Assert.Equal(expected, Of(Profile.Bicycle, tags));
        Assert.Equal(expected, Of(Profile.Scooter, tags));
    }

    [Theory]
    [InlineData("highway=residential oneway=yes oneway:small_electric_vehicle=no", "<>", ">")]
    [InlineData("highway=residential oneway=yes oneway:bicycle=no oneway:small_electric_vehicle=yes", ">", "<>")]
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
    public void Feet_walk_both_ways(string tags, string expected) => Assert.Equal(expected, Of(Profile.Foot, tags));

    [Theory]
    [InlineData("highway=footway bicycle=yes oneway=yes")]
    [InlineData("highway=pedestrian bicycle=yes oneway=yes")]
    public void Against_a_oneway_a_cycle_is_pushed_where_feet_may_go(string tags)
    {
        var rule = Rules.All[(int)Profile.Bicycle].Way(TagSet.Parse(tags));
        Assert.Equal(10, rule.Forward.KilometresPerHour);
        Assert.Equal(4, rule.Backward.KilometresPerHour);
    }

    private static string Of(Profile profile, string tags)
    {
        var rule = Rules.All[(int)profile].Way(TagSet.Parse(tags));
        return (rule.Backward.Openness != Openness.Closed ? "<" : "") + (rule.Forward.Openness != Openness.Closed ? ">" : "");
    }
}
