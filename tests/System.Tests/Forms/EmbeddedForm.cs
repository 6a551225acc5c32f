using Routing.Contracts.Values;
using Routing.Demo.Api;

namespace Routing.System.Tests.Forms;

/// <summary>Every service in one process, with an in-memory bus and SQLite.</summary>
internal sealed class EmbeddedForm : RunningForm
{
    private readonly ServiceProcess host;

    /// <param name="more">Settings besides the operator's password.</param>
    public EmbeddedForm(IReadOnlyDictionary<string, string>? more = null)
    {
        var port = ServiceProcess.FreePort();
        host = new ServiceProcess(
            "Host",
            port,
            ["--no-demo", "--data", Data, "--urls", $"http://127.0.0.1:{port}"],
            new Dictionary<string, string>(more ?? new Dictionary<string, string>()) { ["Accounts:OperatorPassword"] = Password, ["Planning:RecordPlans"] = Plans });
    }

    public override ServiceAddresses Services => ServiceAddresses.Shared(host.Address);

    public override Uri Maps => host.Address;

    public override Uri Pages => host.Address;

    public override IReadOnlyList<ServiceProcess> Of(string service) => [host];

    public override async Task Start(CancellationToken ct)
    {
        host.Start();
        await host.UntilReady(ct);
    }

    /// <summary>Embedded, the queue is a table, and the device's own call reads it.</summary>
    public override async Task<IReadOnlyList<RouteSheet>> Queued(Guid driver, string deviceToken, DateOnly day, CancellationToken ct)
    {
        using var answer = await Api.Send(HttpMethod.Get, new Uri(host.Address, $"/api/route?day={day:yyyy-MM-dd}"), null, new Credential.Token(deviceToken), ct);
        return answer.StatusCode == global::System.Net.HttpStatusCode.NoContent
            ? []
            : [global::System.Text.Json.JsonSerializer.Deserialize<DeviceRoute>(await answer.Content.ReadAsStringAsync(ct), Contracts.WireJson.Options)!.Sheet];
    }

    public override async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await base.DisposeAsync();
    }

    private sealed record DeviceRoute(RouteSheet Sheet);
}
