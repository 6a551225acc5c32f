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
