using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>The plain case: a car is collected at home, repaired, and brought back on the same day.</summary>
public sealed class PlainDayTests(DemoCity city)
{
    [Fact]
    public async Task A_car_is_collected_repaired_and_back_home_in_the_evening()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var marta = await shop.Book("SBA 1001");
        var ana = shop.Drivers[0];

        var promised = await marta.Until("scheduled");
        var (collection, back) = ((Guid)Customer.Move(promised, "collection")["moveId"]!, (Guid)Customer.Move(promised, "return")["moveId"]!);
        await ana.BringsIn(collection);
        await marta.Until("atWorkshop");

        city.Clock.Advance(TimeSpan.FromMinutes(70));
        await shop.Ready(marta);
        await marta.UntilTold("ready");
        await marta.Until(seen => Customer.Move(seen, "return")["window"] is not null, "the return has a window");
        await ana.BringsBack(back);
        await marta.Until("returned");
        city.EveryPlanHolds();
    }
}
