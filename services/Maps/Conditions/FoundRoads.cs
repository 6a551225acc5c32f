using Routing.RoadNetwork.Live;

namespace Routing.Maps.Conditions;

/// <summary>Where a condition was found in the map in use.</summary>
/// <param name="By">How.</param>
/// <param name="Line">The pieces of road that it is on; null where it is on an area, which may hold thousands.</param>
internal sealed record FoundRoads(FoundBy By, MultiLineString? Line)
{
    public static FoundRoads Of(ResolvedConditions resolved, int index) => new(
        resolved.All[index].FoundBy,
        resolved.All[index].Condition.On is RoadSelection.Stretch
            ? new MultiLineString([.. resolved.LinesOf(index).Select(line => line.Select(at => (double[])[Math.Round(at.Lon, 7), Math.Round(at.Lat, 7)]).ToArray())])
            : null);
}

/// <summary>Lines, as GeoJSON.</summary>
/// <param name="Coordinates">Lines of points of longitude and latitude.</param>
/// <param name="Type"><c>MultiLineString</c>.</param>
internal sealed record MultiLineString(IReadOnlyList<double[][]> Coordinates, string Type = "MultiLineString");
