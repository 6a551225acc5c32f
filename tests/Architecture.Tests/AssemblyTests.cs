using System.Reflection;

namespace Routing.Architecture.Tests;

/// <summary>Who really uses whom, by the built assemblies.</summary>
public sealed class AssemblyTests
{
    private static readonly string[] Services = ["Dispatch", "Drivers", "Intake", "Maps", "Notifications", "Planning"];

    /// <summary>What has web, bus or database in it, of the runtime and of packages.</summary>
    private static readonly string[] Heavy = ["Microsoft.AspNetCore", "MassTransit", "RabbitMQ", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data", "System.Net.Http", "System.Data"];

    [Fact]
    public void No_service_uses_another() =>
        Assert.All(Services, service =>
            Assert.Empty(Uses(service).Where(used => Services.Any(other => other != service && used == $"Routing.{other}"))));

    [Theory]
    [InlineData("OsmData")]
    [InlineData("RoadNetwork")]
    [InlineData("Addresses")]
    [InlineData("Tiles")]
    [InlineData("Optimisation")]
    public void An_engine_uses_no_web_bus_or_database_and_of_ours_the_reader_of_extracts_alone(string engine)
    {
        var used = Uses(engine).ToList();
        Assert.Empty(used.Where(name => name.StartsWith("Routing.", StringComparison.Ordinal) && name != "Routing.OsmData"));
        var allowed = engine == "Addresses" ? new[] { "Microsoft.Data.Sqlite", "System.Data.Common" } : [];
        Assert.Empty(used.Except(allowed).Where(name => Array.Exists(Heavy, heavy => name.StartsWith(heavy, StringComparison.Ordinal))));
    }

    [Fact]
    public void Contracts_use_the_runtime_alone() =>
        Assert.All(Uses("Contracts"), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void Messages_are_sealed_records_that_hold_data_alone()
    {
        var messages = Load("Contracts").GetExportedTypes().Where(type => type.Namespace is { } space && !space.EndsWith(".Values", StringComparison.Ordinal) && type.Name != "WireJson").ToList();
        Assert.True(messages.Count > 20, $"only {messages.Count} messages");
        Assert.All(messages, type =>
        {
            Assert.True(type.IsSealed && type.BaseType == typeof(object) && type.GetMethod("<Clone>$") is not null, $"{type} is no sealed record without a base");
            Assert.All(type.GetProperties(BindingFlags.Public | BindingFlags.Instance), property =>
                Assert.True(property.SetMethod is null || property.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit"), $"{type}.{property.Name} can be changed"));
        });
    }

    [Fact]
    public void A_consumer_is_a_sealed_internal_class_of_its_service()
    {
        var consumers = Services.SelectMany(service => Load(service).GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(face => face.FullName?.StartsWith("MassTransit.IConsumer`1", StringComparison.Ordinal) == true))
            .ToList();
        Assert.NotEmpty(consumers);
        Assert.All(consumers, type =>
        {
            Assert.True(type.IsSealed && type.IsNotPublic, $"{type} is not sealed and internal");
            Assert.EndsWith(".Consumers", type.Namespace, StringComparison.Ordinal);
        });
    }

    /// <summary>What Host needs besides: it draws how far the import of an extract is.</summary>
    private static readonly string[] AlsoShown = ["Routing.Maps.Import.ImportStatus"];

    [Fact]
    public void A_service_shows_its_entry_and_its_options_alone()
    {
        // Migrations and Program are made by tools, and enums are harmless.
        var shown = Services.SelectMany(service => Load(service).GetExportedTypes()
            .Where(type => type.Namespace?.Contains(".Migrations", StringComparison.Ordinal) == false)
            .Where(type => !type.IsEnum && type != Load(service).EntryPoint?.DeclaringType)
            .Where(type => !type.Name.EndsWith("Service", StringComparison.Ordinal) && !type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Select(type => type.FullName!));
        Assert.Empty(shown.Except(AlsoShown));
    }

    private static IEnumerable<string> Uses(string assembly) => Load(assembly).GetReferencedAssemblies().Select(name => name.Name!);

    private static Assembly Load(string name) => Assembly.Load($"Routing.{name}");
}
