using System.Net;
using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>A workshop that comes no farther than some minutes sends whoever lives beyond to one that does come.</summary>
public sealed class ServiceAreaTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outside_the_service_area_the_answer_names_the_nearest_workshop_that_comes()
    {
        var shop = await city.Open(["Ana Pereira"], workshop: new { serviceArea = new { minutes = 3 } });
        var other = (JsonObject)(await shop.Staff.Get($"/api/workshops/{shop.WorkshopId}", Token)).DeepClone();
        (other["name"], other["serviceArea"]) = ("Taller del Puerto", null);
        other["place"] = new JsonObject { ["lon"] = -56.2050, ["lat"] = -34.9070 };
        await shop.Staff.Post("/api/workshops", other, Token);

        RefusedException? refused = null;
        await shop.Staff.Until(async () => (refused = await Refusal()) is not null && Said(refused).Contains("Taller del Puerto", StringComparison.Ordinal), "the far place is refused, with the other workshop's name", Token);
        Assert.Equal(HttpStatusCode.BadRequest, refused!.Status);
        Assert.Contains("outside the 3 minutes' drive", Said(refused), StringComparison.Ordinal);

        // Next door it comes.
        var near = await shop.Book("SBA 0301", new { places = new[] { new { lon = Shop.Place.Lon + 0.001, lat = Shop.Place.Lat } }, @return = false });
        await near.Until("scheduled");
        city.EveryPlanHolds();

        async Task<RefusedException?> Refusal()
        {
            try
            {
                await city.Stranger.Post("/api/requests", shop.Wish("SBA 0302", new { places = new[] { new { lon = Shop.Office.Lon, lat = Shop.Office.Lat } } }), Token, ("Booking-Key", shop.BookingKey));
                return null;
            }
            catch (RefusedException no)
            {
                return no;
            }
        }

        static string Said(RefusedException no) => no.Problem["errors"]?["places[0]"]?[0]?.ToString() ?? no.Message;
    }
}
