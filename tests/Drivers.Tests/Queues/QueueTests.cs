using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Queues;

/// <summary>What a device sees of its queue: the same whichever queue it is.</summary>
public abstract class QueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Task<DriversApp> Start(string? data = null);

    [Fact]
    public async Task A_device_reads_its_sheet_until_it_acknowledges_it()
    {
        await using var app = await Start();
        var driver = Guid.CreateVersion7();
        using var device = await app.Pair(driver);
        Assert.Equal(HttpStatusCode.NoContent, (await device.GetAsync("/api/route", Token)).StatusCode);

        var sheet = SampleRoutes.Make(driver);
        await app.Assign(sheet);
        for (var time = 0; time < 3; time++)
        {
            var answer = await Route(device);
            Assert.False(answer.GetProperty("acknowledged").GetBoolean());
            Assert.Equal(
                JsonSerializer.Serialize(sheet, WireJson.Options),
                JsonSerializer.Serialize(answer.GetProperty("sheet").Deserialize<RouteSheet>(WireJson.Options), WireJson.Options));
        }

        await Acknowledge(device, 1);
        await Acknowledge(device, 1);
        Assert.True((await Route(device)).GetProperty("acknowledged").GetBoolean());
        var told = await app.Heard.Expect<AssignmentAcknowledged>();
        Assert.Equal((driver, SampleRoutes.Area, SampleRoutes.Day, 1), (told[0].DriverId, told[0].Area, told[0].Day, told[0].PlanVersion));
        await Task.WhenAll(Route(device), Route(device));
        Assert.Single(app.Heard.All<AssignmentAcknowledged>());
    }

    [Fact]
    public async Task A_newer_sheet_supersedes_an_older_one_and_an_older_one_that_comes_late_is_ignored()
    {
        await using var app = await Start();
        var driver = Guid.CreateVersion7();
        using var device = await app.Pair(driver);
        await app.Assign(SampleRoutes.Make(driver, version: 2));
        await app.Assign(SampleRoutes.Make(driver, version: 5));
        Assert.Equal(5, Version(await Route(device)));
        await app.Tell(new RouteAssigned { Sheet = SampleRoutes.Make(driver, version: 4) });
        await app.Assign(SampleRoutes.Make(driver, version: 3, day: SampleRoutes.Day.AddDays(1)));
        Assert.Equal(5, Version(await Route(device)));
        await Acknowledge(device, 5);
        // Then the day after, which was waiting behind.
        Assert.Equal(3, Version(await Route(device)));
    }

    [Fact]
    public async Task A_revoked_route_is_told_as_a_sheet_without_stops()
    {
        await using var app = await Start();
        var driver = Guid.CreateVersion7();
        using var device = await app.Pair(driver);
        await app.Assign(SampleRoutes.Make(driver, version: 1));
        await Acknowledge(device, 1);
        await app.Tell(new RouteRevoked { DriverId = driver, Area = SampleRoutes.Area, Day = SampleRoutes.Day, PlanVersion = 2 });
        await Wait.Until(async () => await Route(device) is var answer && answer.GetProperty("revoked").GetBoolean(), () => "the revocation");
        var revoked = await Route(device);
        Assert.Equal(2, Version(revoked));
        Assert.Empty(revoked.GetProperty("sheet").GetProperty("stops").EnumerateArray());
        await Acknowledge(device, 2);
        Assert.Equal(HttpStatusCode.NoContent, (await device.GetAsync("/api/route", Token)).StatusCode);
    }

    [Fact]
    public async Task A_long_poll_ends_when_the_sheet_comes()
    {
        await using var app = await Start();
        var driver = Guid.CreateVersion7();
        using var device = await app.Pair(driver);
        var waiting = Route(device, "?waitSeconds=60");
        await app.Assign(SampleRoutes.Make(driver, version: 7));
        Assert.Equal(7, Version(await waiting));
    }

    [Fact]
    public async Task A_restart_loses_no_sheet()
    {
        var data = Directory.CreateTempSubdirectory("drivers-tests-").FullName;
        try
        {
            var driver = Guid.CreateVersion7();
            string token;
            await using (var app = await Start(data))
            {
                using var device = await app.Pair(driver);
                token = device.DefaultRequestHeaders.Authorization!.Parameter!;
                await app.Assign(SampleRoutes.Make(driver, version: 3));
                Assert.Equal(3, Version(await Route(device)));
            }

            await using var again = await Start(data);
            using var same = again.With(token);
            Assert.Equal(3, Version(await Route(same)));
            await Acknowledge(same, 3);
            await again.Heard.Expect<AssignmentAcknowledged>();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_sheet_that_was_posted_twice_is_read_once()
    {
        await using var app = await Start();
        var driver = Guid.CreateVersion7();
        using var device = await app.Pair(driver);
        var sheet = SampleRoutes.Make(driver, version: 4);
        await app.Assign(sheet);
        // As if the poster had died after posting and before marking.
        await app.Read(async context =>
        {
            var row = (await context.Sheets.FindAsync([driver, SampleRoutes.Day, SampleRoutes.Area], Token))!;
            row.PostedVersion = 0;
            return await context.SaveChangesAsync(Token);
        });
        await app.Posted(sheet);
        Assert.Equal(4, Version(await Route(device)));
        await Acknowledge(device, 4);
        Assert.True((await Route(device)).GetProperty("acknowledged").GetBoolean());
        Assert.Empty(await Left(app, driver));
    }

    [Fact]
    public async Task What_was_never_assigned_cannot_be_acknowledged()
    {
        await using var app = await Start();
        var driver = Guid.CreateVersion7();
        using var device = await app.Pair(driver);
        await app.Assign(SampleRoutes.Make(driver, version: 2));
        using var answer = await device.PostAsJsonAsync("/api/route/acknowledge", new { area = SampleRoutes.Area, day = SampleRoutes.Day, planVersion = 9 }, WireJson.Options, Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("unknown-sheet", (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());
    }

    private protected abstract Task<IReadOnlyList<string>> Left(DriversApp app, Guid driverId);

    private protected static async Task<JsonElement> Route(HttpClient device, string query = "") =>
        await device.GetFromJsonAsync<JsonElement>("/api/route" + query, Token);

    private protected static async Task Acknowledge(HttpClient device, int version)
    {
        using var answer = await device.PostAsJsonAsync(
            "/api/route/acknowledge", new { area = SampleRoutes.Area, day = SampleRoutes.Day, planVersion = version }, WireJson.Options, Token);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private protected static int Version(JsonElement answer) => answer.GetProperty("sheet").GetProperty("planVersion").GetInt32();
}
