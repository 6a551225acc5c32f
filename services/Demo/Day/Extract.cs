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
        var corners = new NodePositions();
        foreach (var item in ExtractFile.Read(file, null, CancellationToken.None))
        {
            if (item is OsmNode node) corners.Add(node.Id, (int)node.LonE7, (int)node.LatE7);
            if (item.Tags.IsEmpty || Locate(item, corners) is not { } at) continue;
            var address = AddressOf(item.Tags);
            if (address is not null) addresses.Add(new Place(at.Lon, at.Lat, address));
            if (item.Tags.HasAny("shop", "car", "car_repair") && item.Tags.TryGet("name", out var name))
                shops.Add((name, new Place(at.Lon, at.Lat, address ?? name)));
        }

        return new Extract(addresses, shops);
    }

    private static (double Lon, double Lat)? Locate(OsmObject item, NodePositions corners) => item switch
    {
        OsmNode node => (node.Lon, node.Lat),
        OsmWay { Nodes: { Length: > 0 } nodes } when corners.TryGet(nodes[0], out var lon, out var lat) => (lon / 1e7, lat / 1e7),
        _ => null,
    };

    private static string? AddressOf(TagSet tags) =>
        tags.TryGet("addr:street", out var street) && tags.TryGet("addr:housenumber", out var number) ? $"{street} {number}" : null;
}
