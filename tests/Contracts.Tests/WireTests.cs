using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;

namespace Routing.Contracts.Tests;

/// <summary>
/// The JSON of every message is pinned in <c>Json/</c>: a new optional field is a new line there, anything else
/// breaks those who run an older version. To accept a change on purpose, run with <c>ROUTING_PIN_JSON=1</c>.
/// </summary>
public sealed class WireTests
{
    private static readonly string Pinned = Path.Combine(AppContext.BaseDirectory, "Json");

    public static TheoryData<string> Messages()
    {
        var names = new TheoryData<string>();
        foreach (var type in MessageTypes()) names.Add(type.FullName!);
        return names;
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_is_written_as_pinned(string name)
    {
        var message = Samples.Of(Find(name));
        var json = JsonSerializer.Serialize(message, message.GetType(), new JsonSerializerOptions(WireJson.Options) { WriteIndented = true });
        if (Environment.GetEnvironmentVariable("ROUTING_PIN_JSON") is { Length: > 0 })
        {
            File.WriteAllText(Path.Combine(SourceFolder(), "Json", $"{name}.json"), json + "\n");
            return;
        }

        var file = Path.Combine(Pinned, $"{name}.json");
        Assert.True(File.Exists(file), $"{name} has no pinned JSON: run once with ROUTING_PIN_JSON=1 and commit the file.");
        Assert.Equal(File.ReadAllText(file).TrimEnd(), json);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_is_read_back_from_what_is_pinned(string name)
    {
        var type = Find(name);
        var json = File.ReadAllText(Path.Combine(Pinned, $"{name}.json"));
        var read = JsonSerializer.Deserialize(json, type, WireJson.Options);
        var again = JsonSerializer.Serialize(read, type, new JsonSerializerOptions(WireJson.Options) { WriteIndented = true });
        Assert.Equal(json.TrimEnd(), again);
    }

    [Fact]
    public void Nothing_is_pinned_that_no_longer_exists()
    {
        var known = MessageTypes().Select(t => t.FullName).ToHashSet();
        var gone = Directory.GetFiles(Pinned, "*.json").Select(Path.GetFileNameWithoutExtension).Where(f => !known.Contains(f));
        Assert.Empty(gone);
    }

    [Fact]
    public void Every_message_says_who_sends_and_who_handles_it()
    {
        var docs = XDocument.Load(Path.ChangeExtension(typeof(WireJson).Assembly.Location, ".xml"));
        var remarks = docs.Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("remarks")?.Value ?? "");
        foreach (var type in MessageTypes())
        {
            var said = remarks[$"T:{type.FullName}"];
            Assert.True(said.Contains("Sent by", StringComparison.Ordinal) || said.Contains("Handled by", StringComparison.Ordinal), $"{type.Name} has no remarks");
        }
    }

    [Fact]
    public void Messages_are_immutable_records_without_a_base()
    {
        foreach (var type in MessageTypes())
        {
            Assert.True(type.IsSealed && type.BaseType == typeof(object), type.Name);
            foreach (var property in type.GetProperties())
            {
                var modifiers = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers() ?? [];
                Assert.True(property.SetMethod is null || modifiers.Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)), $"{type.Name}.{property.Name} can be set");
            }
        }
    }

    private static IEnumerable<Type> MessageTypes() =>
        typeof(WireJson).Assembly.GetExportedTypes()
            .Where(t => t.IsClass && t.Namespace is "Routing.Contracts.Intake" or "Routing.Contracts.Planning" or "Routing.Contracts.Drivers" or "Routing.Contracts.Maps")
            .OrderBy(t => t.FullName, StringComparer.Ordinal);

    private static Type Find(string name) => typeof(WireJson).Assembly.GetType(name, throwOnError: true)!;

    private static string SourceFolder() =>
        typeof(WireTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectFolder").Value!;
}
