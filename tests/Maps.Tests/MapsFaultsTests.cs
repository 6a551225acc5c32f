namespace Routing.Maps.Tests;

public sealed class MapsFaultsTests
{
    [Fact]
    public void Every_fault_has_a_row_and_no_two_share_a_code()
    {
        var rows = Enum.GetValues<MapsFault>().Select(MapsFaults.Of).ToList();
        Assert.All(
            rows,
            row =>
            {
                Assert.InRange(row.Status, 400, 599);
                Assert.False(string.IsNullOrWhiteSpace(row.Title));
            }
        );
        Assert.Equal(rows.Count, rows.Select(row => row.OsrmCode).Distinct().Count());
        Assert.Equal(rows.Count, rows.Select(row => row.Code).Distinct().Count());
    }

    [Fact]
    public void Every_manoeuvre_and_direction_has_OSRMs_word()
    {
        Assert.All(Enum.GetValues<RoadNetwork.Guidance.ManoeuvreType>(), type => Assert.NotEmpty(Maps.Osrm.StepWriter.Type(type)));
        Assert.All(
            Enum.GetValues<RoadNetwork.Guidance.TurnModifier>(),
            modifier => Assert.Equal(modifier == RoadNetwork.Guidance.TurnModifier.None, Maps.Osrm.StepWriter.Modifier(modifier) is null)
        );
    }
}
