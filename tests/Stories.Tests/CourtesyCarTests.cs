using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>A workshop knows its courtesy cars by their plates: which one goes to whom, how it left, and when it is back.</summary>
public sealed class CourtesyCarTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_courtesy_car_is_followed_from_its_contract_to_its_return()
    {
        var shop = await city.Open(["Ana Pereira"]);
        await Adds(shop, "SCC 1001", "manual", @class: "small");
        var automatic = await Adds(shop, "SCC 1002", "automatic", @class: "estate", energyPercent: 90);
        var marta = await shop.Book("SBA 1601", new { swap = true, courtesy = new { gearbox = "automatic" } });

        // She drives automatics only, and is told which car comes.
        var seen = await marta.Until("scheduled");
        var swap = (Guid)Customer.Move(seen, "swap")["moveId"]!;
        Assert.Equal("SCC 1002", (string)Customer.Move(seen, "swap")["courtesyCar"]!["vehicle"]!["plate"]!);
        var ana = shop.Drivers[0];
        var stops = await ana.UntilHas(swap);
        Assert.Equal(("SCC 1002", "SCC 1002", null), (Plate(stops[0]), Plate(stops[1]), Plate(stops[2])));

        // The contract is signed at the desk: the driver's sheet says that nothing has to be signed at the door.
        Assert.False((bool)stops[1]["courtesyCar"]!["isContractSigned"]!);
        await shop.Staff.Put($"/api/courtesy-cars/{automatic}/loan", new { marta.RequestId, contractSignedAt = city.Clock.GetUtcNow() }, Token);
        await ana.Device.Until(async () => (bool)(await ana.StopsOf(swap))[1]["courtesyCar"]!["isContractSigned"]!, "the sheet says that the contract is signed", Token);

        // The other car in the yard is not the one.
        await ana.Departs(swap);
        await ana.Arrives(swap);
        var wrong = await Assert.ThrowsAsync<RefusedException>(() => ana.Collects(swap, more: new { plate = "SCC 1001" }));
        Assert.Equal("wrong-car", (string)wrong.Problem["code"]!);
        await ana.Collects(swap, more: new { mileageKm = 12_300, plate = "SCC 1002" });
        await ana.Departs(swap, 1);
        await ana.Arrives(swap, 1);
        await ana.HandsOver(swap, 1, new { mileageKm = 12_304, plate = "SCC 1002" });
        await ana.Collects(swap, 1);
        var car = await UntilBoard(shop, "SCC 1002", lent => (int?)lent["loan"]?["mileageOutKm"] == 12_304);
        Assert.Equal(("SBA 1601", 60), ((string)car["forPlate"]!, (int)car["vehicle"]!["energyPercent"]!));
        await ana.Arrives(swap, 2);
        await ana.HandsOver(swap, 2);
        await marta.Until("atWorkshop");

        // The car is ready: she gets hers back, and the courtesy car comes home with its odometer read.
        await shop.Ready(marta);
        await marta.Until(each => Customer.Move(each, "return")["window"] is not null, "the return is promised");
        var back = await marta.MoveId("return");
        stops = await ana.UntilHas(back);
        Assert.Equal((null, "SCC 1002", "SCC 1002"), (Plate(stops[0]), Plate(stops[1]), Plate(stops[2])));
        await ana.BringsBack(back);
        var report = (string)Customer.Move(await marta.Until("returned"), "return")["handoverReportId"]!;
        await ana.Arrives(back, 2);
        await ana.HandsOver(back, 2, new { mileageKm = 12_391, fuelPercent = 35, plate = "SCC 1002" });
        car = await UntilBoard(shop, "SCC 1002", lent => (string?)lent["loan"]?["backAt"] is not null);
        Assert.Equal((12_391, 35, false), ((int)car["loan"]!["mileageInKm"]!, (int)car["vehicle"]!["energyPercent"]!, (bool)car["isLate"]!));
        Assert.Equal(report, (string)Customer.Move(await marta.Sees(), "return")["handoverReportId"]!);
        var loan = Assert.Single((await shop.Staff.Get($"/api/courtesy-cars/{automatic}/loans", Token)).AsArray())!;
        Assert.Equal((marta.RequestId, 12_304, 12_391), ((Guid)loan["requestId"]!, (int)loan["mileageOutKm"]!, (int)loan["mileageInKm"]!));
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_courtesy_car_that_will_be_late_takes_the_swap_off_in_time_and_another_one_puts_it_back()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var only = await Adds(shop, "SCC 2001", "manual");
        await shop.Staff.Put($"/api/courtesy-cars/{only}/loan", new { leftAt = city.Clock.GetUtcNow(), dueBack = city.Today("09:00"), mileageOutKm = 800 }, Token);
        var marta = await shop.Book("SBA 1602", new { swap = true, windows = new[] { new { from = city.Today("11:00"), until = city.Today("12:00") } } });
        var promised = Customer.Move(await marta.Until("scheduled"), "swap")["window"]!;

        // Half past seven: whoever has it says that it will be four o'clock. The swap is at eleven, and everybody knows at once.
        city.Clock.GoTo(city.Today("07:30"));
        await shop.Staff.Put($"/api/courtesy-cars/{only}/loan", new { dueBack = city.Today("16:00") }, Token);
        var seen = await marta.Until("unserved");
        var reason = Customer.Move(seen, "swap")["reason"]!;
        Assert.Equal("courtesy-car-late", (string)reason["code"]!);
        Assert.Contains("SCC 2001 comes back at 16:00", (string)reason["text"]!);
        Assert.Contains((await shop.DayView())["atRisk"]!.AsArray(), risk => (string)risk!["cause"]! == "unserved" && (Guid)risk["requestId"]! == marta.RequestId);

        // A second car is put to use: she is served as promised.
        await Adds(shop, "SCC 2002", "automatic");
        seen = await marta.Until("scheduled");
        Assert.Equal("SCC 2002", (string)Customer.Move(seen, "swap")["courtesyCar"]!["vehicle"]!["plate"]!);
        Assert.True(JsonNode.DeepEquals(promised, Customer.Move(seen, "swap")["window"]));
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_courtesy_car_that_does_not_come_back_is_missed_when_it_is_due_and_not_at_the_door()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var only = await Adds(shop, "SCC 3001", "manual");
        await shop.Staff.Put($"/api/courtesy-cars/{only}/loan", new { leftAt = city.Clock.GetUtcNow(), dueBack = city.Today("09:00"), mileageOutKm = 800 }, Token);
        var marta = await shop.Book("SBA 1603", new { swap = true, windows = new[] { new { from = city.Today("11:00"), until = city.Today("12:00") } } });
        await marta.Until("scheduled");

        // Nobody says anything; two minutes after nine the plan knows what that means.
        city.Clock.GoTo(city.Today("09:02"));
        var seen = await marta.Until("unserved");
        Assert.Contains("SCC 3001 was due back at 09:00 and is not there", (string)Customer.Move(seen, "swap")["reason"]!["text"]!);
        Assert.True((bool)(await UntilBoard(shop, "SCC 3001", _ => true))["isLate"]!);

        // At twenty past it is: the swap goes on as promised.
        city.Clock.GoTo(city.Today("09:20"));
        await shop.Staff.Put($"/api/courtesy-cars/{only}/loan/back", new { mileageInKm = 870, energyInPercent = 50 }, Token);
        await marta.Until("scheduled");
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task One_courtesy_car_serves_two_customers_of_a_day_when_it_is_back_in_between()
    {
        var shop = await city.Open(["Ana Pereira", "Bruno Silva"]);
        await Adds(shop, "SCC 4001", "manual");
        var marta = await shop.Book("SBA 1604", new { swap = true, workMinutes = 30 });
        await marta.Until("scheduled");
        await marta.Until(each => Customer.Move(each, "return")["window"] is not null, "the return is promised");
        var julio = await shop.Book("SBA 1605", new { swap = true, workMinutes = 30, windows = new[] { new { from = city.Today("09:00"), until = city.Today("17:00") } } });
        var seen = await julio.Until("scheduled");
        Assert.Equal("SCC 4001", (string)Customer.Move(seen, "swap")["courtesyCar"]!["vehicle"]!["plate"]!);
        var second = (DateTimeOffset)Customer.Move(seen, "swap")["eta"]!;
        Assert.True(second > (DateTimeOffset)Customer.Move(await marta.Sees(), "return")["eta"]!, "it goes out again after it was back");
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_workshop_without_such_a_courtesy_car_says_so_when_it_is_wished_for()
    {
        var shop = await city.Open(["Ana Pereira"]);
        await Adds(shop, "SCC 5001", "manual", @class: "small");
        var offers = await Api.WhenKnown(() => city.Stranger.Post("/api/slots", shop.Wish("SBA 1606", new { swap = true, courtesy = new { gearbox = "automatic" } }), Token, ("Booking-Key", shop.BookingKey)), Token);
        Assert.Empty(offers["slots"]!.AsArray());
        Assert.Equal("courtesy-car-missing", (string)offers["reason"]!["code"]!);
        Assert.Contains("(automatic)", (string)offers["reason"]!["text"]!);
    }

    private static async Task<Guid> Adds(Shop shop, string plate, string gearbox, string? @class = null, int? energyPercent = null) =>
        (Guid)(await shop.Staff.Post("/api/courtesy-cars", new { shop.WorkshopId, plate, make = "Fiat", model = "Panda", gearbox, drive = "petrol", @class, energyPercent }, Token))["courtesyCarId"]!;

    private static string? Plate(JsonNode stop) => (string?)stop["courtesyCar"]?["vehicle"]?["plate"];

    private static async Task<JsonNode> UntilBoard(Shop shop, string plate, Func<JsonNode, bool> isSo)
    {
        JsonNode? found = null;
        await shop.Staff.Until(
            async () => (found = (await shop.Board())["fleet"]!.AsArray().FirstOrDefault(car => (string)car!["vehicle"]!["plate"]! == plate)) is not null && isSo(found),
            $"the board shows {plate}", Token);
        return found!;
    }
}
