using Routing.Maps.Tests;

[assembly: AssemblyFixture(typeof(TownFixture))]

namespace Routing.Maps.Tests;

/// <summary>One service with the town, for all tests that only ask.</summary>
public sealed class TownFixture : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    internal MapsProcess Maps { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Maps = await MapsProcess.Start(Town.Write(folder.File("town.osm")), folder.File("data"));

    public async ValueTask DisposeAsync()
    {
        await Maps.DisposeAsync();
        folder.Dispose();
    }
}
