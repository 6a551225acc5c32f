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
