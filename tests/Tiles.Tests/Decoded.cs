using NetTopologySuite.Features;
using NetTopologySuite.IO.VectorTiles.Mapbox;

namespace Routing.Tiles.Tests;

/// <summary>A tile as another program's reader sees it: longitudes and latitudes.</summary>
internal static class Decoded
{
    public static IReadOnlyDictionary<string, IList<IFeature>> Read(byte[] tile, int zoom, int column, int row)
    {
        using var stream = new MemoryStream(tile);
        var definition = new NetTopologySuite.IO.VectorTiles.Tiles.Tile(column, row, zoom);
        return new MapboxTileReader().Read(stream, definition).Layers.ToDictionary(layer => layer.Name, layer => layer.Features, StringComparer.Ordinal);
    }

    public static IReadOnlyDictionary<string, IList<IFeature>> Around(TileSet tiles, double lon, double lat, int zoom)
    {
        var (column, row) = At(lon, lat, zoom);
        return Read(tiles.Tile(zoom, column, row), zoom, column, row);
    }

    public static (int Column, int Row) At(double lon, double lat, int zoom) =>
        ((int)(World.X(lon) / World.TileSize(zoom)), (int)(World.Y(lat) / World.TileSize(zoom)));
}
