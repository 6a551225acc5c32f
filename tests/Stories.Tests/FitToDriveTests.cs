using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>What a car is, what its driver may drive, and what ends when: known before anybody stands at a door.</summary>
public sealed class FitToDriveTests(DemoCity city)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_car_whose_insurance_has_ended_is_driven_by_nobody_but_under_trade_plates()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var yesterday = Day(-1);
        var marta = await shop.Book("SBA 2401", Car("SBA 2401", new { insuredUntil = yesterday, inspectedUntil = Day(30) }, today: true));
        var reason = await Reason(marta);
        Assert.Equal("car-uninsured", (string)reason["code"]!);
        Assert.Contains($"insured until {yesterday:yyyy-MM-dd}", (string)reason["text"]!, StringComparison.Ordinal);
        Assert.Contains("transporter", (string)reason["smallestChange"]!, StringComparison.Ordinal);

        await Change(shop, shop.Drivers[0], new { tradePlates = true });
        await marta.Until("scheduled");

        // What holds until today holds today.
        await Change(shop, shop.Drivers[0], new { tradePlates = false });
        var luis = await shop.Book("SBA 2402", Car("SBA 2402", new { insuredUntil = Day(0), inspectedUntil = Day(0) }, today: true));
        await luis.Until("scheduled");
        var inspection = await shop.Book("SBA 2403", Car("SBA 2403", new { inspectedUntil = yesterday }, today: true));
        Assert.Equal("car-uninspected", (string)(await Reason(inspection))["code"]!);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_licence_that_ends_before_the_day_is_a_reason_and_another_driver_who_has_one_comes()
    {
        var shop = await city.Open(["Ana Pereira"], driver: _ => new { licenceClasses = new object[] { new { @class = "B" }, new { @class = "C1", until = Day(-1) } } });
        var van = await shop.Book("SBA 2411", Car("SBA 2411", new { licenceClass = "c1" }, today: true));
        var reason = await Reason(van);
        Assert.Equal(("licence-ended", true), ((string)reason["code"]!, ((string)reason["text"]!).StartsWith("Ana Pereira's licence of class C1 ends on", StringComparison.Ordinal)));
        var small = await shop.Book("SBA 2412", Car("SBA 2412", new { }, today: true));
        await small.Until("scheduled");

        await Change(shop, shop.Drivers[0], new { licenceClasses = new object[] { new { @class = "B" }, new { @class = "C1", until = Day(0) } } });
        await van.Until("scheduled");
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_dear_car_is_fetched_by_whom_the_insurance_covers()
    {
        var shop = await city.Open(["Ana Pereira", "Luis Gómez"], driver: name => new { insuredValue = name.StartsWith("Ana", StringComparison.Ordinal) ? 50_000 : 100_000 });
        var dear = await shop.Book("SBA 2421", Car("SBA 2421", new { value = 90_000 }));
        Assert.Equal("Luis Gómez", (string)Customer.Move(await dear.Until("scheduled"), "collection")["driverName"]!);
        var dearer = await shop.Book("SBA 2422", Car("SBA 2422", new { value = 200_000 }, today: true));
        var reason = await Reason(dearer);
        Assert.Equal("value-uninsured", (string)reason["code"]!);
        Assert.Contains("100000", (string)reason["text"]!, StringComparison.Ordinal);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_car_that_cannot_move_and_one_without_charge_are_carried_and_one_with_charge_is_driven()
    {
        var shop = await city.Open(["Ana Pereira", "Carlos Silva"], driver: name => new { means = name.StartsWith("Carlos", StringComparison.Ordinal) ? "transporter" : "scooter" });
        var broken = await shop.Book("SBA 2431", Car("SBA 2431", new { cannotBeDriven = true, insuredUntil = Day(-1) }));
        Assert.Equal("Carlos Silva", (string)Customer.Move(await broken.Until("scheduled"), "collection")["driverName"]!);
        var empty = await shop.Book("SBA 2432", Car("SBA 2432", new { drive = "electric", gearbox = "automatic", energyPercent = 0 }));
        Assert.Equal("Carlos Silva", (string)Customer.Move(await empty.Until("scheduled"), "collection")["driverName"]!);
        var charged = await shop.Book("SBA 2433", Car("SBA 2433", new { drive = "electric", gearbox = "automatic", energyPercent = 60 }));
        var seen = await charged.Until("scheduled");
        Assert.Equal(60, (int)seen["wish"]!["vehicle"]!["energyPercent"]!);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task Without_a_transporter_the_reason_says_so_or_how_much_further_the_charge_would_have_to_last()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var broken = await Reason(await shop.Book("SBA 2441", Car("SBA 2441", new { cannotBeDriven = true }, today: true)));
        Assert.Equal("needs-transporter", (string)broken["code"]!);
        var empty = await Reason(await shop.Book("SBA 2442", Car("SBA 2442", new { drive = "electric", gearbox = "automatic", energyPercent = 0 }, today: true)));
        Assert.Contains("m further", (string)empty["smallestChange"]!, StringComparison.Ordinal);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_car_that_does_not_get_to_the_workshop_is_charged_on_the_way()
    {
        var shop = await city.Open(["Ana Pereira"], driver: _ => new { means = "chaseCar" });
        await shop.Staff.Put($"/api/areas/{shop.Area}/charging-stations", new { stations = new[] { new { place = new { lon = -56.0850, lat = -34.8920, address = "Carga Portones" }, kilowatts = 22 } } }, Ct);
        var wish = new { places = new[] { new { lon = -56.0770, lat = -34.8880 } }, vehicle = new { plate = "SBA 2451", make = "BYD", model = "Dolphin", gearbox = "automatic", drive = "electric", rangeKm = 6 }, @return = false };

        // Known before it is booked.
        var offers = await Offers(shop, wish);
        Assert.NotEmpty(offers);
        Assert.All(offers, offer => Assert.True((bool)offer["chargedOnTheWay"]!));
        Assert.All(offers, offer => Assert.EndsWith("the car is charged on the way", (string)offer["why"]!, StringComparison.Ordinal));

        var marta = await shop.Book("SBA 2451", wish);
        await marta.Until("scheduled");
        var (ana, move) = (shop.Drivers[0], await marta.MoveId("collection"));
        var stops = await ana.UntilHas(move);
        Assert.Equal(["collect", "charge", "checkIn"], stops.Select(stop => (string)stop["kind"]!));
        Assert.Equal("Carga Portones", (string)stops[1]["place"]!["address"]!);
        Assert.InRange((int)stops[1]["serviceSeconds"]!, 600, 3600);
        Assert.Equal((int)stops[1]["serviceSeconds"]!, ((DateTimeOffset)stops[1]["departure"]! - (DateTimeOffset)stops[1]["eta"]!).TotalSeconds);
        foreach (var form in new[] { "html", "gpx" })
            Assert.Contains("Carga Portones", await ana.Device.Text($"/api/route.{form}?day={shop.Day}", Ct), StringComparison.Ordinal);

        await ana.Departs(move);
        await ana.Arrives(move);
        await ana.Collects(move);
        await ana.Arrives(move, 1);
        Assert.Equal("charge", (string)Stops(await DayWith(shop, move, "arrived", 1))[1]["kind"]!);
        var refused = await Api.Refused(ana.Device.Post($"/api/stops/{move}/1/hand-over", new { eventId = Guid.CreateVersion7(city.Clock.GetUtcNow()), at = city.Clock.GetUtcNow(), mileageKm = 42_000 }, Ct));
        Assert.Contains("stays with you", refused.Message, StringComparison.Ordinal);

        // It is charged when the driver goes on.
        city.Clock.GoTo((DateTimeOffset)stops[1]["departure"]!);
        await ana.Tell(move, 2, "depart", new { });
        await DayWith(shop, move, "done", 1);
        await ana.Arrives(move, 2);
        await ana.HandsOver(move, 2);
        await marta.Until("atWorkshop");
        city.EveryPlanHolds();

        Guid? MoveOf(JsonNode? stop) => (Guid?)stop!["moveId"];
        List<JsonNode> Stops(JsonNode day) => [.. day["routes"]!.AsArray().SelectMany(route => route!["stops"]!.AsArray()).Where(stop => MoveOf(stop) == move).Select(stop => stop!)];
    }

    [Fact]
    public async Task The_maps_own_station_serves_and_where_none_does_the_reason_names_a_nearer_workshop()
    {
        var shop = await city.Open(["Ana Pereira"], driver: _ => new { means = "chaseCar" });
        object Wish(string plate, int km) => new { places = new[] { new { lon = -56.2560, lat = -34.8420 } }, vehicle = new { plate, make = "BYD", model = "Dolphin", gearbox = "automatic", drive = "electric", rangeKm = km }, @return = false, windows = new[] { new { from = city.Today("08:00"), until = city.Today("17:00") } } };
        var charged = await shop.Book("SBA 2461", Wish("SBA 2461", 4));
        await charged.Until("scheduled");
        var stops = await shop.Drivers[0].UntilHas(await charged.MoveId("collection"));
        Assert.Equal("CIATRAN SRL", (string)stops.Single(stop => (string)stop["kind"]! == "charge")["place"]!["address"]!);

        await shop.Staff.Post("/api/workshops", Shop.Merged(new
        {
            area = shop.Area, name = "Taller Colón", place = new { lon = -56.2530, lat = -34.8440 },
            openingHours = new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.Select(day => new { day, from = "07:30", until = "18:00" }),
            lifts = 1, technicians = 1, highVoltageTechnicians = 1, receptionPerQuarter = 1, parking = 5,
        }, null), Ct);
        var empty = await Reason(await shop.Book("SBA 2462", Wish("SBA 2462", 1)));
        Assert.Equal("car-range", (string)empty["code"]!);
        Assert.Contains("Taller Colón, which is in its range, took it, or a transporter worked that day", (string)empty["smallestChange"]!, StringComparison.Ordinal);

        // Whoever asks for windows for such a car hears the same.
        var wish = shop.Wish("SBA 2463", Wish("SBA 2463", 1));
        wish.Remove("contact");
        var none = await Api.WhenKnown(() => city.Stranger.Post("/api/slots", wish, Ct, ("Booking-Key", shop.BookingKey)), Ct);
        Assert.Equal((0, "car-range"), (none["slots"]!.AsArray().Count, (string)none["reason"]!["code"]!));
        city.EveryPlanHolds();
    }

    private static async Task<List<JsonNode>> Offers(Shop shop, object more)
    {
        var wish = shop.Wish("SBA 2451", more);
        wish.Remove("contact");
        return [.. (await Api.WhenKnown(() => shop.City.Stranger.Post("/api/slots", wish, Ct, ("Booking-Key", shop.BookingKey)), Ct))["slots"]!.AsArray().Select(slot => slot!)];
    }

    /// <summary>The day once a stop of a move is so.</summary>
    private static async Task<JsonNode> DayWith(Shop shop, Guid move, string state, int stop)
    {
        JsonNode? day = null;
        await shop.Staff.Until(async () =>
        {
            day = await shop.DayView();
            return day["routes"]!.AsArray().SelectMany(route => route!["stops"]!.AsArray())
                .Any(each => (Guid?)each!["moveId"] == move && (int)each["stopIndex"]! == stop && (string)each["state"]! == state);
        }, $"stop {stop} is {state}", Ct);
        return day!;
    }

    /// <summary>A car that is not as usual; wished for today alone, where a later day would be another story.</summary>
    private object Car(string plate, object more, bool today = false)
    {
        var wish = new JsonObject { ["vehicle"] = Shop.Merged(new { plate, make = "Fiat", model = "Panda", gearbox = "manual", drive = "petrol" }, more), ["return"] = false };
        if (today) wish["windows"] = new JsonArray(new JsonObject { ["from"] = city.Today("08:00"), ["until"] = city.Today("17:00") });
        return wish;
    }

    private static async Task<JsonNode> Reason(Customer customer) => Customer.Move(await customer.Until("unserved"), "collection")["reason"]!;

    /// <summary>As the console does it: all of the driver, with what is changed.</summary>
    private static async Task Change(Shop shop, Driver driver, object change) =>
        await shop.Staff.Put($"/api/drivers/{driver.Id}", Shop.Merged(await shop.Staff.Get($"/api/drivers/{driver.Id}", Ct), change), Ct);

    private DateOnly Day(int ahead) => DateOnly.FromDateTime(city.Today("12:00").DateTime).AddDays(ahead);
}
