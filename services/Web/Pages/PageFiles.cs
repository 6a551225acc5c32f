using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Routing.Web.Pages;

/// <summary>The built pages, read once: a few megabytes, with what the build compressed.</summary>
internal sealed class PageFiles
{
    private readonly FrozenDictionary<string, PageFile> files;

    private PageFiles(IEnumerable<KeyValuePair<string, PageFile>> files) => this.files = files.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>True where the program was built without Node.js.</summary>
    public bool AreLeftOut => files.Count == 0;

    /// <param name="folder">Where the build put them; may be absent.</param>
    public static PageFiles Load(string folder)
    {
        if (!Directory.Exists(folder)) return new([]);
        return new(
            from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            where Path.GetExtension(path) is not (".gz" or ".br")
            let name = Path.GetRelativePath(folder, path).Replace('\\', '/')
            select KeyValuePair.Create(name, Read(path, name)));
    }

    /// <param name="name">Such as <c>assets/main-1a2b3c.js</c>.</param>
    public PageFile? Find(string name) => files.GetValueOrDefault(name);

    private static PageFile Read(string path, string name)
    {
        var bytes = File.ReadAllBytes(path);
        return new(
            TypeOf(Path.GetExtension(name)),
            $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"",
            IsHashed: name.StartsWith("assets/", StringComparison.Ordinal),
            bytes,
            Compressed(path + ".br"),
            Compressed(path + ".gz"));
    }

    private static byte[]? Compressed(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".woff2" => "font/woff2",
        ".webmanifest" => "application/manifest+json",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}

/// <summary>A file of the pages.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="ETag">Of its uncompressed bytes, quoted.</param>
/// <param name="IsHashed">True where its name changes with its content, so that it may be kept for good.</param>
/// <param name="Plain">As it is.</param>
/// <param name="Brotli">Compressed; null where that does not pay.</param>
/// <param name="Gzip">The same for those who know no Brotli.</param>
internal sealed record PageFile(string ContentType, string ETag, bool IsHashed, byte[] Plain, byte[]? Brotli, byte[]? Gzip);
