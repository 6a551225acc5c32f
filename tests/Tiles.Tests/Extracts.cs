namespace Routing.Tiles.Tests;

/// <summary>The extracts at hand, and small ones written for a test.</summary>
internal static class Extracts
{
    public static string Montevideo => Path.Combine(Root, "services", "Maps", "Sample", "montevideo.osm.pbf");

    private static string Root { get; } = FindRoot();

    /// <summary>The path of a complete extract, or the test is skipped.</summary>
    public static string Shared(string name)
    {
        var path = Path.Combine(Root, "..", "shared", "osm", name + ".osm.pbf");
        Assert.SkipUnless(File.Exists(path), $"There is no ../shared/osm/{name}.osm.pbf beside the project.");
        return path;
    }

    /// <summary>Builds the tiles of an extract in a folder that goes with the test's process.</summary>
    public static TileSet Tiles(string extract)
    {
        using var folder = new Folder();
        var file = Path.Combine(folder.Path, "map.tiles");
        TileSet.Build(extract, file, null, TestContext.Current.CancellationToken);
        return TileSet.Open(file);
    }

    /// <summary>The same of OSM XML.</summary>
    public static TileSet TilesOf(string elements)
    {
        using var folder = new Folder();
        var extract = Path.Combine(folder.Path, "small.osm");
        File.WriteAllText(extract, $"<osm version=\"0.6\">{elements}</osm>");
        return Tiles(extract);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Routing.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Routing.sln is above no folder of the tests.");
    }
}

internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tiles-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
