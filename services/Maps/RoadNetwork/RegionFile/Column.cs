using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>
/// An array inside the mapped file, valid while its region is (see <see cref="Region.Hold"/>); or one in memory, which
/// the column keeps alive.
/// </summary>
internal readonly unsafe struct Column<T>
    where T : unmanaged
{
    private readonly T* _first;
    private readonly T[]? _pinned;

    public Column(T* first, int length)
    {
        _first = first;
        Length = length;
    }

    private Column(T[] pinned)
    {
        _pinned = pinned;
        _first = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        Length = pinned.Length;
    }

    public int Length { get; }

    public ref readonly T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Length)
                ThrowOutside(index);
            return ref _first[index];
        }
    }

    /// <summary>Unchecked: for hot loops whose indices come from the file itself, which its checksum vouches for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly T At(int index) => ref _first[index];

    /// <summary>Of a column in memory, valid while the column is held.</summary>
    public ReadOnlySpan<T> Span => new(_first, Length);

    /// <summary>A copy in memory.</summary>
    public static Column<T> Of(ReadOnlySpan<T> items)
    {
        var column = New(items.Length, out var copy);
        items.CopyTo(copy);
        return column;
    }

    /// <summary>A column in memory for the caller to fill, where the collector does not move it.</summary>
    public static Column<T> New(int length, out T[] items)
    {
        items = GC.AllocateUninitializedArray<T>(length, pinned: true);
        return new Column<T>(items);
    }

    [DoesNotReturn]
    private static void ThrowOutside(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, "Outside the column.");
}
