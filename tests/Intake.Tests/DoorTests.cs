using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Problems;

namespace Routing.Intake.Tests;

public sealed class DoorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_is_let_in_nowhere()
    {
        await using var intake = await IntakeProcess.Start(Token);
        var answers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var endpoint in intake.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = endpoint.RoutePattern.RawText!;
            if (!route.StartsWith("/api", StringComparison.Ordinal)) continue;
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single();
            var path = route.Replace("{id:guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal).Replace("{secret}", "guessed", StringComparison.Ordinal);
            using var call = new HttpRequestMessage(new(method), path);
            if (method is "POST" or "PUT") call.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            using var answer = await intake.Stranger.SendAsync(call, Token);
            answers[$"{method} {route.TrimEnd('/')}"] = (int)answer.StatusCode;
        }

        Assert.Equal(
            new SortedDictionary<string, int>(StringComparer.Ordinal)
            {
                ["DELETE /api/booking-keys/{id:guid}"] = 401,
                ["DELETE /api/requests/{id:guid}"] = 401,
                ["DELETE /api/track/{secret}"] = 404,
                ["GET /api/booking-keys"] = 401,
                ["GET /api/booking/geocode"] = 401,
                ["GET /api/booking/reverse"] = 401,
                ["GET /api/booking/workshops"] = 401,
                ["GET /api/requests"] = 401,
                ["GET /api/requests/{id:guid}"] = 401,
                ["GET /api/track/{secret}"] = 404,
                ["GET /api/track/{secret}/events"] = 404,
                ["GET /api/track/{secret}/geocode"] = 404,
                ["GET /api/track/{secret}/reverse"] = 404,
                ["POST /api/vehicles/positions"] = 401,
                ["PUT /api/track/{secret}/place"] = 404,
                ["PUT /api/track/{secret}/handover"] = 404,
                ["POST /api/track/{secret}/countersign"] = 404,
                ["POST /api/track/{secret}/dispute"] = 404,
                ["PUT /api/requests/{id:guid}/handover"] = 401,
                ["POST /api/booking-keys"] = 401,
                ["POST /api/requests"] = 401,
                ["POST /api/slots"] = 401,
                ["POST /api/imports/requests"] = 401,
                ["POST /api/track/{secret}/messages"] = 404,
                ["POST /api/track/{secret}/slots"] = 404,
                ["PUT /api/requests/{id:guid}"] = 401,
                ["PUT /api/track/{secret}"] = 404,
            },
            answers);
    }

    [Fact]
    public async Task Who_guesses_too_often_has_to_wait()
    {
        await using var intake = await IntakeProcess.Start(Token, settings: "--Intake:CallsPerMinuteAndAddress=5");
        var statuses = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            using var answer = await intake.Stranger.GetAsync($"/api/track/guess{i}", Token);
            statuses.Add((int)answer.StatusCode);
            if (statuses[^1] == 429) Assert.NotNull(answer.Headers.RetryAfter);
        }

        Assert.Equal([404, 404, 404, 404, 404], statuses.Take(5));
        Assert.Contains(429, statuses);
        using var staff = await intake.Adviser.GetAsync("/api/booking/workshops", Token);
        Assert.Equal(200, (int)staff.StatusCode);
    }

    [Fact]
    public void The_table_of_faults_is_complete()
    {
        var rows = typeof(IntakeFaults).GetFields().Where(f => f.FieldType == typeof(Fault)).Select(f => (Fault)f.GetValue(null)!).ToList();
        Assert.Equal(rows.OrderBy(f => f.Code, StringComparer.Ordinal), IntakeFaults.All.OrderBy(f => f.Code, StringComparer.Ordinal));
        Assert.Equal(rows.Count, rows.Select(f => f.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(rows, f => Assert.InRange(f.Status, 400, 599));
    }
}
