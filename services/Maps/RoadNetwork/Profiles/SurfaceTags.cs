using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>How good a road's surface is, from <c>surface</c>, <c>tracktype</c> and <c>smoothness</c>; the worst counts.</summary>
internal enum SurfaceQuality
{
    Smooth,
    Paved,
    Cobbled,
    Compacted,
    Loose,
    Rough,
    Impassable,
}

internal static class SurfaceTags
{
    public static SurfaceQuality Read(TagSet tags)
    {
        var worst = tags["surface"] switch
        {
            "paving_stones" or "concrete:plates" or "concrete:lanes" or "metal" or "wood" or "bricks" => SurfaceQuality.Paved,
            "sett" or "cobblestone" or "unhewn_cobblestone" or "cobblestone:flattened" => SurfaceQuality.Cobbled,
            "compacted" or "fine_gravel" => SurfaceQuality.Compacted,
            "unpaved" or "gravel" or "pebblestone" or "dirt" or "earth" or "ground" or "grass_paver" or "clay" => SurfaceQuality.Loose,
            "grass" or "sand" or "mud" or "rock" or "stone" or "woodchips" => SurfaceQuality.Rough,
            _ => SurfaceQuality.Smooth,
        };
        worst = Worse(worst, tags["tracktype"] switch
        {
            "grade2" => SurfaceQuality.Compacted,
            "grade3" => SurfaceQuality.Loose,
            "grade4" or "grade5" => SurfaceQuality.Rough,
            _ => SurfaceQuality.Smooth,
        });
        return Worse(worst, tags["smoothness"] switch
        {
            "intermediate" => SurfaceQuality.Paved,
            "bad" => SurfaceQuality.Compacted,
            "very_bad" => SurfaceQuality.Loose,
            "horrible" or "very_horrible" => SurfaceQuality.Rough,
            "impassable" => SurfaceQuality.Impassable,
            _ => SurfaceQuality.Smooth,
        });
    }

    private static SurfaceQuality Worse(SurfaceQuality a, SurfaceQuality b) => a > b ? a : b;
}
