using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace Routing.Defaults.Doors;

/// <summary>
/// The key that signs our tokens. All processes of one installation share it: <c>Doors:SigningKey</c> (base64, 32
/// bytes or more), or else the file <c>signing.key</c> in the data directory, made at first start.
/// </summary>
internal static class SigningKey
{
    private const int Bytes = 48;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static SymmetricSecurityKey Load(IConfiguration configuration)
    {
        if (configuration["Doors:SigningKey"] is { Length: > 0 } given) return new(Decode(given, "Doors:SigningKey"));
        var directory = Directory.CreateDirectory(configuration["Data"] ?? "data").FullName;
        var file = Path.Combine(directory, "signing.key");
        if (new FileInfo(file) is not { Exists: true, Length: > 0 }) Make(file);
        return new(Decode(Read(file), file));
    }

    private static void Make(string file)
    {
        // Processes that start at once take turns, and all but the first find the key there. Not a file that is moved into
        // place: File.Move looks whether there is one before it renames, so that two can both move theirs.
        using var mine = Open(file, FileAccess.ReadWrite);
        if (mine.Length > 0) return;
        mine.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))));
        mine.Flush(flushToDisk: true);
    }

    private static string Read(string file)
    {
        using var reader = new StreamReader(Open(file, FileAccess.Read));
        return reader.ReadToEnd();
    }

    /// <summary>Opens the file to write alone, or to read with other readers, as soon as nobody stands in the way.</summary>
    private static FileStream Open(string file, FileAccess access)
    {
        // One write, unbuffered: whoever sees a length sees the whole key.
        var options = new FileStreamOptions { Access = access, BufferSize = 0, Mode = FileMode.Open, Share = FileShare.Read };
        if (access != FileAccess.Read)
        {
            options.Mode = FileMode.OpenOrCreate;
            options.Share = FileShare.None;
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        FileStream? opened = null;
        return SpinWait.SpinUntil(Try, Patience)
            ? opened!
            : throw new InvalidOperationException($"{file} is held by another process. End it, or set Doors:SigningKey.");

        bool Try()
        {
            try
            {
                opened = new FileStream(file, options);
                return true;
            }
            catch (IOException) when (File.Exists(file))
            {
                return false;
            }
        }
    }

    private static byte[] Decode(string text, string source)
    {
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.Trim(), key, out var length) || length < 32)
            throw new InvalidOperationException($"{source} must be 32 bytes or more as base64. Make one with: openssl rand -base64 48");
        return key[..length];
    }
}
