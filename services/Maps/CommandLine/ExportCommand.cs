using System.Globalization;
using System.Text.Json.Nodes;
using Routing.Maps.Endpoints;
using Routing.Tiles;
using Routing.Tiles.Archive;

namespace Routing.Maps.CommandLine;

/// <summary>All tiles as one PMTiles file, for a web server that knows nothing of us, or for a browser to read from it in parts.</summary>
internal static class ExportCommand
{
    public static int Run(MapSource source, string output, int maxZoom, CancellationToken ct)
    {
        if (ConsoleImport.Run(source, ct) is not { } map)
            return ConsoleImport.WrongInput;
        using (map)
        {
            try
            {
                var (tiles, bytes) = ConsoleImport.Show("Reading what is drawn", report =>
                {
                    var drawn = map.Drawn.Value.GetAwaiter().GetResult();
                    var metadata = System.Text.Encoding.UTF8.GetBytes(Metadata(map.Region.Info.Name).ToJsonString());
                    return TileArchive.Write(output, drawn.Tiles.Bounds, maxZoom, drawn.Tile, metadata, new ConsoleProgress(report, "Drawing tiles"), ct);
                });
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Wrote {tiles} tiles of {map.Region.Info.Name}, zooms 0 to {maxZoom}, in {bytes / 1048576.0:0.0} MiB: {Path.GetFullPath(output)}"));
                return 0;
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return ConsoleImport.Complain($"{output} cannot be written: {problem.Message}");
            }
        }
    }

    private static JsonObject Metadata(string name) => new()
    {
        ["name"] = name,
        ["attribution"] = RegionAnswer.OsmAttribution,
        ["type"] = "baselayer",
        ["vector_layers"] = TileEndpoints.Layers(),
    };
}
