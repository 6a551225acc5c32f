using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>An array inside the mapped file. Valid while its region is; see <see cref="Region.Hold"/>.</summary>
internal readonly unsafe struct Column<T>(T* first, int length)
    where T : unmanaged
{
    public int Length => length;

    public ref readonly T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)length)
                ThrowOutside(index);
            return ref first[index];
        }
    }

    public ReadOnlySpan<T> Span => new(first, length);

    [DoesNotReturn]
    private static void ThrowOutside(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, "Outside the column.");
}
