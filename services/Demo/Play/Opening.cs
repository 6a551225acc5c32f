using System.Text.Json.Nodes;
using Routing.Contracts.Values;
using Routing.Demo.Api;
using Routing.Demo.Day;

namespace Routing.Demo.Play;

/// <summary>Opens a demo day through the public API: the area, its workshops, drivers, their devices, and the requests.</summary>
public sealed class Opening(ApiClient api, ServiceAddresses services, string operatorToken)
{
    private static readonly DayOfWeek[] Workdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday];

    private readonly Credential staff = new Credential.Token(operatorToken);

    /// <summary>Makes the planning area, which needs no roads yet.</summary>
    public async Task MakeArea(DemoDay day, CancellationToken ct)
    {
        using var _ = await api.Send(
            HttpMethod.Put, At(services.Planning, $"/api/areas/{day.Area}"), new { name = day.AreaName, day.TimeZone, autoPublish = true }, staff, ct);
    }

    /// <summary>Makes what is in the area; every request is posted as its customer would post it.</summary>
    public async Task<DemoState> Open(DemoDay day, CancellationToken ct)
    {
        var shop = await Prepare(day, ct);
        var bookings = new DemoBooking[day.Requests.Count];
        var together = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct };
        await Parallel.ForAsync(0, bookings.Length, together, async (i, c) => bookings[i] = await Book(shop, day, day.Requests[i], i, c));
        return shop.State with { Requests = bookings, BookingKey = shop.BookingKeys[0] };
    }

    /// <summary>Makes the workshops and their booking keys, the drivers and their devices.</summary>
    public async Task<DemoShop> Prepare(DemoDay day, CancellationToken ct)
    {
        var workshops = await Task.WhenAll(day.Workshops.Select(w => MakeWorkshop(day, w, ct)));
        var devices = Task.WhenAll(day.Drivers.Select(d => MakeDriver(day, d, ct)));
        var keys = Task.WhenAll(workshops.Select(w => MakeKey(w, ct)));
        return new DemoShop(workshops, await keys, new DemoState(day.Area, day.AreaName, day.Date, day.TimeZone, Seed: 1, await devices, [], day.Requests.Sum(r => (r.Collection ? 1 : 0) + (r.Return ? 1 : 0))));
    }

    /// <summary>Posts one request; the same index again is the same request.</summary>
    public async Task<DemoBooking> Book(DemoShop shop, DemoDay day, DemoRequest request, int index, CancellationToken ct)
    {
        var key = new Credential.Booking(shop.BookingKeys[request.Workshop], $"demo-{day.Date:yyyy-MM-dd}-{index}");
        var made = await api.Send<JsonObject>(HttpMethod.Post, At(services.Intake, "/api/requests"), Body(day, request, shop.Workshops[request.Workshop]), key, ct);
        return new DemoBooking((Guid)made["requestId"]!, (string)made["trackingLink"]!);
    }

    private async Task<Guid> MakeWorkshop(DemoDay day, DemoWorkshop workshop, CancellationToken ct)
    {
        var made = await Post(services.Planning, "/api/workshops", new
        {
            day.Area,
            workshop.Name,
            workshop.Place,
            OpeningHours = Workdays.Select(d => new OpeningHours(d, new TimeOnly(7, 30), new TimeOnly(18, 0))),
            workshop.Lifts,
            workshop.Technicians,
            HighVoltageTechnicians = 2,
            workshop.ReceptionPerQuarter,
            workshop.Parking,
        }, ct);
        return (Guid)made["workshopId"]!;
    }

    private async Task<DemoDevice> MakeDriver(DemoDay day, DemoDriver driver, CancellationToken ct)
    {
        var depot = day.Workshops[driver.Workshop].Place;
        var made = await Post(services.Planning, "/api/drivers", new
        {
            day.Area,
            driver.Name,
            driver.Means,
            driver.Skills,
            StartPlace = depot,
            EndPlace = depot,
            Shifts = Workdays.Select(d => new Shift(d, driver.From, driver.Until, new TimeOnly(10, 0), new TimeOnly(12, 30), 900)),
        }, ct);
        var id = (Guid)made["driverId"]!;
        var code = await WhenKnown(() => Post(services.Drivers, $"/api/drivers/{id}/pairing-codes", new { }, ct), ct);
        var paired = await api.Send<JsonObject>(
            HttpMethod.Post, At(services.Drivers, "/api/devices/pair"), new { Code = (string)code["code"]!, Name = $"{driver.Name}'s phone" }, null, ct);
        return new DemoDevice(id, driver.Name, (string)paired["token"]!);
    }

    private async Task<string> MakeKey(Guid workshop, CancellationToken ct)
    {
        var made = await WhenKnown(() => Post(services.Intake, "/api/booking-keys", new { WorkshopId = workshop, Label = "demo" }, ct), ct);
        return (string)made["key"]!;
    }

    /// <summary>What Planning has just been told reaches the other services by message: until then they know no such thing.</summary>
    private static async Task<JsonObject> WhenKnown(Func<Task<JsonObject>> call, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (ApiRefusedException refused) when (refused.Status is 404 or 422 or 400 && tries < 200)
            {
                await Task.Delay(50, ct);
            }
        }
    }

    private static object Body(DemoDay day, DemoRequest request, Guid workshop)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(day.TimeZone);
        Window Local((TimeOnly From, TimeOnly Until) hours) => new(Instant(day.Date, hours.From, zone), Instant(day.Date, hours.Until, zone));

        // A wish for "any time" is a wish for the morning of the demo day, so that the day is played whole.
        Window[] wished = request.Places.Count < 2 ? [Local(request.Window ?? (new TimeOnly(8, 0), new TimeOnly(13, 0)))] : [Local((new TimeOnly(8, 0), new TimeOnly(13, 0)))];
        Window[] none = [];
        return new
        {
            WorkshopId = workshop,
            request.Vehicle,
            Places = request.Places.Select(p => new
            {
                p.Place.Lon,
                p.Place.Lat,
                p.Place.Address,
                Hours = p.Hours is { } hours ? new[] { Local(hours) } : none,
            }),
            Windows = request.Collection ? wished : none,
            request.Collection,
            request.Return,
            ReturnPlace = request.Return && !request.Collection ? AsBody(request.ReturnPlace!) : null,
            ReturnWindows = request.Return && !request.Collection ? wished : none,
            request.Swap,
            request.WorkMinutes,
            Contact = new { Name = request.Customer, Email = $"{request.Customer.Replace(' ', '.').ToLowerInvariant()}@example.com", Language = "es" },
        };
    }

    private static object AsBody(Place place) => new { place.Lon, place.Lat, place.Address };

    private static DateTimeOffset Instant(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private Task<JsonObject> Post(Uri service, string path, object body, CancellationToken ct) =>
        api.Send<JsonObject>(HttpMethod.Post, At(service, path), body, staff, ct);

    private static Uri At(Uri service, string path) => new(service, path);
}

/// <summary>What is there before the first request: workshops in the day's order, their booking keys, and the devices.</summary>
public sealed record DemoShop(IReadOnlyList<Guid> Workshops, IReadOnlyList<string> BookingKeys, DemoState State);
