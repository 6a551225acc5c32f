using System.Buffers;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// Arrays that a customisation works with, at least as long as asked for and not empty: some tens of megabytes for a city,
/// again and again while conditions change. Those of large networks are not kept.
/// </summary>
internal static class Scratch
{
    private const int MaxKept = 1 << 22;

    public static T[] Rent<T>(int length) =>
        length <= MaxKept ? ArrayPool<T>.Shared.Rent(length) : GC.AllocateUninitializedArray<T>(length);

    public static void Return<T>(T[] array)
    {
        if (array.Length <= MaxKept)
            ArrayPool<T>.Shared.Return(array);
    }
}
