using System.Security.Cryptography;
using System.Text.Json;

namespace Routing.Maps.Import;

/// <summary>
/// Where a region's files live: <c>{data}/maps/{hash}.region</c> and <c>.addresses</c>, the hash that of the extract's
/// bytes, so that another extract gets other files. The files themselves know their format version. <c>current.json</c>
/// tells other processes of the machine which region answers now; it is absent while none does.
/// </summary>
internal sealed class MapFiles
{
    private const int HashLetters = 16;

    public MapFiles(string data, string extractSha256)
    {
        ExtractSha256 = extractSha256;
        Folder = Path.GetFullPath(Path.Combine(data, "maps"));
        Region = Path.Combine(Folder, extractSha256[..HashLetters] + ".region");
        Addresses = Path.Combine(Folder, extractSha256[..HashLetters] + ".addresses");
        Current = Path.Combine(Folder, "current.json");
    }

    public string ExtractSha256 { get; }
    public string Folder { get; }
    public string Region { get; }
    public string Addresses { get; }
    public string Current { get; }

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string Hash(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Says that no region answers; the next <see cref="Announce"/> takes it back.</summary>
    public void Withdraw() => File.Delete(Current);

    public void Announce(string osmPath)
    {
        var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("region", Path.GetFileName(Region));
            json.WriteString("addresses", Path.GetFileName(Addresses));
            json.WriteString("extract", Path.GetFileName(osmPath));
            json.WriteString("extractSha256", ExtractSha256);
            json.WriteEndObject();
        }
        var unfinished = $"{Current}.{Environment.ProcessId}.unfinished";
        File.WriteAllBytes(unfinished, text.ToArray());
        File.Move(unfinished, Current, overwrite: true);
    }
}
