using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Routing.Defaults.Doors;

namespace Routing.Host.Tests;

/// <summary>Who may enter where, over every endpoint of every service as the one process serves them.</summary>
public sealed partial class DoorsTests(HostFixture host) : IClassFixture<HostFixture>
{
    /// <summary>
    /// Method, route, door and what a stranger gets. A new endpoint is written down here on purpose or fails the first test;
    /// one that lets a stranger in fails the second however it is written down.
    /// </summary>
    private static readonly string[] Expected =
    [
        "DELETE /api/accounts/{name} -> Operator -> 401",
        "DELETE /api/booking-keys/{id:guid} -> Operator -> 401",
        "DELETE /api/devices/{deviceId:guid} -> Dispatcher -> 401",
        "DELETE /api/requests/{id:guid} -> Adviser -> 401",
        "DELETE /api/road-conditions/{id:guid} -> Dispatcher -> 401",
        "DELETE /api/track/{secret}/ -> Link -> 404",
        "DELETE /api/webhooks/{id:guid} -> Operator -> 401",
        "GET /api/accounts/ -> Operator -> 401",
        "GET /api/areas/ -> Adviser -> 401",
        "GET /api/areas/{area} -> Adviser -> 401",
        "GET /api/areas/{area}/charging-stations/ -> Adviser -> 401",
        "GET /api/boards/{workshopId:guid} -> Adviser -> 401",
        "GET /api/booking-keys/ -> Operator -> 401",
        "GET /api/booking/workshops -> Booking -> 401",
        "GET /api/commands/{id:guid} -> Dispatcher -> 401",
        "GET /api/days/ -> Dispatcher -> 401",
        "GET /api/days/{area}/{day} -> Dispatcher -> 401",
        "GET /api/days/{area}/{day}/draft -> Dispatcher -> 401",
        "GET /api/days/{area}/{day}/events -> Dispatcher -> 401",
        "GET /api/days/{area}/{day}/history -> Dispatcher -> 401",
        "GET /api/days/{area}/figures -> Dispatcher -> 401",
        "GET /api/days/{area}/moves.csv -> Dispatcher -> 401",
        "GET /api/days/{area}/{day}/moves/{moveId:guid}/drivers -> Dispatcher -> 401",
        "GET /api/days/{area}/{day}/messages/ -> Dispatcher -> 401",
        "GET /api/devices/ -> Dispatcher -> 401",
        "GET /api/courtesy-cars/ -> Adviser -> 401",
        "GET /api/courtesy-cars/{courtesyCarId:guid} -> Adviser -> 401",
        "GET /api/courtesy-cars/{courtesyCarId:guid}/loans -> Adviser -> 401",
        "POST /api/courtesy-cars/ -> Adviser -> 401",
        "PUT /api/courtesy-cars/{courtesyCarId:guid} -> Adviser -> 401",
        "PUT /api/courtesy-cars/{courtesyCarId:guid}/loan -> Adviser -> 401",
        "DELETE /api/courtesy-cars/{courtesyCarId:guid}/loan -> Adviser -> 401",
        "PUT /api/courtesy-cars/{courtesyCarId:guid}/loan/back -> Adviser -> 401",
        "GET /api/drivers/ -> Adviser -> 401",
        "GET /api/drivers/{driverId:guid} -> Adviser -> 401",
        "GET /api/drivers/{driverId:guid}/routes/{day} -> Dispatcher -> 401",
        "GET /api/drivers/{driverId:guid}/routes/{day}.gpx -> Dispatcher -> 401",
        "GET /api/drivers/{driverId:guid}/routes/{day}.html -> Dispatcher -> 401",
        "GET /api/drivers/{driverId:guid}/routes/{day}.pdf -> Dispatcher -> 401",
        "GET /api/geocode -> SignedIn -> 401",
        "GET /api/notifications/ -> Adviser -> 401",
        "GET /api/notifications/{id:guid} -> Adviser -> 401",
        "GET /api/region/ -> SignedIn -> 401",
        "GET /api/region/reload/ -> Operator -> 401",
        "GET /api/reports -> Adviser -> 401",
        "GET /api/corrections -> Adviser -> 401",
        "POST /api/stops/{moveId:guid}/{stopIndex:int}/corrections -> Dispatcher -> 401",
        "GET /api/reports/{reportId:guid}/ -> SignedIn -> 401",
        "GET /api/reports/{reportId:guid}/photos/{photoId:guid} -> SignedIn -> 401",
        "GET /api/requests/ -> Adviser -> 401",
        "GET /api/requests/{id:guid} -> Adviser -> 401",
        "GET /api/reverse -> SignedIn -> 401",
        "GET /api/road-conditions/ -> Dispatcher -> 401",
        "GET /api/road-conditions/{id:guid} -> Dispatcher -> 401",
        "GET /api/route.gpx -> Device -> 401",
        "GET /api/route.html -> Device -> 401",
        "GET /api/route.json -> Device -> 401",
        "GET /api/route.pdf -> Device -> 401",
        "GET /api/route/ -> Device -> 401",
        "GET /api/stops/{moveId:guid}/{stopIndex:int}/contact -> Device -> 401",
        "GET /api/track/{secret}/ -> Link -> 404",
        "GET /api/webhooks/ -> Operator -> 401",
        "GET /api/workshops/ -> Adviser -> 401",
        "GET /api/workshops/{workshopId:guid} -> Adviser -> 401",
        "GET /api/workshops/{workshopId:guid}/service-area -> Adviser -> 401",
        "GET /api/workshops/{workshopId:guid}/steps/ -> Adviser -> 401",
        "PUT /api/workshops/{workshopId:guid}/steps/ -> Adviser -> 401",
        "GET / -> Anyone -> 200",
        "GET /assets/{**file} -> Anyone -> 404",
        "GET /book -> Anyone -> 200",
        "GET /design -> Anyone -> 200",
        "GET /dispatch -> Anyone -> 200",
        "GET /glyphs/{fontstack}/{range}.pbf -> Anyone -> 404",
        "GET /drive -> Anyone -> 200",
        "GET /drive/app.webmanifest -> Anyone -> 200",
        "GET /drive/worker.js -> Anyone -> 200",
        "GET /track/{secret} -> Anyone -> 200",
        "GET /workshop -> Anyone -> 200",
        "GET /api/booking/geocode -> Booking -> 401",
        "GET /api/booking/reverse -> Booking -> 401",
        "GET /api/devices/tracker -> Device -> 401",
        "GET /api/drivers/{driverId:guid}/picture/ -> Adviser -> 401",
        "PUT /api/drivers/{driverId:guid}/picture/ -> Dispatcher -> 401",
        "DELETE /api/drivers/{driverId:guid}/picture/ -> Dispatcher -> 401",
        "DELETE /api/templates/{workshopId:guid}/{language}/{what} -> Adviser -> 401",
        "GET /api/templates/{workshopId:guid} -> Adviser -> 401",
        "GET /api/track/{secret}/events -> Link -> 404",
        "GET /api/track/{secret}/geocode -> Link -> 404",
        "GET /api/track/{secret}/reverse -> Link -> 404",
        "PUT /api/track/{secret}/place -> Link -> 404",
        "PUT /api/track/{secret}/handover -> Link -> 404",
        "POST /api/track/{secret}/countersign -> Link -> 404",
        "POST /api/track/{secret}/dispute -> Link -> 404",
        "PUT /api/requests/{id:guid}/handover -> Adviser -> 401",
        "POST /api/vehicles/positions -> Booking -> 401",
        "POST /api/track/{secret}/messages -> Link -> 404",
        "POST /api/track/{secret}/slots -> Link -> 404",
        "GET /api/trackers/{deviceId:guid}/{secret}/ -> Link -> 404",
        "POST /api/trackers/{deviceId:guid}/{secret}/ -> Link -> 404",
        "GET /api/visits/{requestId:guid}/{secret}/driver -> Link -> 404",
        "GET /api/visits/{requestId:guid}/{secret}/driver/picture -> Link -> 404",
        "GET /api/visits/{requestId:guid}/{secret}/reports -> Link -> 404",
        "GET /api/visits/{requestId:guid}/{secret}/reports/{reportId:guid}/photos/{photoId:guid} -> Link -> 404",
        "GET /health/live -> Anyone -> 200",
        "GET /health/ready -> Anyone -> 200",
        "GET /icon.svg -> Anyone -> 200",
        "GET /isochrone/v1/{profile}/{coordinate} -> SignedIn -> 401",
        "GET /match/v1/{profile}/{**coordinates} -> SignedIn -> 401",
        "GET /match/{version}/{**rest} -> SignedIn -> 401",
        "GET /nearest/v1/{profile}/{**coordinates} -> SignedIn -> 401",
        "GET /nearest/{version}/{**rest} -> SignedIn -> 401",
        "GET /openapi/{documentName}.json -> Anyone -> 200",
        "GET /route/v1/{profile}/{**coordinates} -> SignedIn -> 401",
        "GET /route/{version}/{**rest} -> SignedIn -> 401",
        "GET /sheet/{secret} -> Link -> 404",
        "GET /sprites/{sheet}.json -> Anyone -> 404",
        "GET /sprites/{sheet}.png -> Anyone -> 404",
        "GET /static/{theme}/{view}/{size}.jpg -> SignedIn -> 401",
        "GET /static/{theme}/{view}/{size}.png -> SignedIn -> 401",
        "GET /style/{theme}.json -> Anyone -> 404",
        "GET /table/v1/{profile}/{**coordinates} -> SignedIn -> 401",
        "GET /table/{version}/{**rest} -> SignedIn -> 401",
        "GET /tile/{version}/{**rest} -> SignedIn -> 401",
        "GET /tiles.json -> Anyone -> 200",
        "GET /tiles/{z:int}/{x:int}/{y:int}.mvt -> Anyone -> 204",
        "GET /trip/{version}/{**rest} -> SignedIn -> 401",
        "POST /static/{theme}/{view}/{size}.jpg -> SignedIn -> 401",
        "POST /static/{theme}/{view}/{size}.png -> SignedIn -> 401",
        "POST /api/accounts/ -> Operator -> 401",
        "POST /api/booking-keys/ -> Operator -> 401",
        "POST /api/boards/{workshopId:guid}/cars/{requestId:guid}/check-in -> Adviser -> 401",
        "POST /api/boards/{workshopId:guid}/cars/{requestId:guid}/ready -> Adviser -> 401",
        "POST /api/days/{area}/{day}/commands/add-driver -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/commands/discard-draft -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/commands/lock-stop -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/commands/move-stop -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/commands/publish -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/commands/remove-driver -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/commands/replan -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/commands/unassign-stop -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/trials -> Dispatcher -> 401",
        "POST /api/imports/drivers -> Dispatcher -> 401",
        "POST /api/imports/requests -> Adviser -> 401",
        "POST /api/imports/workshops -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/messages/ -> Dispatcher -> 401",
        "POST /api/days/{area}/{day}/messages/read -> Dispatcher -> 401",
        "POST /api/devices/pair -> Anyone -> 404",
        "POST /api/drivers/ -> Dispatcher -> 401",
        "POST /api/drivers/{driverId:guid}/pairing-codes -> Dispatcher -> 401",
        "POST /api/notifications/{id:guid}/redeliver -> Adviser -> 401",
        "GET /api/messages/ -> Device -> 401",
        "POST /api/messages/ -> Device -> 401",
        "POST /api/positions -> Device -> 401",
        "POST /api/region/reload/ -> Operator -> 401",
        "POST /api/reports/{reportId:guid}/photos -> Device -> 401",
        "POST /api/requests -> Booking -> 401",
        "POST /api/road-conditions/ -> Dispatcher -> 401",
        "POST /api/road-conditions/{id:guid}/confirm -> Dispatcher -> 401",
        "POST /api/roads/closed -> Device -> 401",
        "POST /api/route/acknowledge -> Device -> 401",
        "POST /api/route/unavailable -> Device -> 401",
        "POST /api/sign-in -> Anyone -> 400",
        "POST /api/sign-in/renew -> Adviser -> 401",
        "POST /api/slots -> Booking -> 401",
        "POST /api/stops/{moveId:guid}/{stopIndex:int}/arrive -> Device -> 401",
        "POST /api/stops/{moveId:guid}/{stopIndex:int}/collect -> Device -> 401",
        "POST /api/stops/{moveId:guid}/{stopIndex:int}/depart -> Device -> 401",
        "POST /api/stops/{moveId:guid}/{stopIndex:int}/fail -> Device -> 401",
        "POST /api/stops/{moveId:guid}/{stopIndex:int}/late -> Device -> 401",
        "POST /api/stops/{moveId:guid}/{stopIndex:int}/hand-over -> Device -> 401",
        "POST /api/templates/preview -> Adviser -> 401",
        "POST /api/visits/{requestId:guid}/{secret}/reports/{reportId:guid}/photos -> Link -> 404",
        "POST /api/webhooks/ -> Operator -> 401",
        "POST /api/webhooks/{id:guid}/redeliver -> Operator -> 401",
        "POST /api/workshops/ -> Dispatcher -> 401",
        "POST /vroom -> Adviser -> 401",
        "PUT /api/accounts/me/password -> Adviser -> 401",
        "PUT /api/accounts/{name} -> Operator -> 401",
        "PUT /api/areas/{area} -> Operator -> 401",
        "PUT /api/areas/{area}/charging-stations/ -> Operator -> 401",
        "PUT /api/drivers/{driverId:guid} -> Dispatcher -> 401",
        "PUT /api/requests/{id:guid} -> Adviser -> 401",
        "PUT /api/road-conditions/{id:guid} -> Dispatcher -> 401",
        "PUT /api/templates/{workshopId:guid}/{language}/{what} -> Adviser -> 401",
        "PUT /api/track/{secret}/ -> Link -> 404",
        "PUT /api/workshops/{workshopId:guid} -> Dispatcher -> 401",
    ];

    /// <summary>What browsers get: no data of anybody's.</summary>
    internal static readonly string[] Pages =
        ["/", "/book", "/track/{secret}", "/drive", "/drive/app.webmanifest", "/drive/worker.js", "/assets/{**file}", "/design", "/dispatch", "/icon.svg", "/workshop"];

    [Fact]
    public async Task Every_endpoint_of_every_service_is_listed_with_its_door_and_its_answer_to_a_stranger()
    {
        var found = new List<string>();
        foreach (var (method, route, door) in Routes())
            found.Add($"{method} {route} -> {door} -> {(int)await Ask(method, route)}");
        found.Sort(StringComparer.Ordinal);
        var expected = Expected.Order(StringComparer.Ordinal).ToList();
        Assert.True(
            expected.SequenceEqual(found, StringComparer.Ordinal),
            $"Not listed:\n{Lines(found.Except(expected, StringComparer.Ordinal))}\nListed, but not so:\n{Lines(expected.Except(found, StringComparer.Ordinal))}");
    }

    [Fact]
    public async Task A_stranger_enters_nowhere_but_where_anyone_may()
    {
        foreach (var (method, route, door) in Routes())
        {
            var status = (int)await Ask(method, route);
            int[] allowed = door switch
            {
                // The description, health, the map, and the two that want a password or a code.
                Door.Anyone => [200, 204, 400, 404],
                Door.Link => [404],
                _ => [401],
            };
            Assert.True(allowed.Contains(status), $"{method} {route} ({door}) answers {status} to a stranger");
        }
    }

    [Fact]
    public void Anyone_enters_at_these_endpoints_and_the_pages_alone()
    {
        Assert.Equal(
            [
                "/api/devices/pair", "/api/sign-in", "/glyphs/{fontstack}/{range}.pbf", "/health/live", "/health/ready", "/openapi/{documentName}.json",
                "/sprites/{sheet}.json", "/sprites/{sheet}.png", "/style/{theme}.json", "/tiles.json", "/tiles/{z:int}/{x:int}/{y:int}.mvt",
            ],
            Routes().Where(each => each.Door == Door.Anyone && !Pages.Contains(each.Route)).Select(each => each.Route).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_description_tells_every_endpoint_and_no_other()
    {
        using var description = JsonDocument.Parse(await host.App.Stranger.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        var told = description.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(call => $"{call.Name.ToUpperInvariant()} {path.Name}"));
        // Health and the description itself are not described, nor what only says that there is no such OSRM service or version.
        string[] undescribed = ["/health/live", "/health/ready", "/openapi/{documentName}.json"];
        var served = Routes().Where(each => !Pages.Contains(each.Route)).Where(each => !undescribed.Contains(each.Route, StringComparer.Ordinal))
            .Where(each => !each.Route.EndsWith("/{**rest}", StringComparison.Ordinal))
            .Select(each => $"{each.Method} {Constraint().Replace(each.Route, "{$1}")}".TrimEnd('/'));
        Assert.Equal(served.Order(StringComparer.Ordinal), told.Select(each => each.TrimEnd('/')).Order(StringComparer.Ordinal));
    }

    private IEnumerable<(string Method, string Route, Door? Door)> Routes() =>
        from endpoint in host.App.Endpoints
        let route = Assert.IsType<RouteEndpoint>(endpoint)
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, "/" + route.RoutePattern.RawText!.TrimStart('/'), route.Metadata.GetMetadata<DoorMetadata>()?.Door);

    /// <summary>A path that fits the route, of things that are not there.</summary>
    internal static string PathOf(string route) =>
        Parameter().Replace(route, parameter => parameter.Groups["name"].Value switch
        {
            "documentName" => "v1",
            "day" => "2031-03-05",
            "coordinates" => "10.001,50;10.009,50",
            "profile" => "driving",
            _ when parameter.Groups["type"].Value == "guid" => "01890a5d-ac96-774b-bcce-000000000001",
            _ when parameter.Groups["type"].Value == "int" => "0",
            _ => "a-guess",
        });

    /// <summary>Asks with no key at all, for things that are not there.</summary>
    private async Task<System.Net.HttpStatusCode> Ask(string method, string route)
    {
        var path = PathOf(route);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT" or "PATCH") request.Content = new StringContent("""{"code":"AAAAAAAA","name":"x"}""", Encoding.UTF8, "application/json");
        using var answer = await host.App.Stranger.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => $"        \"{line}\","));

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)(:(?<type>\w+)[^}]*)?\??\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
