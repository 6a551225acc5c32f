namespace Routing.Architecture.Tests;

/// <summary>Who may reference whom, by the project files.</summary>
public sealed class ReferenceTests
{
    private const string Contracts = "contracts", Messaging = "services/Messaging", Defaults = "services/Defaults", Host = "services/Host", Demo = "services/Demo", Web = "services/Web";

    private static readonly string[] Services =
        ["services/Dispatch", "services/Drivers", "services/Intake", "services/Maps", "services/Notifications", "services/Planning"];

    private static readonly string[] Engines = ["services/Maps/OsmData", "services/Maps/Addresses", "services/Maps/RoadNetwork", "services/Maps/Tiles", "services/Planning/Optimisation", "services/Planning/Checking"];

    /// <summary>What has web, bus or database in it.</summary>
    private static readonly string[] Heavy =
        ["Microsoft.AspNetCore", "MassTransit", "RabbitMQ", "Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data", "MailKit", "Microsoft.Extensions.Http"];

    [Fact]
    public void Every_project_is_one_of_these() =>
        Assert.Equal(
            Services.Concat(Engines).Concat([Contracts, Messaging, Defaults, Host, Demo, Web]).Order(StringComparer.Ordinal),
            Solution.Shipped.Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Contracts_reference_nothing()
    {
        var project = Of(Contracts);
        Assert.Empty(project.Projects);
        Assert.Empty(project.Packages);
    }

    [Fact]
    public void Messaging_and_Defaults_reference_contracts_alone()
    {
        Assert.Equal([Contracts], Of(Messaging).Projects);
        Assert.Equal([Contracts], Of(Defaults).Projects);
    }

    [Fact]
    public void A_service_references_contracts_Messaging_Defaults_and_engines_and_no_other_service() =>
        Assert.All(Services.Select(Of), service =>
            Assert.Empty(service.Projects.Except([Contracts, Messaging, Defaults, .. Engines])));

    [Fact]
    public void Only_Host_sees_services() =>
        Assert.All(Solution.Shipped.Where(project => project.Name != Host), project => Assert.Empty(project.Projects.Intersect([.. Services, Host])));

    [Fact]
    public void The_demo_knows_the_services_by_their_public_API_alone() =>
        Assert.Equal([Contracts], Of(Demo).Projects.Except(Engines));

    [Fact]
    public void The_pages_know_the_services_by_their_public_API_alone() =>
        Assert.Equal([Defaults], Of(Web).Projects);

    [Fact]
    public void Engines_reference_no_web_bus_or_database_and_of_projects_the_reader_of_extracts_alone() =>
        Assert.All(Engines.Select(Of), engine =>
        {
            Assert.Empty(engine.Projects.Except(["services/Maps/OsmData"]));

            // Addresses reads its full-text index out of an embedded file: a format, not a database server.
            var allowed = engine.Name == "services/Maps/Addresses" ? new[] { "Microsoft.Data.Sqlite" } : [];
            Assert.Empty(engine.Packages.Except(allowed).Where(package => Array.Exists(Heavy, heavy => package.StartsWith(heavy, StringComparison.Ordinal))));
        });

    [Fact]
    public void Versions_stand_in_one_place() =>
        Assert.All(Directory.EnumerateFiles(Solution.Root, "*.csproj", SearchOption.AllDirectories).Where(file => !file.Contains("/artifacts/", StringComparison.Ordinal)), file =>
            Assert.DoesNotMatch("<PackageReference[^>]*Version=", File.ReadAllText(file)));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Solution.Root, "Routing.sln")).Replace('\\', '/');
        Assert.All(Solution.All, project => Assert.Contains($"\"{project.Name}/", solution, StringComparison.Ordinal));
    }

    private static Project Of(string name) => Solution.All.Single(project => project.Name == name);
}
