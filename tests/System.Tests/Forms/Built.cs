using System.Reflection;

namespace Routing.System.Tests.Forms;

/// <summary>Where the build put what the tests run.</summary>
internal static class Built
{
    private static readonly Dictionary<string, string> Metadata =
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(a => a.Key, a => a.Value!, StringComparer.Ordinal);

    /// <summary>The project's folder.</summary>
    public static string Root => Metadata["Root"];

    /// <summary>A service's program.</summary>
    public static string Program(string service) => Path.Combine(Metadata["Binaries"], service, Metadata["Configuration"], $"Routing.{service}.dll");
}
