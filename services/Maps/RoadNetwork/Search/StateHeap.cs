using System.Runtime.CompilerServices;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// A 4-ary heap of (cost, state) in one unsigned number each, smallest first; ties by state, so that searches are
/// deterministic. A state whose cost falls is pushed again, and its older entry is passed over when it comes up.
/// </summary>
internal sealed class StateHeap
{
    private ulong[] _items = new ulong[1024];
    private int _count;

    public bool IsEmpty => _count == 0;

    public int SmallestCost
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _count == 0 ? int.MaxValue : (int)(_items[0] >> 32);
    }

    public void Clear() => _count = 0;

    // Sift up: O(log4 n), most often one or two steps, because new costs are near the front's.
    public void Push(int cost, int state)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, 2 * _count);
        var items = _items;
        var item = ((ulong)(uint)cost << 32) | (uint)state;
        var i = _count++;
        while (i > 0)
        {
            var parent = (i - 1) >> 2;
            if (items[parent] <= item)
                break;
            items[i] = items[parent];
            i = parent;
        }

        items[i] = item;
    }

    // Sift the last item down from the root: O(4 log4 n) comparisons.
    public int Pop(out int cost)
    {
        var items = _items;
        var top = items[0];
        var count = --_count;
        var item = items[count];
        var i = 0;
        while (true)
        {
            var child = 4 * i + 1;
            if (child >= count)
                break;
            var smallest = child;
            var end = Math.Min(child + 4, count);
            for (var c = child + 1; c < end; c++)
            {
                if (items[c] < items[smallest])
                    smallest = c;
            }

            if (items[smallest] >= item)
                break;
            items[i] = items[smallest];
            i = smallest;
        }

        items[i] = item;
        cost = (int)(top >> 32);
        return (int)(uint)top;
    }
}
