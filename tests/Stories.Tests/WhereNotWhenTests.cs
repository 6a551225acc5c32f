using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>The customer says where the car is, at which hours, or that they will say so; the service says when it comes.</summary>
public sealed class WhereNotWhenTests(DemoCity city)
{
    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_home_until_half_past_eight_and_at_the_office_from_nine_on_weekdays_has_offers_for_ten_days()
    {
        var shop = await city.Open(["Ana Pereira", "Luis Gómez"]);
        object[] places =
        [
            new { lon = Shop.Home.Lon, lat = Shop.Home.Lat, hours = new[] { new { weekdays = Weekdays, from = "07:00", until = "08:30" } } },
            new { lon = Shop.Office.Lon, lat = Shop.Office.Lat, hours = new[] { new { weekdays = Weekdays, from = "09:00", until = "17:00" } } },
        ];
        var offers = await Offers(shop, new { places, limit = 200 });
        Assert.NotEmpty(offers);
        Assert.All(offers, offer =>
        {
            var isHome = Math.Abs((double)offer["place"]!["lon"]! - Shop.Home.Lon) < 0.001;
            var (from, until) = (Local(offer["window"]!["from"]!), Local(offer["window"]!["until"]!));
            var (there, gone) = isHome ? (new TimeOnly(7, 0), new TimeOnly(8, 30)) : (new TimeOnly(9, 0), new TimeOnly(17, 0));
            Assert.True(TimeOnly.FromTimeSpan(from.TimeOfDay) >= there && TimeOnly.FromTimeSpan(until.TimeOfDay) <= gone && until - from >= TimeSpan.FromMinutes(30), offer.ToJsonString());
            Assert.False(string.IsNullOrEmpty((string?)offer["why"]));
        });
        Assert.Contains(offers, offer => Math.Abs((double)offer["place"]!["lon"]! - Shop.Office.Lon) < 0.001);

        // Ten days from today on, weekends apart; best first: the sooner where it costs the same.
        var days = offers.Select(offer => (string)offer["day"]!).Distinct().ToList();
        Assert.InRange(days.Count, 6, 8);
        Assert.All(days, day => Assert.InRange(DateOnly.Parse(day, CultureInfo.InvariantCulture).DayNumber - DateOnly.Parse(shop.Day, CultureInfo.InvariantCulture).DayNumber, 0, 9));

        var marta = await shop.Book("SBA 2101", new { places, windows = new[] { offers[0]["window"] } });
        var promised = Customer.Move(await marta.Until("scheduled"), "collection");
        Assert.Equal((string)offers[0]["day"]!, (string)promised["day"]!);
        Assert.NotNull(Customer.Move(await marta.Until(seen => Customer.Move(seen, "return")["window"] is not null, "the return is estimated"), "return")["window"]);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task On_weekdays_from_ten_to_twelve_is_still_so_after_three_weeks_of_waiting()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var van = await shop.Book("SBA 2131", new
        {
            vehicle = new { plate = "SBA 2131", make = "Fiat", model = "Ducato", licenceClass = "C1" }, @return = false,
            places = new[] { new { lon = Shop.Home.Lon, lat = Shop.Home.Lat, hours = new[] { new { weekdays = Weekdays, from = "10:00", until = "12:00" } } } },
        });
        var said = (await van.Until("unserved"))["wish"]!["places"]![0]!["weekly"]![0]!;
        Assert.Equal(("10:00", 5), ((string)said["from"]!, said["weekdays"]!.AsArray().Count));
        var booked = (DateTimeOffset)(await van.Sees())["wish"]!["places"]![0]!["hours"]!.AsArray()[^1]!["until"]!;

        // Nobody here may drive it for three weeks, and then Ana may.
        city.Clock.Advance(TimeSpan.FromDays(21));
        city.ToTheNextMorning();
        Assert.True(booked < city.Clock.GetUtcNow());
        await van.Until(seen => (DateTimeOffset)seen["wish"]!["places"]![0]!["hours"]!.AsArray()[^1]!["until"]! > city.Clock.GetUtcNow().AddDays(7), "its hours go on");
        var ana = await shop.Staff.Get($"/api/drivers/{shop.Drivers[0].Id}", Ct);
        await shop.Staff.Put($"/api/drivers/{shop.Drivers[0].Id}", Shop.Merged(ana, new { licenceClasses = new[] { new { @class = "B" }, new { @class = "C1" } } }), Ct);
        var promised = Customer.Move(await van.Until("scheduled"), "collection")["window"]!;
        Assert.InRange((DateTimeOffset)promised["from"]!, city.Clock.GetUtcNow(), city.Clock.GetUtcNow().AddDays(14));
        Assert.InRange(TimeOnly.FromTimeSpan(Local(promised["from"]!).TimeOfDay), new TimeOnly(10, 0), new TimeOnly(12, 0));

        // Another window, later than any that was spelled out when it was promised.
        var farther = (await van.Api.Post($"{van.Path}/slots", new { days = 25, limit = 200 }, Ct))["slots"]!.AsArray().Select(slot => slot!["window"]!)
            .Last(window => (DateTimeOffset)window["from"]! > city.Clock.GetUtcNow().AddDays(15));
        await van.Change(new { windows = new[] { farther } });
        await van.Until(seen => (string?)Customer.Move(seen, "collection")["window"]?["from"] == (string)farther["from"]!, "it is promised then");
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task On_a_holiday_nobody_comes_and_whoever_wishes_that_day_hears_why()
    {
        var today = DateOnly.FromDateTime(city.Today("12:00").DateTime);
        // Wherever the story begins in the week, these days are ahead of it.
        var shop = await city.Open(["Ana Pereira"], workshop: new { closures = new[] { new { from = today.AddDays(2), until = today.AddDays(6), why = "Carnival" } } });
        var offers = await Offers(shop, new { limit = 200 });
        Assert.NotEmpty(offers);
        Assert.DoesNotContain(offers, offer => DateOnly.Parse((string)offer["day"]!, CultureInfo.InvariantCulture) is var day && day >= today.AddDays(2) && day <= today.AddDays(6));

        var shut = Enumerable.Range(2, 5).Select(i => city.Today("12:00").AddDays(i - (DateOnly.FromDateTime(city.Today("12:00").DateTime).DayNumber - today.DayNumber))).First(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && day > city.Today("18:00"));
        var marta = await shop.Book("SBA 2102", new { windows = new[] { new { from = shut.AddHours(-3), until = shut.AddHours(3) } } });
        var reason = Customer.Move(await marta.Until("unserved"), "collection")["reason"]!;
        Assert.Equal("workshop-closed", (string)reason["code"]!);
        Assert.Contains("Carnival", (string)reason["text"]!, StringComparison.Ordinal);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task I_tell_you_when_it_is_parked_and_the_link_takes_the_place()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var marta = await Later(shop, "SBA 2103");
        Assert.False((bool)(await marta.Until("placeAsked"))["isLiftHeld"]!);
        await marta.UntilTold("placeAsked");

        city.Clock.Advance(TimeSpan.FromHours(2));
        await marta.Api.Put($"{marta.Path}/place", new { lon = Shop.Office.Lon, lat = Shop.Office.Lat, until = city.Today("16:00") }, Ct);
        var promised = Customer.Move(await marta.Until("scheduled"), "collection");
        Assert.Equal(Shop.Office.Lon, (double)promised["place"]!["lon"]!, 3);
        Assert.InRange((DateTimeOffset)promised["window"]!["from"]!, city.Today("08:30"), city.Today("16:00"));
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_connected_car_tells_where_it_stands_under_its_makers_signature()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var marta = await Later(shop, "SBA 2104");
        var key = await shop.Staff.Post("/api/booking-keys", new { workshopId = shop.WorkshopId, label = "connected cars" }, Ct);
        var (id, secret) = ((string)key["id"]!, (string)key["signingSecret"]!);
        var body = new JsonObject { ["plate"] = "sba-2104", ["lon"] = Shop.Office.Lon, ["lat"] = Shop.Office.Lat }.ToJsonString();

        var forged = await Api.Refused(Send(id, "another secret", body, city.Clock.GetUtcNow()));
        var late = await Api.Refused(Send(id, secret, body, city.Clock.GetUtcNow().AddMinutes(-10)));
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [forged.Status, late.Status]);
        Assert.Equal(1, (int)(await Send(id, secret, body, city.Clock.GetUtcNow()))["requests"]!);
        Assert.Equal(0, (int)(await Send(id, secret, body, city.Clock.GetUtcNow()))["requests"]!);
        Assert.Equal(Shop.Office.Lon, (double)Customer.Move(await marta.Until("scheduled"), "collection")["place"]!["lon"]!, 3);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task On_the_Sunday_on_which_clocks_go_forward_windows_are_at_the_hours_that_people_read_there()
    {
        // A workshop in another zone, open on Sundays: Berlin's clocks go from two to three on the last one of March.
        var change = LastSundayOfMarch(city.Clock.GetUtcNow().AddDays(2));
        city.Clock.GoTo(new DateTimeOffset(change.AddDays(-1), new TimeOnly(9, 0), TimeSpan.FromHours(1)));
        var place = new { lon = Shop.Place.Lon, lat = Shop.Place.Lat };
        object[] sunday = [new { day = "sunday", from = "08:00", until = "13:00" }];
        await city.Operator.Put("/api/areas/sundays", new { name = "Sundays", timeZone = "Europe/Berlin", autoPublish = true }, Ct);
        var workshop = (Guid)(await city.Operator.Post("/api/workshops", new
        {
            area = "sundays", name = "Sunday's", place, openingHours = sunday, lifts = 1, technicians = 1, highVoltageTechnicians = 0, receptionPerQuarter = 2, parking = 5,
        }, Ct))["workshopId"]!;
        await city.Operator.Post("/api/drivers", new { area = "sundays", name = "Ana Pereira", means = "scooter", skills = new[] { "manual" }, startPlace = place, shifts = sunday }, Ct);
        var wish = new
        {
            workshopId = workshop, vehicle = new { plate = "SBA 2105" }, contact = new { name = "Marta Rey", email = "marta@example.com" },
            places = new[] { new { lon = Shop.Home.Lon, lat = Shop.Home.Lat, hours = new[] { new { weekdays = new[] { "sunday" }, from = "09:00", until = "12:00" } } } },
        };
        var offers = (await Api.WhenKnown(() => city.Operator.Post("/api/slots", Shop.Merged(wish, new { days = 3, limit = 40 }), Ct), Ct))["slots"]!.AsArray();
        Assert.NotEmpty(offers);
        Assert.All(offers, offer =>
        {
            var from = (DateTimeOffset)offer!["window"]!["from"]!;
            Assert.Equal((change, TimeSpan.FromHours(2)), (DateOnly.FromDateTime(from.DateTime), from.Offset));
            Assert.InRange(from.Hour, 8, 12);
        });
        var booked = await city.Operator.Post("/api/requests", Shop.Merged(wish, new { windows = new[] { offers[0]!["window"] } }), Ct);
        JsonNode? move = null;
        await city.Operator.Until(async () => (string)(move = (await city.Operator.Get($"/api/requests/{booked["requestId"]}", Ct))["moves"]![0]!)["state"]! == "scheduled", "a window is promised", Ct);
        Assert.Equal((string)offers[0]!["window"]!["from"]!, (string)move!["window"]!["from"]!);
        city.EveryPlanHolds();
    }

    private static DateOnly LastSundayOfMarch(DateTimeOffset after)
    {
        for (var year = after.Year; ; year++)
        {
            var last = new DateOnly(year, 3, 31);
            last = last.AddDays(-(int)last.DayOfWeek);
            if (last > DateOnly.FromDateTime(after.UtcDateTime)) return last;
        }
    }

    private Task<JsonNode> Send(string key, string secret, string body, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));
        return city.Stranger.Post("/api/vehicles/positions", new StringContent(body, Encoding.UTF8, "application/json"), Ct, ("Signing-Key", key), ("Webhook-Timestamp", timestamp), ("Webhook-Signature", signature));
    }

    /// <summary>A customer who does not know yet where the car will be.</summary>
    private static Task<Customer> Later(Shop shop, string plate) => shop.Book(plate, new { askPlace = true, places = Array.Empty<object>() });

    private static async Task<List<JsonNode>> Offers(Shop shop, object more)
    {
        var wish = shop.Wish("SBA 9998", more);
        wish.Remove("contact");
        return [.. (await Api.WhenKnown(() => shop.City.Stranger.Post("/api/slots", wish, Ct, ("Booking-Key", shop.BookingKey)), Ct))["slots"]!.AsArray().Select(slot => slot!)];
    }

    private static DateTimeOffset Local(JsonNode at) => ((DateTimeOffset)at).ToOffset(TimeSpan.FromHours(-3));
}
