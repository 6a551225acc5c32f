using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Routing.Architecture.Tests;

/// <summary>Where files are and what they say they are.</summary>
public sealed partial class LayoutTests
{
    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong = new List<string>();
        foreach (var project in Solution.All)
        {
            foreach (var file in project.Sources(Solution.All))
            {
                if (file.Contains("/Migrations/", StringComparison.Ordinal)) continue;
                var folder = Path.GetRelativePath(project.Folder, Path.GetDirectoryName(file)!).Replace('\\', '/');
                var expected = folder == "." ? project.RootNamespace : $"{project.RootNamespace}.{folder.Replace('/', '.')}";
                var said = Namespace().Match(File.ReadAllText(file)).Groups[1].Value;
                if (said.Length > 0 && said != expected) wrong.Add($"{Path.GetRelativePath(Solution.Root, file)}: {said}, not {expected}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Assemblies_and_namespaces_begin_with_Routing() =>
        Assert.All(Solution.All, project =>
        {
            Assert.StartsWith("Routing.", project.Assembly, StringComparison.Ordinal);
            Assert.StartsWith("Routing.", project.RootNamespace, StringComparison.Ordinal);
        });

    [Fact]
    public void Nothing_is_called_Common_Helper_Util_or_Manager() =>
        Assert.Empty(Solution.All.SelectMany(project => project.Sources(Solution.All))
            .Select(file => Path.GetRelativePath(Solution.Root, file)).Where(file => Vague().IsMatch(file)));

    [Fact]
    public void A_project_that_holds_another_leaves_it_out()
    {
        foreach (var outer in Solution.All)
        {
            var text = File.ReadAllText(Directory.EnumerateFiles(outer.Folder, "*.csproj").Single());
            Assert.All(
                Solution.All.Where(inner => inner != outer && inner.Folder.StartsWith(outer.Folder + '/', StringComparison.Ordinal)),
                inner => Assert.Contains($"{inner.Folder[(outer.Folder.Length + 1)..]}/**", text, StringComparison.Ordinal));
        }
    }

    // Bug: `dotnet run --project services/Host -- --osm ../city.osm.pbf` looked for the file beside the project.
    [Theory]
    [InlineData("services/Host")]
    [InlineData("services/Maps")]
    public async Task A_file_that_is_named_on_the_command_line_is_sought_where_the_person_stands(string project)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-getProperty:RunWorkingDirectory"])
        {
            WorkingDirectory = Solution.Root,
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        Assert.Equal("", (await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, build.ExitCode);
    }

    [Fact]
    public void Consumers_are_in_the_folder_Consumers()
    {
        var elsewhere = Solution.Shipped.SelectMany(project => project.Sources(Solution.All).Select(file => (project, file)))
            .Where(each => each.project.Name != "services/Messaging" && ConsumerClass().IsMatch(File.ReadAllText(each.file)))
            .Where(each => Path.GetFileName(Path.GetDirectoryName(each.file)) != "Consumers")
            .Select(each => Path.GetRelativePath(Solution.Root, each.file));
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void A_consumers_definition_is_in_its_file()
    {
        Assert.All(Solution.Shipped.SelectMany(project => project.Sources(Solution.All)), file =>
        {
            var text = File.ReadAllText(file);
            Assert.All(Definition().Matches(text), match => Assert.Contains($"class {match.Groups[1].Value}", text, StringComparison.Ordinal));
        });
    }

    [GeneratedRegex(@"^namespace ([\w.]+)\s*[;{]?", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(Common|Helper|Helpers|Util|Utils|Manager)(/|\.cs$)")]
    private static partial Regex Vague();

    [GeneratedRegex(@"class \w+[^{;]*:\s*(InboxConsumer|IConsumer)<", RegexOptions.Singleline)]
    private static partial Regex ConsumerClass();

    [GeneratedRegex(@"ConsumerDefinition<(\w+)>")]
    private static partial Regex Definition();
}
