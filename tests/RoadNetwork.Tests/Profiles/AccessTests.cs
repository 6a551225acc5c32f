using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Tests.Profiles;

/// <summary>
/// Who may use a road, one letter a profile in the order car, scooter, bicycle, foot: O open, R restricted (only to and
/// from places on it), "-" closed.
/// </summary>
public sealed class AccessTests
{
    [Theory]
    [InlineData("highway=motorway", "O---")]
    [InlineData("highway=motorway foot=yes", "O--O")]
    [InlineData("highway=trunk", "O-OO")]
    [InlineData("highway=trunk motorroad=yes", "O---")]
    [InlineData("highway=trunk motorroad=yes foot=yes", "O--O")]
    [InlineData("highway=primary", "OOOO")]
    [InlineData("highway=secondary_link", "OOOO")]
    [InlineData("highway=residential", "OOOO")]
    [InlineData("highway=living_street", "OOOO")]
    [InlineData("highway=service", "OOOO")]
    [InlineData("highway=service service=emergency_access", "-OOO")]
    [InlineData("highway=track", "-OOO")]
    [InlineData("highway=track motor_vehicle=yes", "OOOO")]
    [InlineData("highway=track motor_vehicle=destination", "ROOO")]
    [InlineData("highway=cycleway", "-OO" + "O")]
    [InlineData("highway=path", "-OOO")]
    [InlineData("highway=footway", "-OOO")]
    [InlineData("highway=pedestrian", "-OOO")]
    [InlineData("highway=steps", "--OO")]
    [InlineData("highway=construction", "----")]
    [InlineData("highway=proposed", "----")]
    [InlineData("highway=bus_stop", "----")]
    [InlineData("highway=raceway", "----")]
    [InlineData("building=yes", "----")]
    public void By_kind_of_road(string tags, string expected) => Assert.Equal(expected, Of(tags));

    [Theory]
    [InlineData("access=no", "----")]
    [InlineData("access=private", "RRRR")]
    [InlineData("access=destination", "RRRR")]
    [InlineData("access=customers", "RRRR")]
    [InlineData("access=delivery", "RRRR")]
    [InlineData("access=permissive", "OOOO")]
    [InlineData("access=designated", "OOOO")]
    [InlineData("access=agricultural", "----")]
    [InlineData("access=forestry", "----")]
    [InlineData("access=unheard_of", "OOOO")]
    [InlineData("access=no foot=yes", "---O")]
    [InlineData("access=no bicycle=yes", "-OO-")]
    [InlineData("access=no vehicle=yes", "OOO-")]
    [InlineData("access=no motor_vehicle=yes", "O---")]
    [InlineData("access=no motorcar=yes", "O---")]
    [InlineData("access=no motorcar=destination", "R---")]
    [InlineData("vehicle=no", "---O")]
    [InlineData("vehicle=destination", "RRRO")]
    [InlineData("vehicle=no bicycle=yes", "-OOO")]
    [InlineData("motor_vehicle=no", "-OOO")]
    [InlineData("motor_vehicle=no motorcar=private", "ROOO")]
    [InlineData("motor_vehicle=private vehicle=no", "R--O")]
    [InlineData("motorcar=no motor_vehicle=yes", "-OOO")]
    [InlineData("bicycle=no", "O--O")]
    [InlineData("bicycle=use_sidepath", "O--O")]
    [InlineData("bicycle=no small_electric_vehicle=yes", "OO-O")]
    [InlineData("small_electric_vehicle=no", "O-OO")]
    [InlineData("foot=no", "OOO-")]
    [InlineData("foot=private", "OOOR")]
    [InlineData("access=private foot=yes bicycle=permissive", "ROOO")]
    [InlineData("area=yes", "---O")]
    [InlineData("access=customers;delivery", "RRRR")]
    [InlineData("access=agricultural;forestry", "----")]
    [InlineData("motor_vehicle=agricultural;destination", "ROOO")]
    [InlineData("motor_vehicle=no bus=yes", "-OOO")]
    [InlineData("access=no bus=yes bicycle=yes", "-OO-")]
    [InlineData("hgv=no", "OOOO")]
    [InlineData("goods=no hgv=destination", "OOOO")]
    [InlineData("access=permit", "RRRR")]
    [InlineData("access=residents foot=yes", "RRRO")]
    [InlineData("vehicle=agricultural motorcar=destination", "R--O")]
    public void On_a_street_the_most_specific_key_decides(string tags, string expected) =>
        Assert.Equal(expected, Of("highway=residential " + tags));

    [Theory]
    [InlineData("route=ferry", "-OOO")]
    [InlineData("route=ferry motor_vehicle=yes", "OOOO")]
    [InlineData("route=ferry motorcar=yes foot=no bicycle=no", "O---")]
    [InlineData("route=ferry access=no", "----")]
    [InlineData("route=ferry foot=yes bicycle=no", "---O")]
    [InlineData("route=bus", "----")]
    public void Ferries_carry_cars_when_they_say_so(string tags, string expected) => Assert.Equal(expected, Of(tags));

    [Theory]
    [InlineData("barrier=gate", "OOOO")]
    [InlineData("barrier=lift_gate", "OOOO")]
    [InlineData("barrier=toll_booth", "OOOO")]
    [InlineData("barrier=cattle_grid", "OOOO")]
    [InlineData("barrier=border_control", "OOOO")]
    [InlineData("barrier=kerb", "OOOO")]
    [InlineData("barrier=bollard", "-OOO")]
    [InlineData("barrier=bollard bollard=rising", "ROOO")]
    [InlineData("barrier=bollard motor_vehicle=yes", "OOOO")]
    [InlineData("barrier=block", "-OOO")]
    [InlineData("barrier=cycle_barrier", "-OOO")]
    [InlineData("barrier=kissing_gate", "-OOO")]
    [InlineData("barrier=stile", "---O")]
    [InlineData("barrier=turnstile", "---O")]
    [InlineData("barrier=wall", "----")]
    [InlineData("barrier=unheard_of", "-OOO")]
    [InlineData("barrier=gate access=private", "RRRR")]
    [InlineData("barrier=gate access=no", "---R")]
    [InlineData("barrier=gate access=no foot=yes", "-OOO")]
    [InlineData("barrier=gate motor_vehicle=no", "-OOO")]
    [InlineData("barrier=gate locked=yes", "RRRR")]
    [InlineData("highway=traffic_signals", "OOOO")]
    [InlineData("highway=crossing", "OOOO")]
    public void Barriers_let_some_through(string tags, string expected) => Assert.Equal(
        expected, string.Concat(Rules.All.Select(rules => Letter(rules.Point(TagSet.Parse(tags))))));

    [Theory]
    [InlineData("access:conditional=no@(Mo-Fr~07:00-09:00)", "----")]
    [InlineData("access:conditional=no@(Sa,Su)", "OOOO")]
    [InlineData("access:conditional=no@(20:00-06:00)", "OOOO")]
    [InlineData("access:conditional=no@(Nov-Apr)", "OOOO")]
    [InlineData("access:conditional=no@flood", "OOOO")]
    [InlineData("access:conditional=no@(weight>3.5)", "OOOO")]
    [InlineData("motor_vehicle:conditional=no@(Mo-Fr~08:00-18:00)", "-OOO")]
    [InlineData("motor_vehicle:conditional=destination@(Mo-Fr~08:00-18:00)", "ROOO")]
    [InlineData("motor_vehicle=no motor_vehicle:conditional=delivery@(Mo-Sa~06:00-11:00)", "-OOO")]
    [InlineData("motor_vehicle=no motor_vehicle:conditional=destination@(Mo-Fr~00:00-24:00)", "ROOO")]
    [InlineData("access=no motor_vehicle:conditional=yes@(06:00-22:00)", "O---")]
    [InlineData("vehicle:conditional=no@(10:00-17:00) motor_vehicle=yes", "O--O")]
    [InlineData("vehicle:conditional=no@(10:00-17:00) bicycle=yes", "-OOO")]
    [InlineData("bicycle:conditional=no@(Mo-Fr~08:00-18:00)", "O--O")]
    [InlineData("foot:conditional=no@(Mo-Fr~08:00-18:00)", "OOO-")]
    [InlineData("access:conditional=no@(Mo-Fr~08:00-18:00~AND~weight>7.5)", "OOOO")]
    [InlineData("access:conditional=no@(Mo-Fr~08:00-18:00~AND~weight>1)", "----")]
    [InlineData("access:conditional=no@(Mo-Fr~08:00-18:00;PH~off)", "----")]
    [InlineData("motor_vehicle:conditional=no@(Mo-Fr~07:00-09:00,16:00-18:00);yes@(Sa)", "-OOO")]
    [InlineData("access:conditional=nonsense", "OOOO")]
    [InlineData("access:conditional=no@(", "OOOO")]
    [InlineData("access:conditional=@(Mo)", "OOOO")]
    public void What_is_forbidden_at_some_working_hour_is_forbidden_and_what_is_allowed_must_be_at_all(string tags, string expected) =>
        Assert.Equal(expected, Of("highway=residential " + tags));

    [Theory]
    [InlineData("maxheight=2.5", "OOOO")]
    [InlineData("maxheight=1.8", "-OOO")]
    [InlineData("maxheight=5'10\"", "-OOO")]
    [InlineData("maxheight=13'6\"", "OOOO")]
    [InlineData("maxheight=default", "OOOO")]
    [InlineData("maxheight:physical=170~cm", "-OOO")]
    [InlineData("maxwidth=2", "OOOO")]
    [InlineData("maxwidth=1.5", "-OOO")]
    [InlineData("maxwidth:physical=1.5~m", "-OOO")]
    [InlineData("maxweight=3.5", "OOOO")]
    [InlineData("maxweight=1500~kg", "-OOO")]
    [InlineData("maxlength=4", "-OOO")]
    [InlineData("maxlength=12", "OOOO")]
    public void A_car_needs_room(string tags, string expected)
    {
        Assert.Equal(expected, Of("highway=residential " + tags));
        Assert.Equal(expected, string.Concat(Rules.All.Select(rules => Letter(rules.Point(TagSet.Parse(tags + " barrier=height_restrictor"))))));
    }

    [Fact]
    public void Rules_stand_in_the_order_of_the_profiles() =>
        Assert.Equal(Enum.GetValues<Profile>(), Rules.All.Select(rules => rules.Profile));

    private static string Of(string tags) => string.Concat(Rules.All.Select(rules =>
    {
        var rule = rules.Way(TagSet.Parse(tags));
        return Letter(rule.Forward.Openness);
    }));

    private static char Letter(Openness openness) => openness switch
    {
        Openness.Open => 'O',
        Openness.Restricted => 'R',
        _ => '-',
    };
}
