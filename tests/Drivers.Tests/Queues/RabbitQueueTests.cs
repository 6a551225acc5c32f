using System.Text;
using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Drivers.Queues;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Queues;

public sealed class RabbitQueueTests : QueueTests
{
    private protected override Task<DriversApp> Start(string? data = null) => DriversApp.Start(data, settings: Broker.Settings(Broker.Url()));

    private protected override async Task<IReadOnlyList<string>> Left(DriversApp app, Guid driverId) =>
        [.. (await Broker.Drain(RabbitQueue.NameOf(driverId))).Select(message => Encoding.UTF8.GetString(message.Body.Span))];

    [Fact]
    public async Task The_sheet_lies_on_the_drivers_real_queue()
    {
        await using var app = await Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7(), version: 12);
        await app.Assign(sheet);
        var message = Assert.Single(await Broker.Drain($"driver.{sheet.DriverId}"));
        Assert.Equal("route-assigned", message.BasicProperties.Type);
        Assert.True(message.BasicProperties.Persistent);
        Assert.Equal(12, message.BasicProperties.Headers!["plan-version"]);
        Assert.Equal(sheet.Day.ToString("O"), Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers["day"]!));
        Assert.Equal(
            JsonSerializer.Serialize(sheet, WireJson.Options),
            JsonSerializer.Serialize(JsonSerializer.Deserialize<RouteSheet>(message.Body.Span, WireJson.Options), WireJson.Options));
    }

    [Fact]
    public async Task Two_processes_answer_for_the_same_queue()
    {
        // Two processes of a distributed Drivers share the database and the signing key, here by sharing the folder.
        var data = Directory.CreateTempSubdirectory("drivers-tests-").FullName;
        await using (var one = await Start(data))
        await using (var two = await Start(data))
        {
            var driver = Guid.CreateVersion7();
            using var here = await one.Pair(driver);
            using var there = two.With(here.DefaultRequestHeaders.Authorization!.Parameter!);
            await one.Assign(SampleRoutes.Make(driver, version: 2));
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(call => Route(call % 2 == 0 ? here : there)));
            Assert.All(answers, answer => Assert.Equal((2, false), (Version(answer), answer.GetProperty("acknowledged").GetBoolean())));
            await Acknowledge(there, 2);
            Assert.True((await Route(here)).GetProperty("acknowledged").GetBoolean());
            Assert.Empty(await Left(one, driver));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }
}
