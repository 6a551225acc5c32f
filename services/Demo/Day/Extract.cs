using OsmSharp;
using Routing.Contracts.Values;
using Routing.OsmData;

namespace Routing.Demo.Day;

/// <summary>What the demo day takes from an OpenStreetMap extract: its addresses and its car shops.</summary>
internal sealed record Extract(IReadOnlyList<Place> Addresses, IReadOnlyList<(string Name, Place Place)> CarShops)
{
    public static Extract Read(string file)
    {
        var addresses = new List<Place>();
        var shops = new List<(string, Place)>();
        var corners = new Dictionary<long, (double Lon, double Lat)>();
        foreach (var geo in ExtractFile.Read(file, null, CancellationToken.None))
        {
            if (geo is Node { Id: { } id, Longitude: { } lon, Latitude: { } lat }) corners[id] = (lon, lat);
            if (geo.Tags is null || Locate(geo, corners) is not { } at) continue;
            var address = AddressOf(geo);
            if (address is not null) addresses.Add(new Place(at.Lon, at.Lat, address));
            if (geo.Tags.TryGetValue("shop", out var shop) && shop is "car" or "car_repair" && geo.Tags.TryGetValue("name", out var name))
                shops.Add((name, new Place(at.Lon, at.Lat, address ?? name)));
        }

        return new Extract(addresses, shops);
    }

    private static (double Lon, double Lat)? Locate(OsmGeo geo, Dictionary<long, (double Lon, double Lat)> corners) => geo switch
    {
        Node { Longitude: { } lon, Latitude: { } lat } => (lon, lat),
        Way { Nodes: { Length: > 0 } nodes } when corners.TryGetValue(nodes[0], out var corner) => corner,
        _ => null,
    };

    private static string? AddressOf(OsmGeo geo) =>
        geo.Tags.TryGetValue("addr:street", out var street) && geo.Tags.TryGetValue("addr:housenumber", out var number)
            ? $"{street} {number}"
            : null;
}
