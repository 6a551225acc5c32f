namespace Routing.RoadNetwork.Tests.Support;

/// <summary>A folder of its own, deleted when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private static readonly Lazy<TemporaryFolder> ForAll = new(() =>
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("roads-").FullName;

    /// <summary>For files that many tests read; deleted when the process ends.</summary>
    public static string Shared => ForAll.Value.Path;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
