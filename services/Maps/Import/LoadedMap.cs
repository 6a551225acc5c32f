using Routing.Addresses;
using Routing.RoadNetwork;

namespace Routing.Maps.Import;

/// <summary>A region that answers: its roads, its addresses and what is drawn of it, from one extract.</summary>
/// <param name="Drawn">Opened, or built, when it is first asked for: roads and addresses do not wait for the picture of them.</param>
/// <param name="Reused">True where both files were there and whole.</param>
internal sealed record LoadedMap(Region Region, Router Router, AddressIndex Addresses, Lazy<Task<DrawnMap>> Drawn, bool Reused) : IDisposable
{
    public void Dispose()
    {
        if (Drawn is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            Drawn.Value.Result.Dispose();
        Addresses.Dispose();
        Region.Dispose();
    }
}

/// <summary>Holds the map that answers now; null until the import is done.</summary>
internal sealed class CurrentMap : IDisposable
{
    private volatile LoadedMap? value;

    public LoadedMap? Value
    {
        get => value;
        set => this.value = value;
    }

    public void Dispose() => Value?.Dispose();
}
