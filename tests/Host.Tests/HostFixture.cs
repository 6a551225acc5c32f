namespace Routing.Host.Tests;

/// <summary>One host for tests that only ask.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    internal HostApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await HostApp.Start();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
