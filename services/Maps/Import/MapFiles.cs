using System.Security.Cryptography;

namespace Routing.Maps.Import;

/// <summary>
/// Where a region's files live: <c>{data}/maps/{hash}.region</c>, <c>.addresses</c> and <c>.tiles</c>, the hash that of the extract's
/// bytes, so that another extract gets other files. The files themselves know their format version. The file
/// <c>current</c> beside them holds the name of the region file that answers now, for other processes of the machine
/// that map it too; it is absent while none does.
/// </summary>
internal sealed class MapFiles
{
    private const int HashLetters = 16;

    public MapFiles(string data, string extractSha256)
    {
        ExtractSha256 = extractSha256;
        Folder = FolderOf(data);
        Region = Path.Combine(Folder, extractSha256[..HashLetters] + ".region");
        Addresses = Path.Combine(Folder, extractSha256[..HashLetters] + ".addresses");
        Tiles = Path.Combine(Folder, extractSha256[..HashLetters] + ".tiles");
    }

    public string ExtractSha256 { get; }
    public string Folder { get; }
    public string Region { get; }
    public string Addresses { get; }
    public string Tiles { get; }

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string Hash(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Says that no region answers; the next <see cref="Announce"/> takes it back.</summary>
    public static void Withdraw(string data) => File.Delete(Pointer(FolderOf(data)));

    /// <summary>Says that this region answers.</summary>
    public void Announce()
    {
        var pointer = Pointer(Folder);
        var unfinished = $"{pointer}.{Environment.ProcessId}.unfinished";
        File.WriteAllText(unfinished, Path.GetFileName(Region) + "\n");
        File.Move(unfinished, pointer, overwrite: true);
    }

    /// <summary>Deletes all three. False where the system does not let go of one yet: to be tried again.</summary>
    public bool TryDelete()
    {
        try
        {
            File.Delete(Region);
            File.Delete(Addresses);
            File.Delete(Tiles);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string FolderOf(string data) => Path.GetFullPath(Path.Combine(data, "maps"));

    private static string Pointer(string folder) => Path.Combine(folder, "current");
}
