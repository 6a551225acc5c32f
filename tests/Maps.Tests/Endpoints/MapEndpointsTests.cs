using System.IO.Compression;
using System.Net;
using System.Text.Json;
using NetTopologySuite.IO.VectorTiles.Mapbox;
using Routing.Maps.Style;

namespace Routing.Maps.Tests.Endpoints;

public sealed class MapEndpointsTests(TownFixture town)
{
    private const int Zoom = 14;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tile_holds_the_towns_streets_for_another_programs_reader()
    {
        using var answer = await Ask(TilePath(), gzip: false);
        Assert.Equal((HttpStatusCode.OK, "application/vnd.mapbox-vector-tile"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        var (column, row) = TownTile();
        var tile = new MapboxTileReader().Read(await answer.Content.ReadAsStreamAsync(Ct), new NetTopologySuite.IO.VectorTiles.Tiles.Tile(column, row, Zoom));
        var names = tile.Layers.Single(layer => layer.Name == "road").Features.Select(road => road.Attributes["name"]);
        Assert.Contains("Upper Street", names);
    }

    [Fact]
    public async Task A_tile_comes_compressed_where_the_caller_can_read_that_and_is_the_same()
    {
        using var plain = await Ask(TilePath(), gzip: false);
        using var zipped = await Ask(TilePath(), gzip: true);
        Assert.Equal(["gzip"], zipped.Content.Headers.ContentEncoding);
        await using var unzipped = new GZipStream(await zipped.Content.ReadAsStreamAsync(Ct), CompressionMode.Decompress);
        var bytes = new MemoryStream();
        await unzipped.CopyToAsync(bytes, Ct);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(Ct), bytes.ToArray());
    }

    [Fact]
    public async Task A_tile_that_the_caller_has_is_not_sent_again()
    {
        using var first = await Ask(TilePath(), gzip: true);
        using var again = new HttpRequestMessage(HttpMethod.Get, TilePath());
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var answer = await town.Maps.Http.SendAsync(again, Ct);
        Assert.Equal((HttpStatusCode.NotModified, 0), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync(Ct)).Length));
    }

    [Fact]
    public async Task A_tile_of_this_version_of_the_map_may_be_kept_for_ever_and_others_are_asked_again()
    {
        var (_, json) = await town.Maps.Get("/tiles.json");
        var (column, row) = TownTile();
        var address = json.GetProperty("tiles")[0].GetString()!.Replace("{z}", $"{Zoom}", StringComparison.Ordinal)
            .Replace("{x}", $"{column}", StringComparison.Ordinal).Replace("{y}", $"{row}", StringComparison.Ordinal);
        using var versioned = await Ask(address, gzip: true);
        Assert.Equal(HttpStatusCode.OK, versioned.StatusCode);
        Assert.Contains("immutable", versioned.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var other = await Ask(TilePath() + "?v=older", gzip: true);
        Assert.True(other.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Where_nothing_is_drawn_there_is_no_content()
    {
        using var answer = await Ask("/tiles/14/0/0.mvt", gzip: true);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData("/tiles/17/0/0.mvt")]
    [InlineData("/tiles/3/8/0.mvt")]
    [InlineData("/tiles/3/0/-1.mvt")]
    [InlineData("/tiles/-1/0/0.mvt")]
    public async Task There_is_no_tile_outside_the_world(string path)
    {
        var (status, json) = await town.Maps.Get(path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid-value", json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task TileJSON_says_where_tiles_are_and_what_they_cover()
    {
        var (_, json) = await town.Maps.Get("/tiles.json");
        Assert.Equal("3.0.0", json.GetProperty("tilejson").GetString());
        Assert.Equal("(c) OpenStreetMap contributors, ODbL", json.GetProperty("attribution").GetString());
        double[] bounds = [.. json.GetProperty("bounds").EnumerateArray().Select(degrees => degrees.GetDouble())];
        Assert.Equal(Town.Lon(0), bounds[0], 1e-5);
        Assert.Equal(Town.Lat(0), bounds[1], 1e-5);
        Assert.Equal(Town.Lon(301), bounds[2], 1e-5);
        Assert.Equal(Town.Lat(300), bounds[3], 1e-5);
    }

    [Fact]
    public async Task Behind_a_proxy_addresses_are_the_proxys()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/style/day.json");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "maps.example.com");
        using var answer = await town.Maps.Http.SendAsync(request, Ct);
        var style = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.Equal("https://maps.example.com/tiles.json", style.GetProperty("sources").GetProperty("map").GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("day")]
    [InlineData("night")]
    public async Task All_that_a_style_names_is_served(string theme)
    {
        var (status, style) = await town.Maps.Get($"/style/{theme}.json");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain("\"@", style.GetRawText(), StringComparison.Ordinal);
        var (_, tiles) = await town.Maps.Get(style.GetProperty("sources").GetProperty("map").GetProperty("url").GetString()!);
        var layers = tiles.GetProperty("vector_layers").EnumerateArray().Select(layer => layer.GetProperty("id").GetString()).ToList();
        foreach (var ratio in (string[])["", "@2x"])
        {
            var (_, signs) = await town.Maps.Get($"{style.GetProperty("sprite").GetString()}{ratio}.json");
            Assert.All(["oneway", "shield", "hospital", "station", "parking"], name => Assert.True(signs.TryGetProperty(name, out _), name));
            using var picture = await Ask($"{style.GetProperty("sprite").GetString()}{ratio}.png", gzip: false);
            Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
        }

        foreach (var layer in style.GetProperty("layers").EnumerateArray())
        {
            if (layer.TryGetProperty("source-layer", out var drawn))
                Assert.Contains(drawn.GetString(), layers);
            if (!layer.TryGetProperty("layout", out var layout) || !layout.TryGetProperty("text-font", out var fonts))
                continue;
            var letters = style.GetProperty("glyphs").GetString()!.Replace("{fontstack}", fonts[0].GetString(), StringComparison.Ordinal).Replace("{range}", "0-255", StringComparison.Ordinal);
            using var answer = await Ask(letters, gzip: false);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public void Day_and_night_name_the_same_colours() =>
        Assert.Equal(MapStyle.Palette("day").Keys.Order(StringComparer.Ordinal), MapStyle.Palette("night").Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("/style/dusk.json")]
    [InlineData("/sprites/dusk.png")]
    [InlineData("/sprites/day@3x.json")]
    [InlineData("/glyphs/Comic Sans/0-255.pbf")]
    [InlineData("/glyphs/Noto Sans Regular/1-256.pbf")]
    [InlineData("/glyphs/Noto Sans Regular/65536-65791.pbf")]
    [InlineData("/glyphs/Noto Sans Regular/many.pbf")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var answer = await Ask(path, gzip: false);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_map_is_shown_to_who_is_not_signed_in_and_addresses_are_not()
    {
        using var stranger = new HttpClient { BaseAddress = town.Maps.Http.BaseAddress };
        foreach (var path in (string[])[TilePath(), "/tiles.json", "/style/day.json", "/sprites/day.png", "/glyphs/Noto Sans Bold/0-255.pbf"])
            Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(path, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/geocode?q=upper", Ct)).StatusCode);
    }

    private static (int Column, int Row) TownTile()
    {
        var latitude = Town.Lat(2) * Math.PI / 180;
        var column = (Town.Lon(5) + 180) / 360 * (1 << Zoom);
        var row = (1 - (Math.Asinh(Math.Tan(latitude)) / Math.PI)) / 2 * (1 << Zoom);
        return ((int)column, (int)row);
    }

    private static string TilePath() => $"/tiles/{Zoom}/{TownTile().Column}/{TownTile().Row}.mvt";

    private async Task<HttpResponseMessage> Ask(string path, bool gzip)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (gzip)
            request.Headers.AcceptEncoding.Add(new("gzip"));
        return await town.Maps.Http.SendAsync(request, Ct);
    }
}
