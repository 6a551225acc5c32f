namespace Routing.RoadNetwork.Reading;

/// <summary>What the builder takes from an OSM file: roads, the points that they use, and turn restrictions.</summary>
internal sealed class Extract
{
    public List<RoadWay> Ways { get; } = [];

    public List<TurnRestriction> Restrictions { get; } = [];

    /// <summary>Ids of the points that roads use, ascending, each once.</summary>
    public long[] PointIds { get; set; } = [];

    /// <summary>Degrees times 1e7, parallel to <see cref="PointIds"/>; <see cref="Missing"/> where the file lacks the node.</summary>
    public int[] Lon { get; set; } = [];

    public int[] Lat { get; set; } = [];

    /// <summary>A point with one of these says something about who may pass it, or what passing costs.</summary>
    public static readonly string[] PointKeys =
    [
        "barrier", "highway",
        "access", "vehicle", "motor_vehicle", "motorcar", "small_electric_vehicle", "bicycle", "foot",
        "access:conditional", "vehicle:conditional", "motor_vehicle:conditional", "motorcar:conditional",
        "small_electric_vehicle:conditional", "bicycle:conditional", "foot:conditional",
        "maxheight", "maxheight:physical", "maxwidth", "maxwidth:physical", "maxlength", "maxweight", "hgv", "goods",
    ];

    /// <summary>Tags of the points that have a barrier, a signal or an access rule, by index in <see cref="PointIds"/>.</summary>
    public Dictionary<int, TagSet> PointTags { get; } = [];

    public const int Missing = int.MinValue;

    public int IndexOf(long pointId) => Array.BinarySearch(PointIds, pointId);
}

/// <summary>A way that some profile may use; its points in drawing order.</summary>
internal sealed record RoadWay(long OsmId, TagSet Tags, long[] Points);

/// <summary>A turn restriction as tagged. Via is one node, or one way or several in order.</summary>
internal sealed record TurnRestriction(TagSet Tags, long[] FromWays, long ViaNode, long[] ViaWays, long[] ToWays)
{
    public const long NoNode = long.MinValue;
}
