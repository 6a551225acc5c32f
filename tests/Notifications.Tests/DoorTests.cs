using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Routing.Notifications.Tests;

public sealed class DoorTests
{
    [Fact]
    public async Task A_stranger_is_let_in_nowhere()
    {
        var token = TestContext.Current.CancellationToken;
        var data = Directory.CreateTempSubdirectory("notifications-").FullName;
        await using (var process = await NotificationsProcess.Start(data, token))
        {
            var answers = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var endpoint in process.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            {
                var route = endpoint.RoutePattern.RawText!;
                if (!route.StartsWith("/api", StringComparison.Ordinal)) continue;
                var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single();
                var path = route.Replace("{id:guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal).Replace("{workshopId:guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);
                using var call = new HttpRequestMessage(new(method), path.Replace("{language}", "en", StringComparison.Ordinal).Replace("{what}", "booked", StringComparison.Ordinal));
                if (method is "POST" or "PUT") call.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                using var answer = await process.Stranger.SendAsync(call, token);
                answers[$"{method} {route.TrimEnd('/')}"] = (int)answer.StatusCode;
            }

            Assert.Equal(
                new SortedDictionary<string, int>(StringComparer.Ordinal)
                {
                    ["DELETE /api/templates/{workshopId:guid}/{language}/{what}"] = 401,
                    ["DELETE /api/webhooks/{id:guid}"] = 401,
                    ["GET /api/notifications"] = 401,
                    ["GET /api/notifications/{id:guid}"] = 401,
                    ["GET /api/templates/{workshopId:guid}"] = 401,
                    ["GET /api/webhooks"] = 401,
                    ["POST /api/notifications/{id:guid}/redeliver"] = 401,
                    ["POST /api/templates/preview"] = 401,
                    ["POST /api/webhooks"] = 401,
                    ["POST /api/webhooks/{id:guid}/redeliver"] = 401,
                    ["PUT /api/templates/{workshopId:guid}/{language}/{what}"] = 401,
                },
                answers);
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public void The_table_of_faults_is_complete()
    {
        var rows = typeof(NotificationsFaults).GetFields().Where(f => f.FieldType == typeof(Defaults.Problems.Fault)).Select(f => (Defaults.Problems.Fault)f.GetValue(null)!).ToList();
        Assert.Equal(rows, NotificationsFaults.All);
        Assert.Equal(rows.Count, rows.Select(f => f.Code).Distinct(StringComparer.Ordinal).Count());
        Assert.All(rows, f => Assert.InRange(f.Status, 400, 599));
    }
}
