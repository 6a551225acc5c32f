using System.Text.Json;
using System.Text.Json.Nodes;
using Routing.Contracts;

namespace Routing.Stories.Tests.City;

/// <summary>A workshop in an area of its own, with its drivers and its dispatcher.</summary>
internal sealed class Shop
{
    private static readonly string[] Week = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    private readonly CancellationToken ct;

    private Shop(DemoCity city, string area, CancellationToken ct) => (City, Area, this.ct) = (city, area, ct);

    public DemoCity City { get; }

    public string Area { get; }

    public Guid WorkshopId { get; private set; }

    public string BookingKey { get; private set; } = "";

    public IReadOnlyList<Driver> Drivers { get; private set; } = [];

    public Api Staff => City.Operator;

    /// <summary>Today, by the city's clocks.</summary>
    public string Day => City.Today("12:00").ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Where the workshop is.</summary>
    public static (double Lon, double Lat) Place => (-56.1645, -34.9011);

    /// <summary>A home some streets away.</summary>
    public static (double Lon, double Lat) Home => (-56.1560, -34.9080);

    /// <summary>An office farther off.</summary>
    public static (double Lon, double Lat) Office => (-56.1880, -34.9060);

    public static async Task<Shop> Open(DemoCity city, string area, string[] drivers, object? workshop, Func<string, object>? driver, CancellationToken ct)
    {
        var shop = new Shop(city, area, ct);
        await city.Operator.Put($"/api/areas/{area}", new { name = area, timeZone = DemoCity.Zone, autoPublish = true }, ct);
        var at = new { lon = Place.Lon, lat = Place.Lat, address = "8 de Octubre 2700" };
        var made = await city.Operator.Post("/api/workshops", Merged(new
        {
            area, name = $"Taller {area}", place = at, openingHours = Week.Select(day => new { day, from = "07:30", until = "18:00" }),
            lifts = 3, technicians = 3, highVoltageTechnicians = 1, receptionPerQuarter = 4, parking = 20,
        }, workshop), ct);
        shop.WorkshopId = (Guid)made["workshopId"]!;
        var team = new List<Driver>();
        foreach (var name in drivers)
        {
            var body = Merged(new
            {
                area, name, means = "scooter", skills = new[] { "manual", "electric" }, startPlace = at, endPlace = at,
                shifts = Week.Select(day => new { day, from = "07:30", until = "18:00" }),
            }, driver?.Invoke(name));
            var id = (Guid)(await city.Operator.Post("/api/drivers", body, ct))["driverId"]!;
            team.Add(await Driver.Pair(shop, id, name, ct));
        }

        shop.Drivers = team;
        shop.BookingKey = (string)(await Api.WhenKnown(() => city.Operator.Post("/api/booking-keys", new { workshopId = shop.WorkshopId, label = "desk" }, ct), ct))["key"]!;
        return shop;
    }

    /// <summary>Books as a customer does on the workshop's page; waits until Intake knows the workshop.</summary>
    /// <param name="plate">The car.</param>
    /// <param name="more">Fields of the wish that are not as usual: a collection at home at any time, and a return.</param>
    public async Task<Customer> Book(string plate, object? more = null)
    {
        var wish = Wish(plate, more);
        var booked = await Api.WhenKnown(() => City.Stranger.Post("/api/requests", wish, ct, ("Booking-Key", BookingKey), ("Idempotency-Key", $"{Area}-{plate}")), ct);
        return new Customer(this, (Guid)booked["requestId"]!, (string)booked["trackingLink"]!, ct);
    }

    /// <summary>The wish of <see cref="Book"/>.</summary>
    public JsonObject Wish(string plate, object? more = null) => Merged(new
    {
        workshopId = WorkshopId,
        vehicle = new { plate, make = "Fiat", model = "Panda", colour = "red", gearbox = "manual", drive = "petrol" },
        places = new[] { new { lon = Home.Lon, lat = Home.Lat } },
        @return = true,
        workMinutes = 60,
        contact = new { name = "Marta Rey", phone = "+59899123456", email = "marta@example.com", language = "en", noteForDriver = "Ring twice" },
    }, more);

    /// <summary>The area's day as dispatchers see it.</summary>
    public Task<JsonNode> DayView(string? day = null) => Staff.Get($"/api/days/{Area}/{day ?? Day}", ct);

    /// <summary>The workshop's board.</summary>
    public Task<JsonNode> Board() => Staff.Get($"/api/boards/{WorkshopId}?day={Day}", ct);

    /// <summary>Says ready, or when it will be.</summary>
    public Task Ready(Customer customer, DateTimeOffset? at = null) =>
        Api.WhenKnown(() => Staff.Post($"/api/boards/{WorkshopId}/cars/{customer.RequestId}/ready", new { readyAt = at }, ct), ct);

    /// <summary>A dispatcher's order about today; waits until Planning has applied or refused it, and says which.</summary>
    public async Task<JsonNode> Order(string command, object body)
    {
        var told = await Api.WhenKnown(() => Staff.Post($"/api/days/{Area}/{Day}/commands/{command}", body, ct), ct);
        var id = (Guid)told["commandId"]!;
        JsonNode? answer = null;
        await Staff.Until(async () => (string)(answer = await Staff.Get($"/api/commands/{id}", ct))["state"]! is not ("sent" or "pending"), $"{command} is answered", ct);
        return answer!;
    }

    internal static JsonObject Merged(object usual, object? more)
    {
        var merged = JsonSerializer.SerializeToNode(usual, WireJson.Options)!.AsObject();
        if (more is null) return merged;
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more, WireJson.Options)!.AsObject()) merged[name] = value?.DeepClone();
        return merged;
    }
}
