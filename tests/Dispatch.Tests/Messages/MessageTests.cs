using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Values;
using Routing.Dispatch.Messages;
using Routing.Dispatch.Tests.Support;
using static Routing.Dispatch.Tests.Support.Days;

namespace Routing.Dispatch.Tests.Messages;

/// <summary>What customers and drivers write, and what dispatchers answer, the same on both databases.</summary>
public abstract class MessageTests
{
    private static readonly Guid Ana = Id(1);
    private static readonly (Guid Request, Guid Move) First = (Id(101), Id(201));
    private static readonly string Path = $"/api/days/{Area}/{Days.Day:yyyy-MM-dd}/messages";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Database Make();

    private static IEnumerable<object> Planned =>
    [
        AreaChanged(), WorkshopChanged(), DriverChanged(Ana), Requested(First.Request, First.Move), Scheduled(First.Request, First.Move, Ana), Assigned(Ana, 1, First), Published(1, [], []),
    ];

    [Fact]
    public async Task What_is_written_is_shown_once_with_its_car_or_driver_until_it_is_read()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(Planned);
        await using var events = await EventStream.Open(app.Dispatcher);
        await events.Next();
        var fromCustomer = new CustomerWrote { WrittenId = Id(301), RequestId = First.Request, Text = "The gate is green", At = At(8) };
        var fromDriver = new DriverWrote { WrittenId = Id(302), DriverId = Ana, Area = Area, Day = Days.Day, Text = "Which gate?", At = At(8.1), ReceivedAt = At(8.2) };
        await app.Tell(fromCustomer, fromDriver, fromCustomer, fromDriver);

        var shown = await List(app, Path);
        Assert.Equal([("The gate is green", "SBA 1234", null), ("Which gate?", null, "Ana")], shown.Select(each => (each.Text("text"), Maybe(each, "plate"), Maybe(each, "driverName"))));
        Assert.Equal(First.Move, shown[0].GetProperty("moveId").GetGuid());
        Assert.All(shown, each => Assert.Null(Maybe(each, "readAt")));
        Assert.Equal("message", (await events.Next())!.Value.Kind);
        // Nobody has read them: whoever looks at another day sees them too.
        var other = Path.Replace("2031-03-05", "2031-03-06", StringComparison.Ordinal);
        Assert.Equal(2, (await List(app, other)).Count);

        using (var read = await app.Dispatcher.PostAsJsonAsync($"{Path}/read", new { writtenIds = new[] { Id(301), Id(302), Id(999) } }, Token))
            Assert.Equal(HttpStatusCode.NoContent, read.StatusCode);
        Assert.All(await List(app, Path), each => Assert.Equal(DispatchApp.Name, each.Text("readBy")));
        Assert.Empty(await List(app, other));
    }

    [Fact]
    public async Task An_answer_is_told_once_and_wrong_ones_say_why()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(Planned);
        var toCustomer = new { writtenId = Id(401), requestId = First.Request, text = "Thank you" };
        foreach (var body in new object[] { toCustomer, toCustomer, new { writtenId = Id(402), driverId = Ana, text = "The green one" } })
        {
            using var sent = await app.Dispatcher.PostAsJsonAsync(Path, body, Token);
            Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        }

        await Wait.Until(() => Task.FromResult(app.Planning.Heard.OfType<DispatcherWrote>().Count() == 2), "two messages");
        Assert.Equal(
            [(Id(401), First.Request, null, "Thank you"), (Id(402), null, Ana, "The green one")],
            app.Planning.Heard.OfType<DispatcherWrote>().OrderBy(word => word.WrittenId).Select(word => (word.WrittenId, word.RequestId, word.DriverId, word.Text)));
        Assert.All(await List(app, Path), each => Assert.Equal(DispatchApp.Name, each.Text("by")));

        await Refused(app, new { writtenId = Id(401), requestId = First.Request, text = "Something else" }, HttpStatusCode.Conflict, "message-id-taken");
        await Refused(app, new { writtenId = Id(403), requestId = Id(999), text = "Hello" }, HttpStatusCode.UnprocessableEntity, "unknown-request");
        await Refused(app, new { writtenId = Id(404), driverId = Id(999), text = "Hello" }, HttpStatusCode.UnprocessableEntity, "unknown-driver");
        foreach (var bad in new object[] { new { writtenId = Id(405), text = "To whom?" }, new { writtenId = Id(405), driverId = Ana, text = "" }, new { driverId = Ana, text = new string('x', 1001) } })
        {
            using var refused = await app.Dispatcher.PostAsJsonAsync(Path, bad, Token);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Old_messages_are_erased()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        var now = TimeProvider.System.GetUtcNow();
        await app.Tell([.. Planned, new CustomerWrote { WrittenId = Id(301), RequestId = First.Request, Text = "Old", At = now.AddDays(-31) }, new CustomerWrote { WrittenId = Id(302), RequestId = First.Request, Text = "New", At = now }]);
        await app.Services.GetServices<IHostedService>().OfType<MessageTidying>().Single().Do(Token);
        Assert.Equal("New", Assert.Single(await app.Look(data => data.Messages.Select(row => row.Text).ToListAsync(Token))));
    }

    private static async Task<List<JsonElement>> List(DispatchApp app, string path) => [.. (await app.Dispatcher.GetFromJsonAsync<JsonElement>(path, Token)).EnumerateArray()];

    private static string? Maybe(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static async Task Refused(DispatchApp app, object body, HttpStatusCode status, string code)
    {
        using var answer = await app.Dispatcher.PostAsJsonAsync(Path, body, Token);
        Assert.Equal((status, code), (answer.StatusCode, (await answer.Json()).Text("code")));
    }
}

public sealed class SqliteMessageTests : MessageTests
{
    private protected override Database Make() => Database.Sqlite();
}

public sealed class PostgresMessageTests : MessageTests
{
    private protected override Database Make() => Database.Postgres();
}
