using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Routing.Messaging;

namespace Routing.Host.Tests;

/// <summary>A start does not look whether the model has moved on without a migration: that is looked at here.</summary>
public sealed class MigrationTests
{
    public static TheoryData<string> Contexts => [.. All().Select(context => context.FullName!)];

    [Theory]
    [MemberData(nameof(Contexts))]
    public void Every_change_of_a_model_has_its_migration(string name)
    {
        var type = All().Single(context => context.FullName == name);
        var factory = type.Assembly.GetTypes().Single(design => design.IsAssignableTo(typeof(IDesignTimeDbContextFactory<>).MakeGenericType(type)));
        using var context = ((IDesignTimeDbContextFactory<ServiceContext>)Activator.CreateInstance(factory)!).CreateDbContext([]);
        Assert.False(context.Database.HasPendingModelChanges(), $"dotnet ef migrations add, for {name}");
    }

    [Fact]
    public void Every_service_has_a_context_for_each_database() => Assert.Equal(12, All().Count());

    private static IEnumerable<Type> All() =>
        typeof(Embedded).Assembly.GetReferencedAssemblies()
            .Where(assembly => assembly.Name!.StartsWith("Routing.", StringComparison.Ordinal))
            .Select(System.Reflection.Assembly.Load)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(ServiceContext)) && !type.IsAbstract);
}
