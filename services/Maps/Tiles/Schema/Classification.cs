using Routing.OsmData;

namespace Routing.Tiles.Schema;

/// <summary>From OSM tags to what is drawn: the layers, their classes, and from which zoom on.</summary>
internal static class Classification
{
    private static readonly Dictionary<string, MapClass> Roads = Classes(MapLayer.Road,
        (5, "motorway", "motorway"), (8, "link", "motorway_link"),
        (6, "trunk", "trunk"), (9, "link", "trunk_link"),
        (8, "primary", "primary"), (10, "link", "primary_link"),
        (9, "secondary", "secondary"), (11, "link", "secondary_link"),
        (11, "tertiary", "tertiary"), (12, "link", "tertiary_link"),
        (12, "minor", "unclassified"), (12, "minor", "residential"), (13, "minor", "living_street"), (13, "minor", "road"),
        (14, "service", "service"), (13, "pedestrian", "pedestrian"), (14, "track", "track"), (14, "track", "busway"),
        (14, "path", "path"), (14, "path", "footway"), (14, "path", "cycleway"), (14, "path", "bridleway"), (15, "path", "steps"));

    private static readonly Dictionary<string, MapClass> Landuse = Classes(MapLayer.Land,
        (9, "residential", "residential"), (10, "commercial", "commercial"), (10, "commercial", "retail"),
        (10, "industrial", "industrial"), (11, "industrial", "railway"), (11, "industrial", "port"), (11, "industrial", "depot"),
        (10, "grass", "grass"), (10, "grass", "meadow"), (11, "grass", "village_green"), (10, "grass", "recreation_ground"),
        (9, "forest", "forest"), (11, "cemetery", "cemetery"), (9, "farmland", "farmland"), (10, "farmland", "vineyard"),
        (10, "farmland", "orchard"), (11, "park", "allotments"), (11, "bare", "quarry"), (11, "military", "military"));

    private static readonly Dictionary<string, MapClass> Leisure = Classes(MapLayer.Land,
        (10, "park", "park"), (11, "park", "garden"), (12, "park", "playground"), (10, "grass", "golf_course"),
        (9, "forest", "nature_reserve"), (13, "pitch", "pitch"), (13, "pitch", "track"), (12, "park", "sports_centre"), (12, "park", "stadium"));

    private static readonly Dictionary<string, MapClass> Natural = Classes(MapLayer.Land,
        (9, "forest", "wood"), (10, "grass", "grassland"), (10, "grass", "scrub"), (10, "grass", "heath"), (10, "wetland", "wetland"),
        (10, "sand", "beach"), (10, "sand", "sand"), (10, "bare", "bare_rock"), (10, "bare", "scree"), (8, "ice", "glacier"));

    private static readonly Dictionary<string, MapClass> Amenities = Classes(MapLayer.Land,
        (12, "hospital", "hospital"), (12, "school", "school"), (12, "school", "university"), (12, "school", "college"), (14, "parking", "parking"),
        (12, "cemetery", "grave_yard"));

    private static readonly Dictionary<string, MapClass> Waterways = Classes(MapLayer.Waterway,
        (8, "river", "river"), (11, "canal", "canal"), (12, "stream", "stream"), (13, "stream", "ditch"), (13, "stream", "drain"));

    private static readonly Dictionary<string, MapClass> Rails = Classes(MapLayer.Rail,
        (9, "rail", "rail"), (11, "rail", "light_rail"), (11, "rail", "narrow_gauge"), (12, "tram", "tram"), (11, "rail", "subway"), (12, "rail", "funicular"));

    private static readonly Dictionary<string, MapClass> Aeroways = Classes(MapLayer.Aeroway,
        (10, "runway", "runway"), (11, "taxiway", "taxiway"), (11, "apron", "apron"), (11, "aerodrome", "aerodrome"));

    private static readonly Dictionary<string, MapClass> Places = Classes(MapLayer.Place,
        (3, "city", "city"), (6, "town", "town"), (9, "village", "village"), (10, "suburb", "suburb"), (10, "suburb", "borough"),
        (12, "hamlet", "hamlet"), (12, "neighbourhood", "neighbourhood"), (12, "neighbourhood", "quarter"), (13, "hamlet", "locality"));

    // What helps a driver to find the way or a customer the place, the telling ones first.
    private static readonly (string Key, HashSet<string>? Values, string Class, byte MinZoom)[] Points =
    [
        ("railway", ["station", "halt"], "station", 12),
        ("amenity", ["hospital"], "hospital", 13),
        ("amenity", ["fuel", "charging_station"], "fuel", 14),
        ("amenity", ["parking"], "parking", 15),
        ("shop", ["car", "car_repair"], "car", 14),
        ("amenity", ["school", "university", "college", "police", "fire_station", "townhall", "library"], "public", 15),
        ("tourism", ["hotel", "museum", "attraction"], "sight", 15),
        ("shop", ["mall", "supermarket"], "shop", 15),
        ("amenity", null, "amenity", 16),
        ("shop", null, "shop", 16),
        ("office", null, "amenity", 16),
    ];

    /// <summary>An open way; null where nothing is drawn.</summary>
    public static MapClass? Line(TagSet tags) =>
        Look(tags, "highway", Roads) ?? Look(tags, "railway", Rails) ?? Look(tags, "waterway", Waterways) ?? Look(tags, "aeroway", Aeroways) ?? Border(tags);

    /// <summary>A closed way or a multipolygon; null where nothing is drawn as an area.</summary>
    public static MapClass? Area(TagSet tags)
    {
        if (tags.TryGet("building", out var building) && building != "no")
            return new MapClass(MapLayer.Building, "building", 13);
        if (tags.Has("natural", "water") || tags.Has("waterway", "riverbank") || tags.Has("landuse", "reservoir") || tags.Has("landuse", "basin"))
            return new MapClass(MapLayer.Water, "water", 6);
        if (tags.Has("highway"))
            return tags.Has("area", "yes") && tags.Has("highway", "pedestrian") ? new MapClass(MapLayer.Land, "pedestrian", 13) : null;
        return Look(tags, "leisure", Leisure) ?? Look(tags, "natural", Natural) ?? Look(tags, "amenity", Amenities) ?? Look(tags, "aeroway", Aeroways) ?? Look(tags, "landuse", Landuse);
    }

    /// <summary>A named place, or a named point; null where nothing is drawn.</summary>
    public static MapClass? Point(TagSet tags)
    {
        if (!tags.Has("name"))
            return null;
        if (Look(tags, "place", Places) is { } place)
            return place;
        foreach (var (key, values, name, zoom) in Points)
        {
            if (tags.TryGet(key, out var value) && (values?.Contains(value) ?? value is not ("no" or "bench" or "vacant")))
                return new MapClass(MapLayer.Point, name, zoom);
        }

        return null;
    }

    public static Marks MarksOf(TagSet tags)
    {
        var marks = Marks.None;
        if (tags.TryGet("bridge", out var bridge) && bridge != "no")
            marks |= Marks.Bridge;
        if (tags.TryGet("tunnel", out var tunnel) && tunnel != "no")
            marks |= Marks.Tunnel;
        if (tags.TryGet("oneway", out var oneway))
            marks |= oneway switch { "yes" or "1" or "true" => Marks.Oneway, "-1" or "reverse" => Marks.Against, _ => Marks.None };
        else if (tags.Has("junction", "roundabout") || tags.Has("highway", "motorway"))
            marks |= Marks.Oneway;
        return marks;
    }

    private static MapClass? Border(TagSet tags)
    {
        if (!tags.Has("boundary", "administrative") || !tags.TryGet("admin_level", out var level))
            return null;
        return level switch
        {
            "2" => new MapClass(MapLayer.Boundary, "country", 0),
            "3" or "4" => new MapClass(MapLayer.Boundary, "region", 5),
            _ => null,
        };
    }

    private static MapClass? Look(TagSet tags, string key, Dictionary<string, MapClass> classes) =>
        tags.TryGet(key, out var value) && classes.TryGetValue(value, out var found) ? found : null;

    private static Dictionary<string, MapClass> Classes(MapLayer layer, params (int MinZoom, string Class, string Value)[] rows)
    {
        var classes = new Dictionary<string, MapClass>(StringComparer.Ordinal);
        foreach (var (zoom, name, value) in rows)
            classes.Add(value, new MapClass(layer, name, (byte)zoom));
        return classes;
    }
}
