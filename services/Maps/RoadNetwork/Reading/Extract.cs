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

    /// <summary>Where a car can be charged, ascending by id.</summary>
    public List<ChargingPlace> ChargingPlaces { get; } = [];

    /// <summary>Those that are drawn as areas, until their corners are known.</summary>
    public List<RoadWay> ChargingAreas { get; } = [];

    public const int Missing = int.MinValue;

    /// <summary>Whether a point's tags say something about passing it.</summary>
    public static bool IsAboutPassing(TagSet tags) => Array.Exists(PointKeys, tags.Has);

    /// <summary>Puts the areas where their corners are in the middle; one whose corners the extract lacks is nowhere.</summary>
    public void PlaceChargingAreas(IReadOnlyDictionary<long, (int Lon, int Lat)> corners)
    {
        foreach (var area in ChargingAreas)
        {
            var known = area.Points.Distinct().Where(corners.ContainsKey).Select(id => corners[id]).ToList();
            if (known.Count > 0)
                ChargingPlaces.Add(new ChargingPlace(-area.OsmId, area.Tags, (int)known.Average(at => at.Lon), (int)known.Average(at => at.Lat)));
        }

        ChargingPlaces.Sort((a, b) => a.OsmId.CompareTo(b.OsmId));
    }

    public int IndexOf(long pointId) => Array.BinarySearch(PointIds, pointId);
}

/// <summary>A way that some profile may use; its points in drawing order.</summary>
internal sealed record RoadWay(long OsmId, TagSet Tags, long[] Points);

/// <summary>A turn restriction as tagged. Via is one node, or one way or several in order.</summary>
internal sealed record TurnRestriction(TagSet Tags, long[] FromWays, long ViaNode, long[] ViaWays, long[] ToWays)
{
    public const long NoNode = long.MinValue;
}
