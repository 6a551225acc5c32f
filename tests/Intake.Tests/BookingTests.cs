using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Routing.Contracts.Intake;
using Routing.Contracts.Values;

namespace Routing.Intake.Tests;

public sealed class BookingTests : IAsyncLifetime
{
    private IntakeProcess intake = null!;
    private HttpClient customer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        intake = await IntakeProcess.Start(Token);
        customer = await intake.CustomerOf(IntakeProcess.Workshop, Token);
    }

    public ValueTask DisposeAsync() => intake.DisposeAsync();

    [Fact]
    public async Task A_customer_with_a_key_books_and_everybody_concerned_is_told()
    {
        var booked = await intake.Json(Post(IntakeProcess.GoodWish()), 201);

        var id = booked.GetProperty("requestId").GetGuid();
        Assert.Equal(7, id.Version);
        Assert.Equal("requested", booked.GetProperty("state").GetString());
        var requested = await intake.Heard.Wait<PickupRequested>(m => m.RequestId == id);
        Assert.Equal(1, requested.Revision);
        Assert.Equal(IntakeProcess.Workshop, requested.Details.WorkshopId);
        Assert.Equal(7, requested.Details.CollectionMoveId!.Value.Version);
        Assert.Null(requested.Details.ReturnMoveId);
        Assert.Equal(3600, requested.Details.WorkSeconds);
        Assert.Equal(new Place(-56.15, -34.89, "Avenida Italia 2500, Montevideo"), requested.Details.Places.Single().Place);
        var contact = await intake.Heard.Wait<ContactChanged>(m => m.RequestId == id);
        Assert.Equal(("Name", "someone@example.org", "+59899123456", "es", "Ring twice"), (contact.Name, contact.Email, contact.Phone, contact.Language, contact.NoteForDriver));
        Assert.True(contact.FewMessages);
        Assert.Equal(booked.GetProperty("trackingLink").GetString(), contact.TrackingLink);
        var tracked = await intake.Json(intake.Stranger.GetAsync(contact.TrackingLink, Token));
        Assert.Equal(id, tracked.GetProperty("requestId").GetGuid());
    }

    [Fact]
    public async Task A_customer_who_is_asked_where_the_car_is_has_nothing_to_be_moved_until_it_is_said()
    {
        var now = TimeProvider.System.GetUtcNow();
        var next = now.Date.AddDays(7);
        while (next.DayOfWeek != DayOfWeek.Monday) next = next.AddDays(1);
        var wish = IntakeProcess.GoodWish();
        wish.Remove("places");
        wish["return"] = true;
        wish["workOrder"] = " 4711 ";
        wish["askPlace"] = true;
        wish["holdUntil"] = $"{next:yyyy-MM-dd}T08:00";
        var errors = (await intake.Json(Post(wish), 400)).GetProperty("errors");
        Assert.Contains("liftFrom", errors.ToString(), StringComparison.Ordinal);
        wish["liftFrom"] = $"{next:yyyy-MM-dd}T20:00";
        wish["holdUntil"] = $"{next:yyyy-MM-dd}T21:00";
        errors = (await intake.Json(Post(wish), 400)).GetProperty("errors");
        Assert.Contains("closed", errors.GetProperty("liftFrom")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("after liftFrom", errors.GetProperty("holdUntil")[0].GetString(), StringComparison.Ordinal);

        wish["liftFrom"] = $"{next:yyyy-MM-dd}T10:00";
        wish.Remove("holdUntil");
        var booked = await intake.Json(Post(wish), 201);
        var id = booked.GetProperty("requestId").GetGuid();
        Assert.Equal("placeAsked", booked.GetProperty("state").GetString());
        var asked = await intake.Heard.Wait<PlaceAsked>(m => m.RequestId == id);
        Assert.Equal(("4711", 1, "montevideo"), (asked.Details.WorkOrder, asked.Revision, asked.Area));
        Assert.InRange(asked.Details.Hold!.Until, now.AddHours(23), now.AddHours(25));

        // A customer says where, and not for how long a lift is held; an adviser does, and needs no place for it.
        var link = booked.GetProperty("trackingLink").GetString();
        await intake.Json(intake.Stranger.PutAsJsonAsync(link, new { holdUntil = $"{next:yyyy-MM-dd}T09:30" }, Token), 400);
        await intake.Json(intake.Adviser.PutAsJsonAsync($"/api/requests/{id}", new { holdUntil = $"{next:yyyy-MM-dd}T09:30" }, Token));
        Assert.Equal(asked.Details.Hold.From, (await intake.Heard.Wait<PlaceAsked>(m => m.RequestId == id && m.Revision == 2)).Details.Hold!.From);

        var answered = await intake.Json(intake.Stranger.PutAsJsonAsync(link, new { places = new[] { new { address = "Avenida Italia 2500" } } }, Token));
        Assert.Equal(("requested", 2, false), (answered.GetProperty("state").GetString(), answered.GetProperty("moves").GetArrayLength(), answered.GetProperty("isLiftHeld").GetBoolean()));
        var requested = await intake.Heard.Wait<PickupRequested>(m => m.RequestId == id);
        Assert.Equal((3, asked.Details.CollectionMoveId, asked.Details.ReturnMoveId, null), (requested.Revision, requested.Details.CollectionMoveId, requested.Details.ReturnMoveId, requested.Details.Hold));
        Assert.Equal(["placeAsked", "requested"], intake.Heard.All<RequestStateChanged>().Where(m => m.RequestId == id).Select(m => m.State));
        Assert.Empty(intake.Heard.All<RequestChanged>());
    }

    [Fact]
    public async Task The_same_car_on_the_same_day_is_asked_about_and_booked_again_only_if_it_is_meant()
    {
        var (day, later) = (Day(20), Day(22));
        var wish = IntakeProcess.GoodWish();
        wish["vehicle"] = new { plate = "sbf 4321" };
        wish["windows"] = On(day);
        var first = await intake.Json(Post(wish), 201);

        // However the plate is written, and whoever asks.
        wish["vehicle"] = new { plate = "SBF-4321" };
        foreach (var client in (HttpClient[])[customer, intake.Adviser])
        {
            using var refusal = await client.PostAsJsonAsync("/api/requests", wish, Token);
            var problem = await intake.Json(Task.FromResult(refusal), 409);
            Assert.Equal("already-booked", problem.GetProperty("code").GetString());
            Assert.Contains(day, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain(first.GetProperty("requestId").GetString()!, problem.GetRawText(), StringComparison.Ordinal);
        }

        // Another day, another car, and once more on purpose.
        wish["windows"] = On(later);
        await intake.Json(Post(wish), 201);
        wish["windows"] = On(day);
        wish["vehicle"] = new { plate = "SBF 4322" };
        await intake.Json(Post(wish), 201);
        wish["vehicle"] = new { plate = "SBF 4321" };
        wish["again"] = true;
        await intake.Json(Post(wish), 201);

        // No day is any day; what was cancelled is no booking.
        wish["again"] = false;
        wish["vehicle"] = new { plate = "SBF 4322" };
        wish.Remove("windows");
        using var open = await Post(wish);
        Assert.Equal(409, (int)open.StatusCode);
        var list = await intake.Json(intake.Adviser.GetAsync("/api/requests?plate=SBF4322", Token));
        using var cancelled = await intake.Adviser.DeleteAsync($"/api/requests/{list.GetProperty("requests")[0].GetProperty("requestId").GetString()}", Token);
        Assert.True(cancelled.IsSuccessStatusCode);
        await intake.Json(Post(wish), 201);

        static string Day(int ahead) => TimeProvider.System.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        static object[] On(string day) => [new { from = $"{day}T09:00", until = $"{day}T12:00" }];
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_by_its_path()
    {
        var problem = await intake.Json(Post(new
        {
            vehicle = new { plate = "<script>" },
            places = new object?[]
            {
                new { lon = 1234, lat = -34.9 },
                new { address = "Calle Que No Existe 1" },
                new { address = "Avenida Italia" },
                new { lon = -55.9, lat = -34.9, hours = new[] { new { from = "2030-05-20T10:00", until = "2030-05-20T09:00" } } },
                null,
            },
            windows = new object[] { new { from = "2001-05-20T08:00-03:00", until = "2001-05-20T09:00-03:00" }, new { from = "soon" } },
            collection = true,
            returnWindows = new[] { new { from = "2030-05-20T08:00", until = "2030-05-20T09:00" } },
            workMinutes = 1,
            priority = 5,
            contact = new { name = " ", email = "not an address", phone = "12", language = "?" },
        }), 400);

        var errors = problem.GetProperty("errors");
        Assert.Equal(
            [
                "contact.email", "contact.language", "contact.name", "contact.phone", "places[0].lon", "places[1].address", "places[2].address",
                "places[3]", "places[3].hours[0].until", "places[4]", "priority", "returnWindows", "vehicle.plate", "windows[0].until",
                "windows[1].from", "windows[1].until", "workMinutes",
            ],
            errors.EnumerateObject().Select(e => e.Name).Except(["returnWindows[0].until"], StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Contains("10000 m away and may be 300 m", Error(errors, "places[3]"), StringComparison.Ordinal);
        Assert.Contains("was not found", Error(errors, "places[1].address"), StringComparison.Ordinal);
        Assert.Contains("add the house number", Error(errors, "places[2].address"), StringComparison.Ordinal);
        Assert.Contains("is past", Error(errors, "windows[0].until"), StringComparison.Ordinal);
        Assert.Contains("in UY", Error(errors, "contact.phone"), StringComparison.Ordinal);
        Assert.Empty(intake.Heard.All<PickupRequested>());
    }

    [Theory]
    [InlineData("""{"places":[{"lon":3.0,"lat":-34.9}]}""", "places[0]", "outside the map or in the sea")]
    [InlineData("""{"places":[{"address":"Calle Doble 5"}]}""", "places[0].address", "'Calle Doble 5, Norte' and 'Calle Doble 5, Sur'")]
    [InlineData("""{"places":[{"address":"Avenida Italia 99999"}]}""", "places[0].address", "no number 99999 in it")]
    [InlineData("""{"places":[{"lat":-34.9}]}""", "places[0].lon", "lon is needed too")]
    [InlineData("""{"places":[{}]}""", "places[0].address", "Give an address, or lon and lat")]
    [InlineData("""{"places":[]}""", "places", "Say where the car is")]
    [InlineData("""{"collection":false}""", "collection", "nothing to do")]
    [InlineData("""{"collection":false,"return":true,"places":[]}""", "returnPlace", "Say where the car is brought back to")]
    [InlineData("""{"collection":false,"return":true,"swap":true}""", "swap", "a swap needs a collection")]
    [InlineData("""{"returnPlace":{"address":"Avenida Italia 2500"}}""", "returnPlace", "set return to true")]
    [InlineData("""{"vehicle":null}""", "vehicle", "which car")]
    [InlineData("""{"contact":null}""", "contact", "how the customer is reached")]
    [InlineData("""{"contact":{"name":"Name"}}""", "contact.email", "an e-mail address or a phone number")]
    public async Task A_bad_field_is_told_with_the_way_out(string change, string field, string text)
    {
        var wish = IntakeProcess.GoodWish();
        foreach (var part in JsonDocument.Parse(change).RootElement.EnumerateObject()) wish[part.Name] = part.Value;

        var problem = await intake.Json(Post(wish), 400);

        Assert.Contains(text, Error(problem.GetProperty("errors"), field), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_workshop_is_a_bad_field_for_staff_and_a_closed_door_for_a_key()
    {
        var wish = IntakeProcess.GoodWish();
        wish["workshopId"] = Guid.CreateVersion7();

        var problem = await intake.Json(intake.Adviser.PostAsJsonAsync("/api/requests", wish, Token), 400);
        Assert.Contains("There is no workshop", Error(problem.GetProperty("errors"), "workshopId"), StringComparison.Ordinal);

        wish["workshopId"] = IntakeProcess.OtherWorkshop;
        Assert.Equal("other-workshop", Code(await intake.Json(Post(wish), 403)));
        await intake.Json(intake.Adviser.PostAsJsonAsync("/api/requests", wish, Token), 201);
    }

    [Fact]
    public async Task Nothing_is_stored_while_Maps_is_importing()
    {
        intake.Maps.IsImporting = true;
        using var answer = await Post(IntakeProcess.GoodWish());
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        var list = await intake.Json(intake.Adviser.GetAsync("/api/requests", Token));
        Assert.Equal(0, list.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Malformed_JSON_and_a_body_of_10_MB_are_told_what_to_do()
    {
        var malformed = await intake.Json(customer.PostAsync("/api/requests", new StringContent("""{"vehicle": {"gearbox": "both"}}""", Encoding.UTF8, "application/json"), Token), 400);
        Assert.Contains("$.vehicle.gearbox", malformed.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var cut = await intake.Json(customer.PostAsync("/api/requests", new StringContent("""{"vehicle": {""", Encoding.UTF8, "application/json"), Token), 400);
        Assert.Equal("The body is not the JSON that is expected", cut.GetProperty("title").GetString());

        // As curl does with a large body: asked first, so that the answer is not lost behind what is still being sent.
        using var tooLarge = new HttpRequestMessage(HttpMethod.Post, "/api/requests") { Content = new StringContent($"\"{new string('x', 10 << 20)}\"", Encoding.UTF8, "application/json") };
        tooLarge.Headers.ExpectContinue = true;
        var large = await intake.Json(customer.SendAsync(tooLarge, Token), 413);
        Assert.StartsWith("Send less", large.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_without_an_offset_are_the_workshops()
    {
        var day = TimeProvider.System.GetUtcNow().AddDays(5);
        var wish = IntakeProcess.GoodWish();
        wish["windows"] = new[] { new { from = $"{day:yyyy-MM-dd}T08:00", until = $"{day:yyyy-MM-dd}T12:30:00Z" } };

        var booked = await intake.Json(Post(wish), 201);

        var window = booked.GetProperty("wish").GetProperty("windows")[0];
        Assert.Equal($"{day:yyyy-MM-dd}T08:00:00-03:00", window.GetProperty("from").GetString());
        Assert.Equal($"{day:yyyy-MM-dd}T09:30:00-03:00", window.GetProperty("until").GetString());
    }

    [Fact]
    public async Task Slots_come_from_Planning_and_its_silence_is_told()
    {
        var slots = await intake.Json(customer.PostAsJsonAsync("/api/slots", new { vehicle = new { plate = "A1" }, places = new[] { new { address = "Avenida Italia 2500" } }, limit = 3 }, Token), 200);
        var slot = Assert.Single(slots.GetProperty("slots").EnumerateArray());
        Assert.Equal("10 days, 3 slots", slot.GetProperty("why").GetString());
        Assert.Equal("2030-05-20T09:00:00-03:00", slot.GetProperty("window").GetProperty("from").GetString());

        var late = await intake.Json(customer.PostAsJsonAsync("/api/slots", new { vehicle = new { plate = "SLOW" }, places = new[] { new { address = "Avenida Italia 2500" } } }, Token), 503);
        Assert.Equal("planning-unavailable", Code(late));
    }

    [Fact]
    public async Task A_withdrawn_key_opens_nothing()
    {
        var keys = await intake.Json(intake.Operator.GetAsync("/api/booking-keys", Token));
        Assert.False(keys[0].TryGetProperty("key", out _));
        using var gone = await intake.Operator.DeleteAsync($"/api/booking-keys/{keys[0].GetProperty("id").GetGuid()}", Token);
        Assert.Equal(204, (int)gone.StatusCode);
        Assert.Equal("booking-key-unknown", Code(await intake.Json(Post(IntakeProcess.GoodWish()), 401)));
    }

    private Task<HttpResponseMessage> Post(object wish) => customer.PostAsJsonAsync("/api/requests", wish, Token);

    private static string Error(JsonElement errors, string field) =>
        errors.TryGetProperty(field, out var texts) ? texts[0].GetString()! : $"(no error for {field}; there are {errors})";

    private static string? Code(JsonElement problem) => problem.GetProperty("code").GetString();
}
