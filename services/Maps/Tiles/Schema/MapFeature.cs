namespace Routing.Tiles.Schema;

public enum MapLayer : byte
{
    /// <summary>Areas: built-up, green, sand and so on.</summary>
    Land,

    /// <summary>Lakes, rivers as areas, the sea where it is mapped.</summary>
    Water,

    /// <summary>Rivers and streams as lines.</summary>
    Waterway,
    Building,
    Aeroway,
    Road,
    Rail,
    Boundary,

    /// <summary>Names of towns and quarters.</summary>
    Place,

    /// <summary>Named points: shops, stations, hospitals.</summary>
    Point,
    HouseNumber,
}

internal enum Shape : byte
{
    Point,
    Line,
    Area,
}

[Flags]
internal enum Marks : byte
{
    None = 0,
    Bridge = 1,
    Tunnel = 2,
    Oneway = 4,

    /// <summary>Oneway against the line's direction.</summary>
    Against = 8,
}

/// <summary>What a tag set is on the map.</summary>
/// <param name="Layer">Where it is drawn.</param>
/// <param name="Class">What the style tells things of a layer apart by.</param>
/// <param name="MinZoom">The first zoom that shows it.</param>
internal readonly record struct MapClass(MapLayer Layer, string Class, byte MinZoom);
