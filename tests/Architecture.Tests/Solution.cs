using System.Reflection;
using System.Xml.Linq;

namespace Routing.Architecture.Tests;

/// <summary>A project file of the solution.</summary>
/// <param name="Name">Path from the root without extension, such as <c>services/Maps/RoadNetwork</c> for its RoadNetwork.csproj.</param>
/// <param name="Folder">Its folder, absolute.</param>
/// <param name="Projects">Names of the projects it references.</param>
/// <param name="Packages">Packages and frameworks it references.</param>
internal sealed record Project(string Name, string Folder, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, string Assembly, string RootNamespace)
{
    /// <summary>Its own source files: not those of a project within its folder, nor what the build makes.</summary>
    public IEnumerable<string> Sources(IEnumerable<Project> all)
    {
        var inner = all.Where(other => other != this && other.Folder.StartsWith(Folder + '/', StringComparison.Ordinal)).Select(other => other.Folder + '/').ToList();
        return Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !inner.Exists(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Where(file => !file[Folder.Length..].Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules"));
    }
}

/// <summary>The solution as its files say it is.</summary>
internal static class Solution
{
    public static readonly string Root = FindRoot();

    public static readonly IReadOnlyList<Project> All =
    [
        .. new[] { "contracts", "services", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(Read),
    ];

    public static IEnumerable<Project> Shipped => All.Where(project => !project.Name.StartsWith("tests/", StringComparison.Ordinal));

    private static Project Read(string file)
    {
        var xml = XDocument.Load(file);
        var folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
        IEnumerable<string> Included(string element) => xml.Descendants(element).Select(item => item.Attribute("Include")?.Value).OfType<string>();
        var name = Path.GetFileNameWithoutExtension(file);
        return new(
            NameOf(folder),
            folder,
            [.. Included("ProjectReference").Select(path => NameOf(Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, path)))!))],
            [.. Included("PackageReference").Concat(Included("FrameworkReference"))],
            xml.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name,
            xml.Descendants("RootNamespace").FirstOrDefault()?.Value ?? name);
    }

    private static string NameOf(string folder) => Path.GetRelativePath(Root, folder).Replace('\\', '/');

    private static string FindRoot()
    {
        var own = typeof(Solution).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ProjectFolder").Value!;
        return Path.GetFullPath(Path.Combine(own, "..", ".."));
    }
}
