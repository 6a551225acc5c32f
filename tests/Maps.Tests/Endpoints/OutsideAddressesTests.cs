using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Routing.Maps.Tests.Endpoints;

/// <summary>Maps as it asks a server of somebody else's for addresses: here a small one that answers in Photon's and Nominatim's forms.</summary>
public sealed class OutsideAddressesTests : IAsyncLifetime
{
    private const string PhotonAnswer = """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","geometry":{"type":"Point","coordinates":[7.4210,43.7380]},
           "properties":{"osm_type":"W","osm_id":12,"osm_key":"building","osm_value":"yes","type":"house","housenumber":"4","street":"Rue Grimaldi","district":"La Condamine","city":"Monaco","postcode":"98000","country":"Monaco","countrycode":"MC"}},
          {"type":"Feature","geometry":{"type":"Point","coordinates":[7.4200,43.7370]},
           "properties":{"osm_type":"W","osm_id":13,"osm_key":"highway","osm_value":"secondary","type":"street","name":"Rue Grimaldi","city":"Monaco","countrycode":"MC","extent":[7.416,43.739,7.422,43.735]}}]}
        """;

    private const string NominatimPlace = """
        {"osm_type":"way","osm_id":12,"lat":"43.7380","lon":"7.4210","category":"building","type":"yes","name":"","importance":0.4,"boundingbox":["43.1","43.2","7.1","7.2"],
         "address":{"house_number":"4","road":"Rue Grimaldi","suburb":"La Condamine","city":"Monaco","postcode":"98000","country":"Monaco","country_code":"mc"}}
        """;

    private readonly TempFolder folder = new();
    private readonly List<string> asked = [];
    private WebApplication server = null!;
    private int status = 200;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.MapGet("/{**path}", (HttpContext http, string path) =>
        {
            lock (asked)
                asked.Add($"{path}{http.Request.QueryString}");
            return Results.Content(
                path switch { "photon/api" or "photon/reverse" => PhotonAnswer, "nominatim/search" => $"[{NominatimPlace}]", "nominatim/reverse" => NominatimPlace, "broken/api" => "<html>", _ => "{}" },
                "application/json", statusCode: status);
        });
        await server.StartAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(CancellationToken.None);
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("photon", "photon/api?q=rue%20grimaldi%204&limit=3&lang=fr&lon=7.42&lat=43.73", "photon/reverse?lon=7.42&lat=43.73")]
    [InlineData("nominatim", "nominatim/search?q=rue%20grimaldi%204&format=jsonv2&addressdetails=1&limit=3&accept-language=fr&viewbox=7.17%2C43.98%2C7.67%2C43.48", "nominatim/reverse?lon=7.42&lat=43.73&format=jsonv2&addressdetails=1")]
    public async Task Both_servers_are_asked_in_their_form_and_answered_in_ours(string kind, string search, string reverse)
    {
        await using var maps = await Start(kind, kind);
        var (code, json) = await maps.Get("/api/geocode?q=rue+grimaldi+4&limit=3&lang=fr&lon=7.42&lat=43.73");
        Assert.Equal(HttpStatusCode.OK, code);
        IsTheHouse(json.GetProperty("features")[0].GetProperty("properties"));
        (_, json) = await maps.Get("/api/reverse?lon=7.42&lat=43.73");
        IsTheHouse(json.GetProperty("features")[0].GetProperty("properties"));
        Assert.Equal([search, reverse], asked);
    }

    [Fact]
    public async Task A_street_of_Photon_keeps_its_extent()
    {
        await using var maps = await Start("photon", "photon");
        var (_, json) = await maps.Get("/api/geocode?q=rue+grimaldi");
        var street = json.GetProperty("features")[1].GetProperty("properties");
        Assert.Equal(("street", "Rue Grimaldi"), (street.GetProperty("exactness").GetString(), street.GetProperty("name").GetString()));
        Assert.Equal([7.416, 43.739, 7.422, 43.735], street.GetProperty("extent").EnumerateArray().Select(degrees => degrees.GetDouble()));
    }

    [Theory]
    [InlineData("broken", 200)]
    [InlineData("photon", 404)]
    public async Task A_server_that_does_not_answer_as_it_should_is_named_and_what_was_asked_is_not(string path, int answer)
    {
        status = answer;
        await using var maps = await Start("photon", path);
        var (code, json) = await maps.Get("/api/geocode?q=rue+grimaldi+4");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
        Assert.Equal("geocoder-failed", json.GetProperty("code").GetString());
        var detail = json.GetProperty("detail").GetString()!;
        Assert.Contains("Maps:GeocoderUrl", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("grimaldi", detail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("elsewhere", "http://127.0.0.1:1/")]
    [InlineData("photon", "")]
    public async Task A_setting_that_makes_no_sense_stops_the_start(string kind, string url) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(async () =>
        {
            await using var maps = await MapsProcess.Start(Town.Write(folder.File("town.osm")), folder.File("data"), waits: false, ("Maps:Geocoder", kind), ("Maps:GeocoderUrl", url));
        });

    private Task<MapsProcess> Start(string kind, string path) =>
        MapsProcess.Start(Town.Write(folder.File("town.osm")), folder.File("data"), waits: true, ("Maps:Geocoder", kind), ("Maps:GeocoderUrl", $"{server.Urls.Single()}/{path}/"));

    private static void IsTheHouse(System.Text.Json.JsonElement house)
    {
        string? Text(string name) => house.GetProperty(name).GetString();
        Assert.Equal(("house", "4", "Rue Grimaldi", "La Condamine"), (Text("exactness"), Text("housenumber"), Text("street"), Text("district")));
        Assert.Equal(("Monaco", "98000", "MC", "W"), (Text("city"), Text("postcode"), Text("countrycode"), Text("osm_type")));
        Assert.Equal(12, house.GetProperty("osm_id").GetInt64());
        Assert.InRange(house.GetProperty("distance").GetDouble(), 800, 1000);
    }
}
