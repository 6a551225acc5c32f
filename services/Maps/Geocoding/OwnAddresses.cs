using Routing.Addresses;
using Routing.Maps.Import;
using Routing.Maps.Osrm;

namespace Routing.Maps.Geocoding;

/// <summary>The addresses of the extract: no request leaves the machine.</summary>
internal sealed class OwnAddresses(CurrentMap current, ImportStatus status) : IGeocoder
{
    public Task<IReadOnlyList<Address>> Search(SearchRequest request, CancellationToken ct) => Task.FromResult(Ask(index => index.Search(request)));

    public Task<Address?> Reverse(Point point, string? language, CancellationToken ct) => Task.FromResult(Ask(index => index.Reverse(point, language)));

    private T Ask<T>(Func<AddressIndex, T> ask)
    {
        using var hold = current.Take();
        return hold is { Value: { } map } ? ask(map.Addresses) : throw new GeocoderException(OsrmEndpoints.NotReady(status));
    }
}
