using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Routing.Contracts.Planning;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Queues;

public sealed class AbsentBrokerTests
{
    [Fact]
    public async Task Without_the_broker_a_sheet_waits_and_the_device_has_it_all_the_same()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var app = await DriversApp.Start(settings: [("Drivers:Queue", "rabbitmq"), ("Bus:Host", "127.0.0.1"), ("Bus:Port", $"{port}")]);
        var sheet = SampleRoutes.Make(Guid.CreateVersion7(), version: 6);
        using var device = await app.Pair(sheet.DriverId);
        await app.Tell(new RouteAssigned { Sheet = sheet });
        var token = TestContext.Current.CancellationToken;
        await Wait.Until(async () => (await device.GetAsync("/api/route", token)).StatusCode == HttpStatusCode.OK, () => "the sheet");
        var answer = await device.GetFromJsonAsync<JsonElement>("/api/route", token);
        Assert.False(answer.GetProperty("acknowledged").GetBoolean());
        var row = await app.Read(async context => await context.Sheets.FindAsync([sheet.DriverId, sheet.Day, sheet.Area], token));
        Assert.Equal((6, 0), (row!.PlanVersion, row.PostedVersion));
    }
}
