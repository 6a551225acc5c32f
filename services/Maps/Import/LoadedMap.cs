using Routing.Addresses;
using Routing.RoadNetwork;

namespace Routing.Maps.Import;

/// <summary>
/// A region that answers: its roads, its addresses and its map, from one extract. It is closed when its owner and its last
/// reader have let go of it.
/// </summary>
internal sealed class LoadedMap(Region region, Router router, AddressIndex addresses, Lazy<Task<DrawnMap>> drawn, MapFiles files, bool reused) : IDisposable
{
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The owner and the readers; 0: closed for good.
    private int holders = 1;
    private int isDisposed;

    public Region Region => region;

    public Router Router => router;

    public AddressIndex Addresses => addresses;

    /// <summary>What tiles are drawn from; made when first asked for.</summary>
    public Lazy<Task<DrawnMap>> Drawn => drawn;

    public MapFiles Files => files;

    /// <summary>True where both files were there and whole.</summary>
    public bool Reused => reused;

    /// <summary>Done when nobody reads it any more and its files are closed.</summary>
    public Task Closed => closed.Task;

    /// <summary>Null when it is closed already.</summary>
    public MapHold? TryHold()
    {
        for (var seen = Volatile.Read(ref holders); seen > 0; seen = Volatile.Read(ref holders))
        {
            if (Interlocked.CompareExchange(ref holders, seen + 1, seen) == seen) return new MapHold(this);
        }

        return null;
    }

    /// <summary>The owner's: those who read it finish first.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 0) Release();
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref holders) > 0) return;
        if (drawn is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            drawn.Value.Result.Dispose();
        addresses.Dispose();
        region.Dispose();
        closed.TrySetResult();
    }
}

/// <summary>A reader's hold on a map: it stays open until this is disposed.</summary>
internal sealed class MapHold(LoadedMap map) : IDisposable
{
    private int isDisposed;

    public LoadedMap Value => map;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 0) map.Release();
    }
}

/// <summary>The map that answers now; none until the first import is done. Another is swapped in while requests run.</summary>
internal sealed class CurrentMap : IDisposable
{
    private volatile LoadedMap? value;

    /// <summary>To see which it is; ask <see cref="Take"/> to read it.</summary>
    public LoadedMap? Value => value;

    /// <summary>Null while there is none. To be disposed when the answer is made.</summary>
    public MapHold? Take()
    {
        // One that is closed has just been replaced.
        for (var map = value; map is not null; map = value)
        {
            if (map.TryHold() is { } hold) return hold;
        }

        return null;
    }

    /// <summary>New readers get this one; the one before is closed with its last reader.</summary>
    public void Swap(LoadedMap next)
    {
        var before = value;
        value = next;
        before?.Dispose();
    }

    public void Dispose() => value?.Dispose();
}
