using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Idempotency;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>A bad line, a double click, a script that runs again: what is sent twice is done once.</summary>
public sealed class TwiceIsOnceTests(DemoCity city)
{
    /// <summary>Calls that need no key, and why not.</summary>
    private static readonly Dictionary<string, string> NeedsNone = new(StringComparer.Ordinal)
    {
        ["QuoteSlots"] = "asks and stores nothing", ["QuoteSlotsAgain"] = "asks and stores nothing", ["TryMove"] = "asks and stores nothing",
        ["/static/{theme}/{view}/{size}.png"] = "draws and stores nothing", ["/static/{theme}/{view}/{size}.jpg"] = "draws and stores nothing", ["PreviewTemplate"] = "asks and stores nothing", ["Vroom"] = "asks and stores nothing",
        ["SignIn"] = "a token stores nothing", ["RenewToken"] = "a token stores nothing", ["PairDevice"] = "its code is good for once",
        ["ImportRequests"] = "each row has a key", ["ImportDrivers"] = "each row has a key", ["ImportWorkshops"] = "each row has a key",
        ["TakeVehiclePosition"] = "answers a question that is open once", ["WriteToDispatcher"] = "writtenId tells a message from another", ["SendMessage"] = "writtenId tells a message from another", ["WriteAsDriver"] = "writtenId tells a message from another",
        ["CorrectStop"] = "correctionId tells a correction from another", ["CountersignReports"] = "a verdict is given once", ["DisputeReports"] = "a verdict is given once",
        ["ReadMessages"] = "read is read", ["ConfirmRoadCondition"] = "confirmed is confirmed", ["ReloadRegion"] = "a map is loaded as it is", ["AcknowledgeRoute"] = "acknowledged is acknowledged",
        ["RedeliverWebhook"] = "the same under the same ids, as often as it is asked for", ["RedeliverNotification"] = "the same under the same id, as often as it is asked for",
        ["TellReady"] = "the newest word counts", ["CheckInCar"] = "checked in is checked in",
        ["DepartToStop"] = "eventId tells an event from another", ["TellLate"] = "eventId tells an event from another", ["ArriveAtStop"] = "eventId tells an event from another", ["CollectVehicle"] = "eventId tells an event from another",
        ["HandOverVehicle"] = "eventId tells an event from another", ["FailStop"] = "eventId tells an event from another", ["TellUnavailable"] = "eventId tells an event from another", ["TellRoadClosed"] = "eventId tells an event from another",
        ["TellPositions"] = "a fix is known by its time", ["PostTrackerPosition"] = "a fix is known by its time", ["AddReportPhotos"] = "a photo is known by its content", ["AddDisputePhotos"] = "a photo is known by its content",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_call_that_makes_something_honours_the_key_or_says_why_it_needs_none()
    {
        var unsafeCalls = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in city.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") != true) continue;
            var name = endpoint.Metadata.GetMetadata<EndpointNameMetadata>()?.EndpointName ?? endpoint.RoutePattern.RawText!;
            var honours = endpoint.Metadata.GetMetadata<HonoursIdempotencyKey>() is not null;
            if (!honours && !NeedsNone.ContainsKey(name)) unsafeCalls.Add($"{name}: {endpoint.RoutePattern.RawText}");
            if (honours) Assert.DoesNotContain(name, NeedsNone);
            seen.Add(name);
        }

        Assert.Empty(unsafeCalls);
        Assert.Empty(NeedsNone.Keys.Except(seen, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dealers_script_that_runs_twice_sets_up_one_workshop_with_one_driver_one_key_and_one_webhook()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var place = new { lon = Shop.Place.Lon, lat = Shop.Place.Lat, address = "8 de Octubre 2700" };
        var week = new[] { new { day = "monday", from = "08:00", until = "18:00" } };
        var workshop = new { area = shop.Area, name = "Taller Dos", place, openingHours = week, lifts = 2, technicians = 2, highVoltageTechnicians = 0, receptionPerQuarter = 2, parking = 9 };

        async Task<List<JsonNode>> Script()
        {
            var made = await Send("/api/workshops", workshop, "set-up workshop");
            var id = (Guid)made["workshopId"]!;
            return
            [
                made,
                await Send("/api/drivers", new { area = shop.Area, name = "Luis Gómez", means = "foot", skills = new[] { "manual" }, startPlace = place, shifts = week }, "set-up driver"),
                await Api.WhenKnown(() => Send("/api/booking-keys", new { workshopId = id, label = "web" }, "set-up key"), Ct),
                await Send("/api/webhooks", new { url = "http://127.0.0.1:9/", workshopId = id }, "set-up webhook"),
                await Send($"/api/drivers/{shop.Drivers[0].Id}/pairing-codes", null, "set-up phone"),
                await Send("/api/accounts", new { name = $"adviser-{shop.Area}", role = "adviser" }, "set-up account"),
                await Send("/api/road-conditions", new { closed = true, road = new { lon = Shop.Home.Lon, lat = Shop.Home.Lat }, until = city.Today("23:00") }, "set-up road"),
            ];
        }

        // The second answer is the first, secrets that are shown once included: who has the key is who asked.
        var first = await Script();
        var second = await Script();
        Assert.Equal(first.ConvertAll(answer => answer.ToJsonString()), second.ConvertAll(answer => answer.ToJsonString()));
        Assert.Single((await shop.Staff.Get($"/api/workshops?area={shop.Area}", Ct)).AsArray(), each => (string)each!["name"]! == "Taller Dos");
        Assert.Equal(2, (await shop.Staff.Get($"/api/drivers?area={shop.Area}", Ct)).AsArray().Count);
        Assert.Single((await shop.Staff.Get("/api/booking-keys", Ct)).AsArray(), each => (Guid)each!["workshopId"]! == (Guid)first[0]["workshopId"]!);
        var otherRoad = await Api.Refused(Send("/api/road-conditions", new { closed = true, road = new { lon = Shop.Home.Lon, lat = Shop.Home.Lat }, until = city.Today("22:00") }, "set-up road"));
        Assert.Equal("idempotency-key-reused", (string)otherRoad.Problem["code"]!);
        await shop.Staff.Delete($"/api/road-conditions/{(string)first[6]["condition"]!["conditionId"]!}", Ct);

        // Another body under the same key is a mistake, and another key is another thing.
        var reused = await Api.Refused(Send("/api/workshops", Shop.Merged(workshop, new { name = "Taller Tres" }), "set-up workshop"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (reused.Status, (string)reused.Problem["code"]!));
        Assert.NotEqual((string)first[0]["workshopId"]!, (string)(await Send("/api/workshops", workshop, "another workshop"))["workshopId"]!);
        city.EveryPlanHolds();

        // One installation for all stories: every key is this one's.
        Task<JsonNode> Send(string path, object? body, string key) => shop.Staff.Post(path, body, Ct, ("Idempotency-Key", $"{key} {shop.Area}"));
    }

    [Fact]
    public async Task A_double_click_is_one_driver_and_what_was_refused_may_be_mended_under_the_same_key()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var driver = new { area = shop.Area, name = "Luis Gómez", means = "foot", startPlace = new { lon = Shop.Place.Lon, lat = Shop.Place.Lat }, shifts = Array.Empty<object>() };
        var key = ("Idempotency-Key", $"double {shop.Area}");
        await Api.Refused(shop.Staff.Post("/api/drivers", Shop.Merged(driver, new { area = "nowhere" }), Ct, key));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Staff.Post("/api/drivers", driver, Ct, key)));
        Assert.Single(answers.Select(answer => (string)answer["driverId"]!).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, (await shop.Staff.Get($"/api/drivers?area={shop.Area}", Ct)).AsArray().Count);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task The_same_car_on_the_same_day_is_asked_about()
    {
        var shop = await city.Open(["Ana Pereira"]);
        await shop.Book("SBA 2301");
        var wish = shop.Wish("sba-2301");
        var asked = await Api.Refused(city.Stranger.Post("/api/requests", wish, Ct, ("Booking-Key", shop.BookingKey)));
        Assert.Equal((HttpStatusCode.Conflict, "already-booked"), (asked.Status, (string)asked.Problem["code"]!));
        wish["again"] = true;
        Assert.NotNull((await city.Stranger.Post("/api/requests", wish, Ct, ("Booking-Key", shop.BookingKey)))["requestId"]);
    }
}
