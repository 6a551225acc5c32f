namespace Routing.Drivers.Sheets;

/// <summary>A road to draw under a route.</summary>
/// <param name="Class">As in OSM's <c>highway</c>, such as <c>primary</c>.</param>
/// <param name="Name">Its name; empty when it has none.</param>
/// <param name="Points">Its line.</param>
internal sealed record Road(string Class, string Name, IReadOnlyList<(double Lon, double Lat)> Points)
{
    /// <summary>0 for the greatest roads, 4 for footways.</summary>
    public int Rank => Class switch
    {
        "motorway" or "trunk" => 0,
        "primary" or "secondary" => 1,
        "tertiary" => 2,
        "unclassified" or "residential" or "livingStreet" => 3,
        _ => 4,
    };
}
