using Routing.Addresses;
using Routing.RoadNetwork;

namespace Routing.Maps.Import;

/// <summary>A region that answers: its roads and its addresses, from one extract.</summary>
/// <param name="Reused">True where both files were there and whole.</param>
internal sealed record LoadedMap(Region Region, Router Router, AddressIndex Addresses, bool Reused) : IDisposable
{
    public void Dispose()
    {
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
