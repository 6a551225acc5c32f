using System.Security.Cryptography;
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

    public static SymmetricSecurityKey Load(IConfiguration configuration)
    {
        if (configuration["Doors:SigningKey"] is { Length: > 0 } given) return new(Decode(given, "Doors:SigningKey"));
        var directory = Directory.CreateDirectory(configuration["Data"] ?? "data").FullName;
        var file = Path.Combine(directory, "signing.key");
        if (!File.Exists(file)) Make(file);
        return new(Decode(File.ReadAllText(file), file));
    }

    private static void Make(string file)
    {
        // Written apart and then moved into place, so that a process that starts beside this one reads all or nothing.
        var made = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(made, options)) writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        try
        {
            File.Move(made, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(made);
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
