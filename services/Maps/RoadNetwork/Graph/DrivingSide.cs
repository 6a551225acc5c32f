using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Graph;

/// <summary>
/// On which side a region drives, guessed from how its roundabouts run: clockwise where traffic keeps left. So no list of
/// countries is needed, and no border. It is a guess, and one for a whole extract: with fewer than five roundabouts, or when
/// they disagree, traffic is taken to keep right. Ways that say it themselves (<c>driving_side</c>) are believed.
/// </summary>
internal static class DrivingSide
{
    /// <summary>Fewer may be drawn wrong.</summary>
    private const int LeastRoundabouts = 5;
    private const double Most = 0.8;

    public static bool KeepsLeft(Extract extract)
    {
        int clockwise = 0, all = 0;
        foreach (var way in extract.Ways)
        {
            if (way.Tags.Has("junction", "roundabout") && way.Points[0] == way.Points[^1] && TwiceArea(extract, way) is { } area)
            {
                all++;
                clockwise += area < 0 == !way.Tags.HasAny("oneway", "-1", "reverse") ? 1 : 0;
            }
        }

        return all >= LeastRoundabouts && clockwise >= Most * all;
    }

    /// <summary>By the shoelace formula, positive when counter-clockwise; null when a point lies outside the extract.</summary>
    private static double? TwiceArea(Extract extract, RoadWay way)
    {
        var area = 0.0;
        var first = extract.IndexOf(way.Points[0]);
        for (var i = 1; i < way.Points.Length; i++)
        {
            var (a, b) = (extract.IndexOf(way.Points[i - 1]), extract.IndexOf(way.Points[i]));
            if (extract.Lon[a] == Extract.Missing || extract.Lon[b] == Extract.Missing)
                return null;
            area += (extract.Lon[a] - (double)extract.Lon[first]) * (extract.Lat[b] - (double)extract.Lat[first])
                - (extract.Lon[b] - (double)extract.Lon[first]) * (extract.Lat[a] - (double)extract.Lat[first]);
        }

        return area;
    }
}
