namespace Routing.Tiles;

/// <summary>
/// Places on the square world of web maps (spherical Mercator, x to the east, y to the south) as whole numbers from 0 to
/// 2^31: some 2 cm at the equator, so that a tile's coordinates are a subtraction and a shift.
/// </summary>
internal static class World
{
    /// <summary>The highest latitude that the square shows, degrees.</summary>
    public const double MaxLatitude = 85.05112877980659;

    private const int Bits = 31;
    private const double Size = 1L << Bits;

    /// <summary>Units on the side of a tile at zoom z.</summary>
    public static long TileSize(int zoom) => 1L << (Bits - zoom);

    public static int X(double lon) => Clamp(((lon + 180) / 360) * Size);

    public static int Y(double lat)
    {
        var sine = Math.Sin(Math.Clamp(lat, -MaxLatitude, MaxLatitude) * Math.PI / 180);
        return Clamp((0.5 - (Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI))) * Size);
    }

    /// <summary>Degrees.</summary>
    public static double Lon(int x) => (x / Size * 360) - 180;

    /// <summary>Degrees.</summary>
    public static double Lat(int y) => Math.Atan(Math.Sinh(Math.PI * (1 - (2.0 * y / Size)))) * 180 / Math.PI;

    private static int Clamp(double value) => (int)Math.Clamp(Math.Round(value), 0, int.MaxValue);
}

/// <summary>An upright box in units of <see cref="World"/>, its edges included.</summary>
internal readonly record struct Box(int West, int North, int East, int South)
{
    /// <summary>Contains nothing; the start of a union.</summary>
    public static readonly Box Nothing = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    public bool Touches(Box other) => West <= other.East && East >= other.West && North <= other.South && South >= other.North;

    public bool Holds(Box other) => West <= other.West && East >= other.East && North <= other.North && South >= other.South;

    public Box With(int x, int y) => new(Math.Min(West, x), Math.Min(North, y), Math.Max(East, x), Math.Max(South, y));

    public Box With(Box other) => new(
        Math.Min(West, other.West), Math.Min(North, other.North), Math.Max(East, other.East), Math.Max(South, other.South));
}
