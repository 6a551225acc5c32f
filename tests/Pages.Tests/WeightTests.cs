using System.Collections.Concurrent;
using System.Net;
using Routing.Pages.Tests.Support;

namespace Routing.Pages.Tests;

public sealed class WeightTests(Stage stage)
{
    private const int MostBytes = 400_000;

    [Theory]
    [InlineData("/book")]
    [InlineData("/dispatch")]
    [InlineData("/design")]
    public async Task The_first_load_is_light_without_the_map_library(string path)
    {
        await using var visitor = await Visitor.Enter(stage);
        var loaded = new ConcurrentBag<string>();
        visitor.Page.Request += (_, request) => loaded.Add(request.Url);
        await visitor.Page.GotoAsync($"{path}#{stage.Shop.BookingKey}", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });

        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None });
        http.DefaultRequestHeaders.AcceptEncoding.Add(new("gzip"));
        var total = 0L;
        foreach (var url in loaded.Distinct(StringComparer.Ordinal).Where(url => IsOfThePage(new Uri(url).AbsolutePath)))
            total += (await http.GetByteArrayAsync(new Uri(url), TestContext.Current.CancellationToken)).LongLength;

        Assert.InRange(total, 10_000, MostBytes);
    }

    private static bool IsOfThePage(string path) =>
        (path.StartsWith("/assets/", StringComparison.Ordinal) || path is "/book" or "/design" or "/dispatch" or "/drive")
        && !path.Contains("MapCanvas", StringComparison.Ordinal) && !path.Contains("maplibre", StringComparison.Ordinal);
}
