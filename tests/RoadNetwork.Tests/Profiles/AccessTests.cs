using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Profiles;

/// <summary>
/// Who may use a road or pass a barrier, one letter a profile in the order car, scooter, bicycle, foot: O open, R
/// restricted (only to and from places on it or behind it), "-" closed. Each case is a town of its own, with a short
/// way that has these tags and a long way round:
/// <code>
///   ABC      the way ABC, or the barrier at B
///   1 2
///   D-E      all others are streets for everyone
/// </code>
/// O goes from 1 to 2 by the short way; R goes round, and yet reaches B; "-" does not.
/// </summary>
public sealed class AccessTests
{
    // So long that even pushing a bicycle up the stairs of ABC is faster.
    private const string ShortAndRound = """
        ABC
        1 2








        D E
        """;

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
    [InlineData("highway=motorway_link", "O---")]
    [InlineData("highway=trunk_link", "O-OO")]
    [InlineData("highway=primary_link", "OOOO")]
    [InlineData("highway=secondary", "OOOO")]
    [InlineData("highway=tertiary", "OOOO")]
    [InlineData("highway=tertiary_link", "OOOO")]
    [InlineData("highway=unclassified", "OOOO")]
    [InlineData("highway=road", "OOOO")]
    [InlineData("highway=bridleway", "--OO")]
    [InlineData("highway=corridor", "---O")]
    [InlineData("highway=platform", "---O")]
    [InlineData("highway=elevator", "----")]
    [InlineData("highway=abandoned", "----")]
    [InlineData("highway=service service=drive-through", "OOOO")]
    [InlineData("highway=service service=parking_aisle", "OOOO")]
    [InlineData("highway=primary motorroad=yes", "O---")]
    [InlineData("highway=residential impassable=yes", "---O")]
    [InlineData("highway=residential smoothness=impassable", "---O")]
    [InlineData("highway=track motorcar=yes", "OOOO")]
    [InlineData("highway=track access=yes", "OOOO")]
    [InlineData("highway=track motor_vehicle=agricultural", "-OOO")]
    [InlineData("highway=track access=private", "RRRR")]
    [InlineData("highway=cycleway foot=no", "-OO-")]
    [InlineData("highway=footway foot=no", "----")]
    [InlineData("highway=footway access=no", "----")]
    [InlineData("highway=path bicycle=no", "-OOO")]
    [InlineData("highway=path bicycle=no foot=no", "----")]
    [InlineData("highway=pedestrian motor_vehicle=yes", "-OOO")]
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
    [InlineData("access=yes", "OOOO")]
    [InlineData("access=official", "OOOO")]
    [InlineData("access=public", "OOOO")]
    [InlineData("access=discouraged", "OOOO")]
    [InlineData("access=military", "----")]
    [InlineData("access=emergency", "----")]
    [InlineData("motor_vehicle=psv", "-OOO")]
    [InlineData("motor_vehicle=bus", "-OOO")]
    [InlineData("motor_vehicle=emergency", "-OOO")]
    [InlineData("motor_vehicle=forestry", "-OOO")]
    [InlineData("motor_vehicle=permit", "ROOO")]
    [InlineData("motor_vehicle=customers", "ROOO")]
    [InlineData("motor_vehicle=delivery", "ROOO")]
    [InlineData("motorcar=designated access=no", "O---")]
    [InlineData("motorcar=unheard_of motor_vehicle=no", "-OOO")]
    [InlineData("vehicle=permissive access=private", "OOOR")]
    [InlineData("vehicle=private motor_vehicle=destination", "RRRO")]
    [InlineData("access=destination motor_vehicle=yes", "ORRR")]
    [InlineData("access=private bicycle=no", "R--R")]
    [InlineData("bicycle=dismount", "OOOO")]
    [InlineData("bicycle=private", "ORRO")]
    [InlineData("small_electric_vehicle=private", "OROO")]
    [InlineData("foot=use_sidepath", "OOO-")]
    [InlineData("motor_vehicle=no;destination", "ROOO")]
    [InlineData("access=private;customers", "RRRR")]
    [InlineData("motor_vehicle:forward=no", "-OOO")]
    [InlineData("motor_vehicle:forward=destination", "ROOO")]
    [InlineData("access:forward=no", "---O")]
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
    [InlineData("route=ferry vehicle=yes", "OOOO")]
    [InlineData("route=ferry motorcar=no", "-OOO")]
    [InlineData("route=ferry motor_vehicle=no", "-OOO")]
    [InlineData("route=ferry motorcar=yes maxheight=1.8", "-OOO")]
    [InlineData("route=shuttle_train motorcar=yes foot=no bicycle=no", "O---")]
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
    [InlineData("barrier=swing_gate", "OOOO")]
    [InlineData("barrier=sliding_gate", "OOOO")]
    [InlineData("barrier=entrance", "OOOO")]
    [InlineData("barrier=sally_port", "OOOO")]
    [InlineData("barrier=bump_gate", "OOOO")]
    [InlineData("barrier=rumble_strip", "OOOO")]
    [InlineData("barrier=arch", "OOOO")]
    [InlineData("barrier=height_restrictor", "OOOO")]
    [InlineData("barrier=no", "OOOO")]
    [InlineData("barrier=jersey_barrier", "-OOO")]
    [InlineData("barrier=chain", "-OOO")]
    [InlineData("barrier=planter", "-OOO")]
    [InlineData("barrier=motorcycle_barrier", "-OOO")]
    [InlineData("barrier=swing_gate locked=yes motor_vehicle=yes", "ORRR")]
    [InlineData("barrier=bollard access=yes", "OOOO")]
    [InlineData("barrier=bollard motor_vehicle=destination", "ROOO")]
    [InlineData("barrier=lift_gate vehicle=private", "RRRO")]
    [InlineData("barrier=gate foot=no", "OOO-")]
    [InlineData("barrier=gate bicycle=no foot=yes", "OOOO")]
    [InlineData("barrier=gate bicycle=no foot=no", "O---")]
    [InlineData("barrier=full-height_turnstile", "---O")]
    [InlineData("barrier=fence", "----")]
    [InlineData("barrier=hedge", "----")]
    [InlineData("barrier=ditch", "----")]
    [InlineData("highway=give_way", "OOOO")]
    [InlineData("highway=stop", "OOOO")]
    [InlineData("motor_vehicle=no", "-OOO")]
    [InlineData("motorcar=destination", "ROOO")]
    [InlineData("vehicle=no", "---O")]
    [InlineData("access=no", "---O")]
    [InlineData("access=no foot=no", "----")]
    [InlineData("foot=no", "OOO-")]
    [InlineData("motor_vehicle:conditional=no@(Mo-Fr~08:00-18:00)", "-OOO")]
    public void Barriers_let_some_through(string tags, string expected)
    {
        // Behind the barrier and nowhere else lies X.
        using var town = Town.Draw("""
            ABC
            1 2





            D E

            FGX
            """).Way("ABC").Way("ADEC").Way("DFGX").Point('B', tags).Point('G', tags);
        Assert.Equal(expected, string.Concat(Rules.All.Select(rules =>
            town.Path(rules.Profile, "12") == "ABC" ? 'O' : town.Path(rules.Profile, "1X") == "DFGX" ? 'R' : '-')));
    }

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
    [InlineData("motorcar:conditional=no@(Mo-Fr~07:00-09:00)", "-OOO")]
    [InlineData("motor_vehicle:conditional=no@(Mo-Fr~09:00-12:00;Sa~off)", "-OOO")]
    [InlineData("motor_vehicle:conditional=no@(length>7)", "OOOO")]
    [InlineData("motor_vehicle:conditional=no@(length>4)", "-OOO")]
    [InlineData("motor_vehicle:conditional=no@(axles>=2)", "-OOO")]
    [InlineData("motor_vehicle:conditional=no@(occupants<2)", "-OOO")]
    [InlineData("motor_vehicle:conditional=private@(Mo-Fr~08:00-18:00)", "ROOO")]
    [InlineData("access=private access:conditional=yes@(Mo-Su~00:00-24:00)", "OOOO")]
    [InlineData("access=private access:conditional=yes@(Mo-Fr~08:00-12:00)", "RRRR")]
    [InlineData("motor_vehicle:forward:conditional=no@(Mo-Fr)", "-OOO")]
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
    [InlineData("maxheight=none", "OOOO")]
    [InlineData("maxheight=below_default", "OOOO")]
    [InlineData("maxheight=1,8", "-OOO")]
    [InlineData("maxheight=6'", "-OOO")]
    [InlineData("maxheight=7ft", "OOOO")]
    [InlineData("maxheight=190~cm", "OOOO")]
    [InlineData("maxwidth=6'7\"", "OOOO")]
    [InlineData("maxwidth=5~ft~6~in", "-OOO")]
    [InlineData("maxweight=2.5", "OOOO")]
    [InlineData("maxweight=2.4~t", "-OOO")]
    [InlineData("maxweight=5000~lbs", "-OOO")]
    [InlineData("maxweight=10000~lbs", "OOOO")]
    [InlineData("maxweight=2~st", "-OOO")]
    [InlineData("maxweight=unsigned", "OOOO")]
    public void A_car_needs_room(string tags, string expected)
    {
        Assert.Equal(expected, Of("highway=residential " + tags));
        using var town = Town.Draw(ShortAndRound).Way("ABC").Way("ADEC").Point('B', "barrier=height_restrictor " + tags);
        Assert.Equal(expected, string.Concat(Rules.All.Select(rules => town.Path(rules.Profile, "12") == "ABC" ? 'O' : '-')));
    }

    [Fact]
    public void Rules_stand_in_the_order_of_the_profiles() =>
        Assert.Equal(Enum.GetValues<Profile>(), Rules.All.Select(rules => rules.Profile));

    private static string Of(string tags)
    {
        using var town = Town.Draw(ShortAndRound).Thing("ABC", tags).Way("ADEC");
        return string.Concat(Rules.All.Select(rules =>
            town.Path(rules.Profile, "12") == "ABC" ? 'O' : town.Path(rules.Profile, "1B") == "AB" ? 'R' : '-'));
    }
}
