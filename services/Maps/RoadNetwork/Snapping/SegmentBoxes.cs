using System.Runtime.InteropServices;
using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Snapping;

/// <summary>A rectangle in degrees times 1e7.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Box(int MinLon, int MinLat, int MaxLon, int MaxLat)
{
    public Box With(Box other) => new(
        Math.Min(MinLon, other.MinLon), Math.Min(MinLat, other.MinLat), Math.Max(MaxLon, other.MaxLon), Math.Max(MaxLat, other.MaxLat));
}

/// <summary>
/// A packed R-tree without pointers: level 0 is a box a segment, in segment order, which is along a Hilbert curve; every
/// further level has a box for each <see cref="Fanout"/> of the level below; the last has one. Kamel and Faloutsos 1993.
/// </summary>
internal static class SegmentBoxes
{
    public const int Fanout = 16;

    /// <summary>Where each level begins in the array of boxes, and after the last, its length.</summary>
    public static int[] LevelStarts(int segments)
    {
        var starts = new List<int> { 0 };
        for (var n = segments; ; n = (n + Fanout - 1) / Fanout)
        {
            starts.Add(starts[^1] + n);
            if (n <= 1)
                return [.. starts];
        }
    }

    public static Box[] Build(Roads roads)
    {
        var starts = LevelStarts(roads.SegmentCount);
        var boxes = new Box[starts[^1]];
        for (var s = 0; s < roads.SegmentCount; s++)
        {
            var box = new Box(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
            for (var p = roads.FirstPoint[s]; p <= roads.LastPoint[s]; p++)
                box = box.With(new Box(roads.PointLon[p], roads.PointLat[p], roads.PointLon[p], roads.PointLat[p]));
            boxes[s] = box;
        }

        for (var level = 1; level < starts.Length - 1; level++)
        {
            for (var i = starts[level]; i < starts[level + 1]; i++)
            {
                var from = starts[level - 1] + (i - starts[level]) * Fanout;
                var to = Math.Min(from + Fanout, starts[level]);
                var box = boxes[from];
                for (var c = from + 1; c < to; c++)
                    box = box.With(boxes[c]);
                boxes[i] = box;
            }
        }

        return boxes;
    }
}
