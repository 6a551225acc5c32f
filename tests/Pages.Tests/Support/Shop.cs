using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Routing.Pages.Tests.Support;

/// <summary>
/// A workshop with two drivers in the bundled city, made through the public API. Its time zone is one in which it is
/// mid-morning now, so that a working day is under way whenever the tests run.
/// </summary>
internal sealed class Shop : IDisposable
{
    private const int MorningHour = 9;
    private static readonly string[] Week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    private readonly HttpClient http;

    private Shop(HttpClient http) => this.http = http;

    public string BookingKey { get; private set; } = "";

    public string Workshop { get; private set; } = "";

    public IReadOnlyList<string> Drivers { get; private set; } = [];

    /// <summary>The local day on which it is open, as <c>2026-03-05</c>.</summary>
    public string Today { get; private set; } = "";

    /// <param name="area">A planning area of its own for whoever must not meet others.</param>
    /// <param name="autoPublish">False where plans wait for a dispatcher.</param>
    public static async Task<Shop> Open(Uri address, CancellationToken ct, string area = "montevideo", bool autoPublish = true)
    {
        var timeZone = ZoneOfTheMorning(TimeProvider.System.GetUtcNow());
        var shop = new Shop(new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) });
        var signedIn = await shop.Post("/api/sign-in", new { name = "operator", password = RunningForm.Password }, ct);
        shop.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)signedIn["token"]!);
        shop.Today = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var made = await shop.http.PutAsJsonAsync($"/api/areas/{area}", new { name = area == "montevideo" ? "Montevideo" : area, timeZone, autoPublish }, ct);
        made.EnsureSuccessStatusCode();
        var place = new { lon = -56.1645, lat = -34.9011, address = "8 de Octubre 2700" };
        var workshop = await shop.Post("/api/workshops", new
        {
            area, name = "Taller Central", place, openingHours = Week.Select(day => new { day, from = "06:00", until = "22:00" }),
            lifts = 4, technicians = 4, highVoltageTechnicians = 2, receptionPerQuarter = 4, parking = 20,
        }, ct);
        shop.Workshop = (string)workshop["workshopId"]!;
        var drivers = new List<string>();
        foreach (var name in new[] { "Ana Pereira", "Luis Sosa" })
        {
            var driver = await shop.Post("/api/drivers", new
            {
                area, name, means = "scooter", skills = new[] { "manual", "electric" }, startPlace = place, endPlace = place,
                shifts = Week.Select(day => new { day, from = "06:00", until = "22:00" }),
            }, ct);
            drivers.Add((string)driver["driverId"]!);
        }

        shop.Drivers = drivers;
        shop.BookingKey = (string)(await shop.WhenKnown(() => shop.Post("/api/booking-keys", new { workshopId = shop.Workshop, label = "tests" }, ct), ct))["key"]!;
        return shop;
    }

    /// <summary>A request as a customer makes it, for a collection at any time; the answer to it.</summary>
    /// <param name="plate">The car.</param>
    /// <param name="lon">Where it is.</param>
    /// <param name="lat">Where it is.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="vehicle">A car that is not as usual.</param>
    public Task<JsonNode> Book(string plate, double lon, double lat, CancellationToken ct, object? vehicle = null) =>
        WhenKnown(() => Post("/api/requests", new
        {
            workshopId = Workshop, vehicle = vehicle ?? new { plate, make = "Fiat", model = "Panda", colour = "red", gearbox = "manual", drive = "petrol" },
            places = new[] { new { lon, lat } }, @return = true,
            contact = new { name = "Marta Rey", phone = "+59899123456", email = "marta@example.com", language = "en", noteForDriver = "Ring twice" },
        }, ct), ct);

    /// <summary>A request for a car that is at the workshop already, to be brought back at any time.</summary>
    public Task<JsonNode> BookReturn(string plate, double lon, double lat, CancellationToken ct) =>
        WhenKnown(() => Post("/api/requests", new
        {
            workshopId = Workshop, vehicle = new { plate, make = "Fiat", model = "Panda", colour = "red", gearbox = "manual", drive = "petrol" },
            places = Array.Empty<object>(), collection = false, @return = true, returnPlace = new { lon, lat, address = "Bulevar España 2500" },
            contact = new { name = "Marta Rey", phone = "+59899123456", email = "marta@example.com", language = "en", noteForDriver = "Ring twice" },
        }, ct), ct);

    /// <summary>The area has a charging station of its own.</summary>
    public async Task HasStation(string area, double lon, double lat, string address, CancellationToken ct)
    {
        using var answer = await http.PutAsJsonAsync($"/api/areas/{area}/charging-stations", new { stations = new[] { new { place = new { lon, lat, address }, kilowatts = 22 } } }, ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What the customer of a request was told, such as <c>booked</c>.</summary>
    public async Task<IReadOnlyList<string>> Told(string id, CancellationToken ct) =>
        [.. JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/notifications?requestId={id}", UriKind.Relative), ct))!["notifications"]!.AsArray().Select(notice => (string)notice!["what"]!)];

    /// <summary>The request for a car.</summary>
    public async Task<string> RequestOf(string plate, CancellationToken ct) =>
        (string)JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/requests?plate={plate}&workshopId={Workshop}", UriKind.Relative), ct))!["requests"]![0]!["requestId"]!;

    public async Task<JsonNode> Request(string id, CancellationToken ct) =>
        JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/requests/{id}", UriKind.Relative), ct))!;

    /// <summary>Changes a request as staff; what is left out stays as it is.</summary>
    public async Task Change(string id, object body, CancellationToken ct)
    {
        using var answer = await http.PutAsJsonAsync($"/api/requests/{id}", body, JsonSerializerOptions.Web, ct);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"PUT {id} answers {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }

    /// <summary>Asks for the request until it is as wished.</summary>
    public async Task<JsonNode> Until(string id, Func<JsonNode, bool> isSo, CancellationToken ct)
    {
        var end = TimeProvider.System.GetUtcNow().AddMinutes(2);
        while (true)
        {
            var request = await Request(id, ct);
            if (isSo(request)) return request;
            if (TimeProvider.System.GetUtcNow() > end) throw new TimeoutException($"It stayed so: {request}");
            await Task.Delay(200, ct);
        }
    }

    public async Task<string> PairingCode(string driver, CancellationToken ct) =>
        (string)(await WhenKnown(() => Post($"/api/drivers/{driver}/pairing-codes", new { }, ct), ct))["code"]!;

    /// <summary>A driver's route sheet of today as staff see it; null when there is none.</summary>
    public async Task<JsonNode?> SheetOf(string driver, CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri($"/api/drivers/{driver}/routes/{Today}", UriKind.Relative), ct);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct));
    }

    /// <summary>Another device of a driver, paired.</summary>
    public async Task<HttpClient> Device(string driver, CancellationToken ct)
    {
        var device = new HttpClient { BaseAddress = http.BaseAddress };
        using var paired = await device.PostAsJsonAsync("/api/devices/pair", new { code = await PairingCode(driver, ct), name = "Phone" }, ct);
        device.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)JsonNode.Parse(await paired.Content.ReadAsStringAsync(ct))!["token"]!);
        return device;
    }

    /// <summary>What a driver's device tells, such as a closed road; the answer.</summary>
    public async Task<JsonNode> TellAs(string driver, string path, object body, CancellationToken ct)
    {
        using var device = await Device(driver, ct);
        return await Tell(device, path, body, ct);
    }

    /// <summary>What a device tells, such as that a car was taken over; the answer.</summary>
    public static async Task<JsonNode> Tell(HttpClient device, string path, object body, CancellationToken ct)
    {
        // The sheet reaches the driver's queue a moment after the promise reaches the customer.
        for (var tries = 0; ; tries++)
        {
            using var told = await device.PostAsJsonAsync(path, body, ct);
            if (told.IsSuccessStatusCode) return JsonNode.Parse(await told.Content.ReadAsStringAsync(ct))!;
            if (told.StatusCode != HttpStatusCode.Conflict || tries == 100) throw new HttpRequestException($"POST {path}: {await told.Content.ReadAsStringAsync(ct)}");
            await Task.Delay(100, ct);
        }
    }

    /// <summary>The workshop's steps in force.</summary>
    public async Task<JsonNode> Steps(CancellationToken ct) =>
        JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/workshops/{Workshop}/steps", UriKind.Relative), ct))!;

    /// <summary>Makes a new version of the workshop's steps.</summary>
    public async Task ChangeSteps(object steps, CancellationToken ct)
    {
        using var answer = await http.PutAsJsonAsync($"/api/workshops/{Workshop}/steps", steps, JsonSerializerOptions.Web, ct);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The workshop has finished with a car.</summary>
    public Task Ready(string id, CancellationToken ct) => WhenKnown(() => Post($"/api/boards/{Workshop}/cars/{id}/ready", new { }, ct), ct);

    public void Dispose() => http.Dispose();

    /// <summary>The zone with a whole number of hours where it is between nine and ten.</summary>
    internal static string ZoneOfTheMorning(DateTimeOffset now)
    {
        var ahead = (((MorningHour - now.UtcDateTime.Hour) % 24) + 24) % 24;
        // From 11 hours behind to 12 ahead. The names have it the other way round.
        var offset = ahead > 12 ? ahead - 24 : ahead;
        return offset == 0 ? "Etc/GMT" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{-offset:+0;-0}");
    }

    private async Task<JsonNode> Post(string path, object body, CancellationToken ct)
    {
        using var answer = await http.PostAsJsonAsync(path, body, JsonSerializerOptions.Web, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"POST {path} answers {(int)answer.StatusCode}: {text}", null, answer.StatusCode);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>What one service was told reaches the others by message a moment later.</summary>
    private async Task<JsonNode> WhenKnown(Func<Task<JsonNode>> call, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (HttpRequestException early) when (early.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest && tries < 100)
            {
                await Task.Delay(100, ct);
            }
        }
    }
}
