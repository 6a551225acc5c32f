using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Defaults.Doors;
using Routing.Dispatch.Accounts;
using Routing.Dispatch.Tests.Support;

namespace Routing.Dispatch.Tests.Accounts;

/// <summary>Signing in and who may, the same on both databases.</summary>
public abstract class AccountTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract Database Make();

    [Fact]
    public async Task The_first_accounts_are_made_once_and_their_passwords_printed_once()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Look(data => data.Accounts.ExecuteDeleteAsync(Token));

        // Several processes that start at the same moment.
        var consoles = Enumerable.Range(0, 4).Select(_ => new StringWriter()).ToList();
        await Task.WhenAll(consoles.Select(console => Task.Run(() => First(app, console, new AccountOptions { AdviserPassword = "chosen-by-us" }).StartAsync(Token))));
        var printed = Assert.Single(consoles, console => console.ToString().Length > 0).ToString();
        Assert.Equal(3, await app.Look(data => Task.FromResult(data.Accounts.Count())));
        Assert.DoesNotContain("chosen-by-us", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("adviser", printed, StringComparison.Ordinal);

        foreach (var role in new[] { Roles.Operator, Roles.Dispatcher })
        {
            var line = printed.Split('\n').Single(line => line.Trim().StartsWith(role, StringComparison.Ordinal));
            using var answer = await SignIn(app, role, line.Trim().Split(' ')[^1]);
            Assert.Equal(role, (await answer.Json()).Text("role"));
        }

        using var adviser = await SignIn(app, Roles.Adviser, "chosen-by-us");
        Assert.Equal(HttpStatusCode.OK, adviser.StatusCode);

        var later = new StringWriter();
        await First(app, later, new AccountOptions()).StartAsync(Token);
        Assert.Empty(later.ToString());
    }

    [Fact]
    public async Task A_token_opens_the_doors_of_its_role_until_it_expires()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        using var answer = await SignIn(app, "Dispatcher ", "open-sesame-2");
        var signedIn = await answer.Json();
        Assert.Equal("dispatcher", signedIn.Text("role"));
        Assert.InRange(signedIn.Time("expiresAt") - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        using var client = app.With(signedIn.Text("token"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/days", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/accounts", Token)).StatusCode);
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_answer_and_then_have_to_wait()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database, settings: ("Accounts:FreeFailures", "3"));
        var answers = new List<string>[] { [], [] };
        foreach (var (name, list) in new[] { ("operator", answers[0]), ("nobody", answers[1]) })
        {
            for (var attempt = 0; attempt < 4; attempt++)
            {
                using var answer = await SignIn(app, name, "wrong");
                var problem = await answer.Json();
                list.Add($"{(int)answer.StatusCode} {problem.Text("code")} {(answer.Headers.RetryAfter is null ? problem.Text("detail") : "")}");
            }
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.StartsWith("401 wrong-credentials", answers[0][0], StringComparison.Ordinal);
        Assert.StartsWith("429 too-many-attempts", answers[0][3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_may_try_only_so_often_in_a_minute()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database, settings: ("Accounts:AttemptsPerMinute", "4"));
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var answer = await SignIn(app, $"name{attempt}", "wrong");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 4), HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task An_operator_makes_changes_and_removes_accounts_but_not_the_last_operator()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        using var chief = app.As(Roles.Operator, "operator");
        using var made = await chief.PostAsJsonAsync("/api/accounts", new { name = "Carla", role = "dispatcher" }, WireJson.Options, Token);
        Assert.Equal((HttpStatusCode.Created, "/api/accounts/carla"), (made.StatusCode, made.Headers.Location?.ToString()));
        var password = (await made.Json()).Text("password");
        using (var first = await SignIn(app, "carla", password)) Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using (var twice = await chief.PostAsJsonAsync("/api/accounts", new { name = "carla", role = "adviser" }, WireJson.Options, Token))
            Assert.Equal("account-exists", (await twice.Json()).Text("code"));

        using (var changed = await chief.PutAsJsonAsync("/api/accounts/carla", new { role = "operator" }, WireJson.Options, Token))
            Assert.Equal("operator", (await changed.Json()).Text("role"));
        using (var kept = await SignIn(app, "carla", password)) Assert.Equal("operator", (await kept.Json()).Text("role"));
        using (var listed = await chief.GetAsync("/api/accounts", Token))
        {
            var text = await listed.Content.ReadAsStringAsync(Token);
            Assert.Equal(["adviser", "carla", "dispatcher", "operator"], (await listed.Json()).EnumerateArray().Select(account => account.Text("name")));
            Assert.DoesNotContain("password", text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await chief.DeleteAsync("/api/accounts/operator", Token)).StatusCode);
        using (var last = await chief.DeleteAsync("/api/accounts/carla", Token)) Assert.Equal("last-operator", (await last.Json()).Text("code"));
        using (var lowered = await chief.PutAsJsonAsync("/api/accounts/carla", new { role = "adviser" }, WireJson.Options, Token))
            Assert.Equal("last-operator", (await lowered.Json()).Text("code"));
        using (var gone = await SignIn(app, "operator", "open-sesame-1")) Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
        using (var unknown = await chief.DeleteAsync("/api/accounts/operator", Token)) Assert.Equal("unknown-account", (await unknown.Json()).Text("code"));

        // The accounts made at first start do not come back.
        await using var again = await DispatchApp.Start(database);
        Assert.Equal(3, await again.Look(data => Task.FromResult(data.Accounts.Count())));
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("another role")]
    [InlineData("another password")]
    public async Task A_token_is_refused_at_once_when_its_account_is_removed_or_changed(string change)
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        await app.Tell(Days.AreaChanged());
        using var chief = app.As(Roles.Operator, "operator");
        using var client = app.With(await TokenOf(app, "dispatcher", "open-sesame-2"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/days", Token)).StatusCode);
        using var done = change switch
        {
            "removed" => await chief.DeleteAsync("/api/accounts/dispatcher", Token),
            "another role" => await chief.PutAsJsonAsync("/api/accounts/dispatcher", new { role = "adviser" }, WireJson.Options, Token),
            _ => await chief.PutAsJsonAsync("/api/accounts/dispatcher", new { password = "a-new-password" }, WireJson.Options, Token),
        };
        Assert.True(done.IsSuccessStatusCode);
        foreach (var path in new[] { "/api/days", "/api/sign-in/renew" })
        {
            using var refused = path == "/api/days" ? await client.GetAsync(path, Token) : await client.PostAsync(path, null, Token);
            Assert.Equal((HttpStatusCode.Unauthorized, "account-changed"), (refused.StatusCode, (await refused.Json()).Text("code")));
        }

        // An account of the same name is another account.
        if (change != "removed") return;
        using var again = await chief.PostAsJsonAsync("/api/accounts", new { name = "dispatcher", role = "dispatcher", password = "open-sesame-2" }, WireJson.Options, Token);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/days", Token)).StatusCode);
    }

    [Fact]
    public async Task A_live_view_ends_soon_after_its_account_is_gone()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database, settings: [("Dispatch:HeartbeatSeconds", "1"), ("Dispatch:PollSeconds", "1")]);
        await app.Tell(Days.AreaChanged());
        using var client = app.With(await TokenOf(app, "dispatcher", "open-sesame-2"));
        await using var stream = await EventStream.Open(client);
        Assert.Equal("ready", (await stream.NextNews()).Kind);
        Assert.Equal("heartbeat", (await stream.Next())!.Value.Kind);
        using var chief = app.As(Roles.Operator, "operator");
        Assert.Equal(HttpStatusCode.NoContent, (await chief.DeleteAsync("/api/accounts/dispatcher", Token)).StatusCode);

        // One more sign of life may have been on its way; without the check they go on for half an hour.
        var more = 0;
        while (await stream.Next() is not null) Assert.True(++more <= 3, "the view goes on");
    }

    [Fact]
    public async Task A_token_is_renewed_while_the_account_is_as_it_was()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        using var client = app.With(await TokenOf(app, "adviser", "open-sesame-3"));
        using var renewed = await client.PostAsync("/api/sign-in/renew", null, Token);
        var answer = await renewed.Json();
        Assert.Equal((HttpStatusCode.OK, "adviser", "adviser"), (renewed.StatusCode, answer.Text("name"), answer.Text("role")));
        using var next = app.With(answer.Text("token"));
        Assert.Equal(HttpStatusCode.OK, (await next.PostAsync("/api/sign-in/renew", null, Token)).StatusCode);

        // A token that nobody signed in for is not prolonged.
        using var made = app.As(Roles.Adviser, "adviser");
        using var refused = await made.PostAsync("/api/sign-in/renew", null, Token);
        Assert.Equal((HttpStatusCode.Unauthorized, "session-over"), (refused.StatusCode, (await refused.Json()).Text("code")));
    }

    [Fact]
    public async Task Whoever_knows_the_present_password_may_choose_another()
    {
        await using var database = Make();
        await using var app = await DispatchApp.Start(database);
        using var adviser = app.As(Roles.Adviser, "adviser");
        using (var wrong = await Change("nonsense", "a-new-password")) Assert.Equal((HttpStatusCode.UnprocessableEntity, "wrong-password"), (wrong.StatusCode, (await wrong.Json()).Text("code")));
        using (var weak = await Change("open-sesame-3", "short")) Assert.Equal(["new"], (await weak.Json()).GetProperty("errors").EnumerateObject().Select(error => error.Name));
        using (var done = await Change("open-sesame-3", "a-new-password")) Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        using (var old = await SignIn(app, "adviser", "open-sesame-3")) Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        using (var now = await SignIn(app, "adviser", "a-new-password")) Assert.Equal(HttpStatusCode.OK, now.StatusCode);

        Task<HttpResponseMessage> Change(string present, string @new) =>
            adviser.PutAsJsonAsync("/api/accounts/me/password", new { present, @new }, WireJson.Options, Token);
    }

    private static FirstAccounts First(DispatchApp app, TextWriter console, AccountOptions options) => new(
        app.Services.GetRequiredService<IServiceScopeFactory>(), app.Services.GetRequiredService<Passwords>(), Options.Create(options), TimeProvider.System, console);

    private static async Task<string> TokenOf(DispatchApp app, string name, string password)
    {
        using var answer = await SignIn(app, name, password);
        return (await answer.Json()).Text("token");
    }

    private static Task<HttpResponseMessage> SignIn(DispatchApp app, string name, string password) =>
        app.Stranger.PostAsJsonAsync("/api/sign-in", new { name, password }, WireJson.Options, Token);
}

public sealed class SqliteAccountTests : AccountTests
{
    private protected override Database Make() => Database.Sqlite();
}

public sealed class PostgresAccountTests : AccountTests
{
    private protected override Database Make() => Database.Postgres();
}
