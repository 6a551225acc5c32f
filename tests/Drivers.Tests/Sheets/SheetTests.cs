using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.Extensions.Time.Testing;
using NetTopologySuite.IO;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Sheets;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Sheets;

public sealed partial class SheetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sheet_is_there_in_every_form_for_its_driver_and_for_a_dispatcher()
    {
        await using var maps = await FakeMaps.Start();
        await using var app = await DriversApp.Start(settings: ("Services:maps", maps.Url.ToString()));
        await app.Tell(new AreaChanged { Area = SampleRoutes.Area, Name = "Gran Montevideo", TimeZone = SampleRoutes.TimeZone });
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        await device.Done(sheet.Stops[1], "arrive", 8.4);
        await device.Done(sheet.Stops[1], "collect", 8.5, new { mileageKm = 1 });
        var late = SampleRoutes.At(9.4);
        await app.Tell(new EtaChanged
        {
            RequestId = sheet.Stops[2].RequestId!.Value, MoveId = sheet.Stops[2].MoveId!.Value, StopIndex = 1, Area = sheet.Area, Day = sheet.Day,
            DriverId = sheet.DriverId, Eta = late, LateSeconds = 0, At = SampleRoutes.At(8.6),
        });
        using var dispatcher = app.As(Roles.Dispatcher);
        var any = $"/api/drivers/{sheet.DriverId}/routes/{sheet.Day:yyyy-MM-dd}";
        await Wait.Until(async () => (await dispatcher.GetFromJsonAsync<RouteSheet>(any, WireJson.Options, Token))!.Stops[2].Eta == late, () => "the estimate");

        foreach (var (client, path) in new[] { (device, "/api/route"), (dispatcher, any) })
        {
            var stops = (await client.GetFromJsonAsync<RouteSheet>(path == any ? any : "/api/route.json", WireJson.Options, Token))!.Stops;
            Assert.Equal((true, false, late), (stops[1].Done, stops[2].Done, stops[2].Eta));

            var page = await client.GetStringAsync(path + ".html", Token);
            foreach (var word in new[] { "Mar&#xED;a N&#xFA;&#xF1;ez", "Gran Montevideo", "SBA 1234", "promised 09:30&#x2013;10:00", "09:24", "Bulevar Espa&#xF1;a 2300", "OpenStreetMap contributors", "in the car", "by e-scooter" })
                Assert.Contains(word, page, StringComparison.Ordinal);
            // Nothing is fetched from anywhere, and nothing runs.
            Assert.DoesNotMatch("(src|href)=\"(?!#|data:)|<script|url\\((?!#)", page.Replace("xlink:href=\"#", "", StringComparison.Ordinal));
            new XmlDocument().LoadXml(Svg().Match(page).Value);

            var gpx = GpxFile.Parse(await client.GetStringAsync(path + ".gpx", Token), new GpxReaderSettings());
            Assert.Equal((sheet.Stops.Count, sheet.Stops.Count(stop => stop.Leg is { Loaded: true } or { DistanceMetres: > 25 })), (gpx.Waypoints.Count, gpx.Tracks.Count));
            Assert.Equal(3, gpx.Tracks[0].Segments[0].Waypoints.Count);
            Assert.Equal(sheet.Stops[1].Place.Lon, (double)gpx.Waypoints[1].Longitude, 7);

            var pdf = await client.GetByteArrayAsync(path + ".pdf", Token);
            Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(pdf[..5]), StringComparison.Ordinal);
        }

        // The picture of just what the sheet shows, finer on paper, and it is in both.
        Assert.All(maps.Asked, asked => Assert.Matches(@"^-56\.\d+,-34\.\d+,1\d\.\d+/\d+x\d+@[23]x Bearer$", asked));
        Assert.NotEmpty(maps.Asked);
        Assert.Contains("data:image/", await device.GetStringAsync("/api/route.html", Token), StringComparison.Ordinal);
        Assert.Matches("/Subtype ?/Image", Encoding.Latin1.GetString(await device.GetByteArrayAsync("/api/route.pdf", Token)));
    }

    [Fact]
    public async Task The_link_in_the_QR_code_opens_the_page_until_the_day_is_over()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = await DriversApp.Start(clock: clock, settings: ("Drivers:PublicUrl", "https://cars.example.org/"));
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        await app.Assign(sheet);
        var secret = await app.Read(async context => (await context.Sheets.FindAsync([sheet.DriverId, sheet.Day, sheet.Area], Token))!.LinkSecret);
        using (var page = await app.Client.GetAsync($"/sheet/{secret}", Token))
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain("phone", await page.Content.ReadAsStringAsync(Token), StringComparison.OrdinalIgnoreCase);
        }

        // A newer plan does not change the link: the paper in the driver's hand leads to the new sheet.
        await app.Assign(sheet with { PlanVersion = 9 });
        Assert.Contains("plan 9", await app.Client.GetStringAsync($"/sheet/{secret}", Token), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(4));
        await (await app.Client.GetAsync($"/sheet/{secret}", Token)).Is(404, "unknown-sheet");
    }

    [Fact]
    public async Task Without_Maps_the_sheet_is_made_all_the_same()
    {
        await using var app = await DriversApp.Start(settings: ("Services:maps", "http://127.0.0.1:9"));
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var page = await device.GetStringAsync("/api/route.html", Token);
        Assert.Contains("#C2410C", page, StringComparison.Ordinal);
        Assert.NotEmpty(await device.GetByteArrayAsync("/api/route.pdf", Token));
    }

    [Fact]
    public async Task The_PDF_can_be_read_again_with_every_stop_and_page_number()
    {
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        var long_ = sheet with { DriverName = "Ľudmila Ёлкина-Παπαδοπούλου", Stops = [.. sheet.Stops, .. sheet.Stops.Skip(1), .. sheet.Stops.Skip(1), .. sheet.Stops.Skip(1)] };
        var view = SheetView.Of(long_, new Dictionary<(Guid, int), Drivers.Stops.StopProgress>(), "Montevideo", "https://cars.example.org/sheet/x");
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, PdfSheet.Draw(view, null, SampleRoutes.At(6)), Token);
            var text = await ReadPdf(file);
            var pages = text.Count(letter => letter == '\f');
            Assert.True(pages > 2, $"{pages} pages");
            for (var page = 1; page <= pages; page++) Assert.Contains($"Page {page} of {pages}", text, StringComparison.Ordinal);
            foreach (var word in new[] { "Ľudmila Ёлкина-Παπαδοπούλου", "Collect SBA 1234", "promised 08:15–08:45", "Bulevar España 2300", "Fiat Uno · blanco · manual · petrol", "A courtesy car, to be swapped for SBC 777" })
                Assert.Contains(word, Regex.Replace(text, " +", " "), StringComparison.Ordinal);
            Assert.Equal(4, Regex.Count(text, "Swap +SBC 777"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Text_of_any_script_is_measured_and_breaks_between_words()
    {
        using var lettering = new Lettering();
        foreach (var text in new[] { "Ángela Ñandú", "Ёлкина", "Παπαδοπούλου", "محمد علي", "שלום", "Հայկ", "ქართული", "李小龙", "e\u0301a", "👍", "" })
        {
            var width = lettering.Measure(text, 10);
            Assert.True(text.Length == 0 ? width == 0 : width > 0, text);
            Assert.True(lettering.Measure(lettering.Cut(text + text, 10, Math.Max(20, width)), 10) <= Math.Max(20, width) + 0.01f, text);
        }

        // Two names beside each other take the room of both: neither is lost where the direction turns.
        var (latin, arabic) = (lettering.Measure("Ana ", 10), lettering.Measure("محمد علي", 10));
        Assert.Equal(latin + arabic, lettering.Measure("Ana محمد علي", 10), 0.5);

        var lines = lettering.Wrap("one two three four five six seven", 10, 60);
        Assert.Equal("one two three four five six seven", string.Join(' ', lines));
        Assert.All(lines, line => Assert.True(lettering.Measure(line, 10) <= 60, line));
    }

    [Fact]
    public void Polylines_are_read_as_they_were_written_and_a_malformed_end_is_left_out()
    {
        (double, double)[] points = [(-56.1645, -34.9011), (-56.1646, -34.9), (0.000001, 89.999999), (179.999999, -89)];
        var text = Polyline.Write(points);
        Assert.Equal(points, Polyline6.Read(text).Select(point => (Math.Round(point.Lon, 6), Math.Round(point.Lat, 6))));
        Assert.Equal(3, Polyline6.Read(text[..^1]).Count);
        Assert.Empty(Polyline6.Read(""));
    }

    private static async Task<string> ReadPdf(string file)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true })!;
            var text = await process.StandardOutput.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            Assert.Equal(0, process.ExitCode);
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("pdftotext is not installed: apt-get install poppler-utils.");
            throw;
        }
    }

    [GeneratedRegex("<svg class=\"map\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
