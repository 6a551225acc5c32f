using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Routing.Defaults.Doors;
using Routing.Defaults.Problems;
using Routing.Defaults.Tests.Support;

namespace Routing.Defaults.Tests.Problems;

public sealed class ProblemTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private sealed record Parcel(string Name, int Count, List<Item>? Items);

    private sealed record Item(double Weight);

    private static void Map(WebApplication web)
    {
        web.MapPost("/parcels", (Parcel parcel) => TypedResults.Ok(parcel)).Admits(Door.Anyone);
        web.MapGet("/parcels/{id:int}", (int id) => id).Admits(Door.Anyone);
        web.MapGet("/search", (int limit) => limit).Admits(Door.Anyone);
        web.MapGet("/broken", string () => throw new InvalidOperationException("the secret of the house")).Admits(Door.Anyone);
        web.MapGet("/fault", () => new Fault("unknown-parcel", 422, "There is no such parcel").With("Parcel 7 is not here.")).Admits(Door.Anyone);
        web.MapGet("/room", () => "in").Admits(Door.Operator);
    }

    [Theory]
    [InlineData("{\"name\":\"a\",\"count\":\"many\"}", "$.count")]
    [InlineData("{\"name\":\"a\",\"count\":1,\"items\":[{\"weight\":1},{\"weight\":true}]}", "$.items[1].weight")]
    [InlineData("{\"name\":", "line 1")]
    [InlineData("[", "$")]
    public async Task Bad_json_is_told_where_it_is_bad(string body, string where)
    {
        await using var app = await DefaultsApp.Start(Map);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await app.Stranger.PostAsync("/parcels", content, Token);
        var problem = await Problem(answer, HttpStatusCode.BadRequest);
        Assert.Contains(where, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_body_and_another_kind_of_body_are_the_callers_fault()
    {
        await using var app = await DefaultsApp.Start(Map);
        using var empty = await app.Stranger.PostAsync("/parcels", content: null, Token);
        Assert.InRange((int)empty.StatusCode, 400, 415);
        await Problem(empty, empty.StatusCode);
        using var form = new FormUrlEncodedContent([new("name", "a")]);
        using var other = await app.Stranger.PostAsync("/parcels", form, Token);
        await Problem(other, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_read_is_named()
    {
        await using var app = await DefaultsApp.Start(Map);
        using var wrong = await app.Stranger.GetAsync("/search?limit=many", Token);
        Assert.Contains("limit", (await Problem(wrong, HttpStatusCode.BadRequest)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var missing = await app.Stranger.GetAsync("/search", Token);
        Assert.Contains("limit", (await Problem(missing, HttpStatusCode.BadRequest)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ten_megabytes_are_too_much(bool isLengthTold)
    {
        await using var app = await DefaultsApp.Start(Map);
        var body = $"{{\"name\":\"{new string('x', 10 << 20)}\",\"count\":1}}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/parcels") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = !isLengthTold;

        // Waits for the go-ahead before it sends the body, so that the answer is read and not a broken pipe.
        request.Headers.ExpectContinue = isLengthTold;
        HttpResponseMessage answer;
        try
        {
            answer = await app.Stranger.SendAsync(request, Token);
        }
        catch (HttpRequestException) when (!isLengthTold)
        {
            // The server closed the connection while the rest was still being sent. It goes on serving.
            Assert.Equal(HttpStatusCode.OK, (await app.Stranger.GetAsync("/parcels/1", Token)).StatusCode);
            return;
        }

        using (answer) await Problem(answer, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task What_breaks_inside_stays_inside()
    {
        await using var app = await DefaultsApp.Start(Map);
        using var answer = await app.Stranger.GetAsync("/broken", Token);
        var problem = await Problem(answer, HttpStatusCode.InternalServerError);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Exception", problem.GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task A_refusal_says_what_to_do()
    {
        await using var app = await DefaultsApp.Start(Map);
        using var stranger = await app.Stranger.GetAsync("/room", Token);
        Assert.Contains("/api/sign-in", (await Problem(stranger, HttpStatusCode.Unauthorized)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var adviser = app.As(Roles.Adviser);
        using var forbidden = await adviser.GetAsync("/room", Token);
        Assert.NotEmpty((await Problem(forbidden, HttpStatusCode.Forbidden)).GetProperty("detail").GetString()!);
        using var nowhere = await adviser.GetAsync("/parcels/abc", Token);
        await Problem(nowhere, HttpStatusCode.NotFound);
        using var verb = await adviser.DeleteAsync("/parcels/1", Token);
        await Problem(verb, HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_fault_carries_its_code_and_its_particulars()
    {
        await using var app = await DefaultsApp.Start(Map);
        using var answer = await app.Stranger.GetAsync("/fault", Token);
        var problem = await Problem(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("unknown-parcel", problem.GetProperty("code").GetString());
        Assert.Equal("There is no such parcel", problem.GetProperty("title").GetString());
        Assert.Equal("Parcel 7 is not here.", problem.GetProperty("detail").GetString());
    }

    private static async Task<JsonElement> Problem(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await DefaultsApp.Json(answer);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem;
    }
}
