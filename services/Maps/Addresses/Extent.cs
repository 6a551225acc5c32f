using System.Runtime.InteropServices;
using Routing.OsmData;

namespace Routing.Addresses;

/// <summary>An upright box, 1e-7 degrees, its edges included.</summary>
internal readonly record struct Extent(int West, int South, int East, int North)
{
    /// <summary>Contains nothing; the start of a union.</summary>
    public static readonly Extent Nothing = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    public bool IsNothing => West > East;

    public bool IsPoint => West == East && South == North;

    public int MiddleLon => (int)(((long)West + East) / 2);

    public int MiddleLat => (int)(((long)South + North) / 2);

    public Extent With(int lon, int lat) => new(Math.Min(West, lon), Math.Min(South, lat), Math.Max(East, lon), Math.Max(North, lat));

    public Extent With(Extent other) =>
        new(Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));

    /// <summary>The box around a way's nodes; nothing where none of them is in the extract.</summary>
    public static Extent Around(long[] nodes, NodePositions positions)
    {
        var box = Nothing;
        foreach (var node in nodes)
        {
            if (positions.TryGet(node, out var lon, out var lat))
                box = box.With(lon, lat);
        }
        return box;
    }

    /// <summary>For the file; null for a point.</summary>
    public byte[]? ToBytes() => IsNothing || IsPoint ? null : MemoryMarshal.AsBytes([West, South, East, North]).ToArray();

    public static Extent? Read(byte[]? bytes) =>
        bytes is null ? null : MemoryMarshal.Cast<byte, int>(bytes) is [var west, var south, var east, var north] ? new Extent(west, south, east, north) : null;
}
