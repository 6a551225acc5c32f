using System.Globalization;
using System.Net;
using Routing.Maps.Style;
using Routing.RoadNetwork.Guidance;
using SkiaSharp;

namespace Routing.Maps.Tests.Endpoints;

public sealed class PictureEndpointTests(TownFixture town)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("day", "png", 1)]
    [InlineData("night", "jpg", 2)]
    public async Task A_picture_has_the_size_asked_for_and_the_themes_ground(string theme, string format, int ratio)
    {
        using var picture = await Draw($"/static/{theme}/{Town.Lon(5).ToString(CultureInfo.InvariantCulture)},{Town.Lat(2.5).ToString(CultureInfo.InvariantCulture)},14/320x200@{ratio}x.{format}");
        Assert.Equal((320 * ratio, 200 * ratio), (picture.Width, picture.Height));
        Assert.True(IsNear(SKColor.Parse(MapStyle.Palette(theme)["ground"]), picture.GetPixel(2, 2)), picture.GetPixel(2, 2).ToString());
    }

    [Fact]
    public async Task A_street_is_drawn_where_it_is()
    {
        // Upper Street runs from west to east through the middle; beside it there is nothing.
        using var picture = await Draw($"/static/day/{At(5, 4)},17/300x200.png");
        Assert.Equal(SKColor.Parse(MapStyle.Palette("day")["street"]), picture.GetPixel(20, 100));
        Assert.Equal(SKColor.Parse(MapStyle.Palette("day")["ground"]), picture.GetPixel(20, 60));
    }

    [Fact]
    public async Task A_route_and_pins_are_drawn_and_all_of_them_are_seen()
    {
        var line = Uri.EscapeDataString(Polyline.Encode([new(Town.Lon(0), Town.Lat(0)), new(Town.Lon(10), Town.Lat(0))], 6));
        using var picture = await Draw($"/static/day/auto/400x300.png?path=ff0000,5:{line}&pin={At(0, 0)},00ff00,1&pin={At(10, 0)},0000ff");
        Assert.Contains(new SKColor(0xFF, 0, 0), Pixels(picture));
        Assert.Contains(new SKColor(0, 0xFF, 0), Pixels(picture));
        Assert.Contains(new SKColor(0, 0, 0xFF), Pixels(picture));
    }

    [Fact]
    public async Task The_same_question_gives_the_same_picture()
    {
        var path = $"/static/day/{At(5, 2)},15.3/300x200.png";
        Assert.Equal(await town.Maps.Http.GetByteArrayAsync(path, Ct), await town.Maps.Http.GetByteArrayAsync(path, Ct));
    }

    [Theory]
    [InlineData("/static/dusk/10,50,14/300x200.png")]
    [InlineData("/static/day/10,50/300x200.png")]
    [InlineData("/static/day/10,95,14/300x200.png")]
    [InlineData("/static/day/10,50,14/300.png")]
    [InlineData("/static/day/10,50,14/300x200@9x.png")]
    [InlineData("/static/day/10,50,14/30000x200.png")]
    [InlineData("/static/day/10,50,14/4096x4096@4x.png")]
    [InlineData("/static/day/auto/300x200.png")]
    [InlineData("/static/day/auto/300x200.png?path=ff0000,5")]
    [InlineData("/static/day/auto/300x200.png?path=red:abc")]
    [InlineData("/static/day/auto/300x200.png?pin=10")]
    [InlineData("/static/day/auto/300x200.png?pin=10,50,ff0000,long")]
    public async Task What_makes_no_sense_is_refused_with_the_way_to_write_it(string path)
    {
        var (status, json) = await town.Maps.Get(path);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-value"), (status, json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_picture_with_somebodys_way_on_it_is_not_for_strangers()
    {
        using var stranger = new HttpClient { BaseAddress = town.Maps.Http.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/static/day/10,50,14/300x200.png", Ct)).StatusCode);
    }

    private static string At(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{Town.Lon(x)},{Town.Lat(y)}");

    private static bool IsNear(SKColor a, SKColor b) => Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue) < 12;

    private static HashSet<SKColor> Pixels(SKBitmap picture) => [.. picture.Pixels];

    private async Task<SKBitmap> Draw(string path)
    {
        using var answer = await town.Maps.Http.GetAsync(path, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync(Ct));
    }
}
