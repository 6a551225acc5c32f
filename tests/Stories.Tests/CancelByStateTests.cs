using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>Taking a request back costs more the further it has come, and says so.</summary>
public sealed class CancelByStateTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_driver_leaves_it_is_free_on_the_way_the_driver_turns_round_and_with_the_car_it_is_brought_back()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var early = await shop.Book("SBA 0901", new { @return = false });
        await early.Until("scheduled");
        Assert.Equal("free", (string?)(await early.Sees())["cancelCase"]);
        Assert.Equal("free", (string?)(await early.Cancel())["cancelCase"]);
        // Doing it twice does no harm, and says the same.
        Assert.Equal("free", (string?)(await early.Cancel())["cancelCase"]);

        var marta = await shop.Book("SBA 0902", new { places = new[] { new { lon = Shop.Office.Lon, lat = Shop.Office.Lat } } });
        var jose = await shop.Book("SBA 0903", new { windows = new[] { new { from = city.Today("10:00"), until = city.Today("13:00") } }, @return = false });
        await marta.Until("scheduled");
        await jose.Until("scheduled");
        var move = await marta.MoveId("collection");
        await ana.Departs(move);
        await marta.Until("onTheWay");
        Assert.Equal("onTheWay", (string?)(await marta.Cancel())["cancelCase"]);
        await ana.Device.Until(async () => (await ana.StopsOf(move)).Count == 0, "Ana is called back", Token);
        await marta.UntilTold("cancelled");

        // José changes his mind when the car is ours: it comes home without the work.
        move = await jose.MoveId("collection");
        await ana.Departs(move);
        await ana.Arrives(move);
        await ana.Collects(move);
        await jose.Until("collected");
        Assert.Equal("bringBack", (string?)(await jose.Cancel())["cancelCase"]);
        await ana.Arrives(move, 1);
        await ana.HandsOver(move, 1);
        var seen = await jose.Until(each => each["moves"]!.AsArray().Any(each => (string)each!["kind"]! == "return" && each["window"] is not null), "a return is promised");
        Assert.Equal(0, (int)seen["wish"]!["workMinutes"]!);
        await ana.BringsBack((Guid)Customer.Move(seen, "return")["moveId"]!);
        await jose.Until("returned");
        city.EveryPlanHolds();
    }
}
