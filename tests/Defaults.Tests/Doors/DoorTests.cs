using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using Routing.Defaults.Doors;
using Routing.Defaults.Tests.Support;

namespace Routing.Defaults.Tests.Doors;

public sealed class DoorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Door.Anyone, "stranger,adviser,dispatcher,operator,device,service")]
    [InlineData(Door.Link, "stranger,adviser,dispatcher,operator,device,service")]
    [InlineData(Door.Booking, "stranger,adviser,dispatcher,operator,device,service")]
    [InlineData(Door.Adviser, "adviser,dispatcher,operator")]
    [InlineData(Door.Dispatcher, "dispatcher,operator")]
    [InlineData(Door.Operator, "operator")]
    [InlineData(Door.Device, "device")]
    [InlineData(Door.SignedIn, "adviser,dispatcher,operator,device,service")]
    public async Task A_door_lets_in_whom_it_names_and_nobody_else(Door door, string admitted)
    {
        await using var app = await DefaultsApp.Start(web => web.MapGet("/room", () => "in").Admits(door));
        foreach (var role in new[] { "stranger", "adviser", "dispatcher", "operator", "device", "service" })
        {
            using var client = role == "stranger" ? new HttpClient { BaseAddress = app.Stranger.BaseAddress } : app.As(role);
            using var answer = await client.GetAsync("/room", Token);
            var expected = admitted.Split(',').Contains(role) ? HttpStatusCode.OK : role == "stranger" ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;
            Assert.True(expected == answer.StatusCode, $"{role}: {answer.StatusCode}");
        }
    }

    [Fact]
    public void No_door_is_missing_from_the_list_above()
    {
        var listed = typeof(DoorTests).GetMethod(nameof(A_door_lets_in_whom_it_names_and_nobody_else))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>().Select(data => (Door)data.Data[0]!);
        Assert.Equal(Enum.GetValues<Door>().Order(), listed.Order());
    }

    [Fact]
    public async Task An_endpoint_that_states_no_door_is_shut_to_all()
    {
        await using var app = await DefaultsApp.Start(web => web.MapGet("/forgotten", () => "in"));
        using var stranger = await app.Stranger.GetAsync("/forgotten", Token);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        using var chief = app.As(Roles.Operator);
        using var answer = await chief.GetAsync("/forgotten", Token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_door_on_a_group_holds_for_all_of_it()
    {
        await using var app = await DefaultsApp.Start(web =>
        {
            var group = web.MapGroup("/rooms").Admits(Door.Operator);
            group.MapGet("/one", () => "in");
            group.MapGet("/two", () => "in");
        });
        foreach (var path in new[] { "/rooms/one", "/rooms/two" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await app.Stranger.GetAsync(path, Token)).StatusCode);
    }

    [Fact]
    public async Task A_token_that_is_not_ours_or_not_now_is_no_token()
    {
        await using var app = await DefaultsApp.Start(web => web.MapGet("/room", () => "in").Admits(Door.SignedIn));
        var tokens = app.Services.GetRequiredService<Tokens>();
        var good = tokens.Issue("ana", Roles.Operator, TimeSpan.FromHours(1));
        var parts = good.Split('.');
        var longAgo = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-2));
        var soon = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(2));
        var key = SigningKeyOf(app);
        var foreign = new Tokens(new SymmetricSecurityKey(Encoding.ASCII.GetBytes(new string('x', 48))), TimeProvider.System);
        (string What, string Token)[] bad =
        [
            ("expired", new Tokens(key, longAgo).Issue("ana", Roles.Operator, TimeSpan.FromHours(1))),
            ("not yet valid", new Tokens(key, soon).Issue("ana", Roles.Operator, TimeSpan.FromHours(1))),
            ("signed by another key", foreign.Issue("ana", Roles.Operator, TimeSpan.FromHours(1))),
            ("changed", $"{parts[0]}.{Encode(Decode(parts[1]).Replace("ana", "eva", StringComparison.Ordinal))}.{parts[2]}"),
            ("unsigned", $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}."),
            ("nonsense", "nonsense"),
        ];
        using (var client = app.With(good)) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/room", Token)).StatusCode);
        using (var client = app.With(new Tokens(key, TimeProvider.System).Issue("ana", Roles.Operator, TimeSpan.FromHours(1))))
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/room", Token)).StatusCode);
        foreach (var (what, token) in bad)
        {
            using var client = app.With(token);
            var status = (await client.GetAsync("/room", Token)).StatusCode;
            Assert.True(status == HttpStatusCode.Unauthorized, $"{what}: {status}");
        }
    }

    [Fact]
    public async Task A_token_in_the_query_counts_for_event_streams_alone()
    {
        await using var app = await DefaultsApp.Start(web => web.MapGet("/room", () => "in").Admits(Door.Dispatcher));
        var path = $"/room?access_token={app.Services.GetRequiredService<Tokens>().Issue("ana", Roles.Dispatcher, TimeSpan.FromHours(1))}";
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Stranger.GetAsync(path, Token)).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var answer = await app.Stranger.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_says_who_it_is()
    {
        await using var app = await DefaultsApp.Start(web => web.MapGet("/me", (System.Security.Claims.ClaimsPrincipal me) => me.Identity!.Name).Admits(Door.SignedIn));
        using var client = app.As(Roles.Device);
        Assert.Equal("somebody", await client.GetStringAsync("/me", Token));
    }

    private static SymmetricSecurityKey SigningKeyOf(DefaultsApp app) =>
        SigningKey.Load(app.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>());

    private static string Decode(string part) => Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(part));

    private static string Encode(string text) => Base64UrlEncoder.Encode(text);
}
