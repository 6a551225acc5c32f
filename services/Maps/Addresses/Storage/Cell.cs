namespace Routing.Addresses.Storage;

/// <summary>
/// A square of 2^14 by 2^14 units of 1e-7 degrees, some 180 m from south to north: what lies in it, for reverse search.
/// </summary>
internal sealed class Cell
{
    private const int Shift = 14;

    /// <summary>Side of a cell in degrees.</summary>
    public const double Degrees = (1 << Shift) * 1e-7;

    /// <summary>House <c>Ordinal</c> of street <c>Thing</c>.</summary>
    public List<(long Thing, int Ordinal, int Lon, int Lat)> Houses { get; } = [];

    public List<(long Thing, int Lon, int Lat)> Points { get; } = [];

    /// <summary>Pieces of streets, straight, no longer than a cell's side.</summary>
    public List<(long Thing, int Lon, int Lat, int ToLon, int ToLat)> Pieces { get; } = [];

    public static long X(long lon) => (lon + 1_800_000_000L) >> Shift;

    public static long Y(long lat) => (lat + 900_000_000L) >> Shift;

    public static long Key(long x, long y) => (y << 20) | x;

    public static long KeyAt(int lon, int lat) => Key(X(lon), Y(lat));

    public static (int Lon, int Lat) Origin(long key) =>
        ((int)(((key & 0xFFFFF) << Shift) - 1_800_000_000L), (int)(((key >> 20) << Shift) - 900_000_000L));

    public byte[] Write(long key, ByteWriter writer)
    {
        var (west, south) = Origin(key);
        writer.Clear();
        writer.Unsigned((ulong)Houses.Count);
        var last = 0L;
        foreach (var (thing, ordinal, lon, lat) in Houses)
        {
            writer.Signed(thing - last);
            writer.Unsigned((ulong)ordinal);
            writer.Unsigned((ulong)(lon - west));
            writer.Unsigned((ulong)(lat - south));
            last = thing;
        }
        writer.Unsigned((ulong)Points.Count);
        last = 0;
        foreach (var (thing, lon, lat) in Points)
        {
            writer.Signed(thing - last);
            writer.Unsigned((ulong)(lon - west));
            writer.Unsigned((ulong)(lat - south));
            last = thing;
        }
        writer.Unsigned((ulong)Pieces.Count);
        last = 0;
        foreach (var (thing, lon, lat, toLon, toLat) in Pieces)
        {
            writer.Signed(thing - last);
            writer.Signed(lon - west);
            writer.Signed(lat - south);
            writer.Signed(toLon - lon);
            writer.Signed(toLat - lat);
            last = thing;
        }
        return writer.ToArray();
    }

    public static Cell Read(long key, ReadOnlySpan<byte> bytes)
    {
        var (west, south) = Origin(key);
        var cell = new Cell();
        var reader = new ByteReader(bytes);
        var thing = 0L;
        for (var left = reader.Count(); left > 0; left--)
        {
            thing += reader.Signed();
            cell.Houses.Add((thing, reader.Count(), west + reader.Count(), south + reader.Count()));
        }
        thing = 0;
        for (var left = reader.Count(); left > 0; left--)
        {
            thing += reader.Signed();
            cell.Points.Add((thing, west + reader.Count(), south + reader.Count()));
        }
        thing = 0;
        for (var left = reader.Count(); left > 0; left--)
        {
            thing += reader.Signed();
            var lon = (int)(west + reader.Signed());
            var lat = (int)(south + reader.Signed());
            cell.Pieces.Add((thing, lon, lat, (int)(lon + reader.Signed()), (int)(lat + reader.Signed())));
        }
        return cell;
    }
}
