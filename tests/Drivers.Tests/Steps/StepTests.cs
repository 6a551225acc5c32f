using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts.Intake;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Steps;

public sealed class StepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly object[] FourSides = [new { side = "front" }, new { side = "right" }, new { side = "rear" }, new { side = "left" }];

    [Fact]
    public async Task A_workshop_that_made_no_steps_has_the_usual_ones_and_a_device_gets_them_with_its_sheet()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        using var adviser = app.As(Roles.Adviser);

        var usual = await adviser.GetFromJsonAsync<JsonElement>(PathOf(sheet), Token);
        Assert.Equal(0, usual.GetProperty("version").GetInt32());
        Assert.Contains(usual.GetProperty("collect").EnumerateArray(), step => step.GetProperty("key").GetString() == "plate");
        var route = await device.GetFromJsonAsync<JsonElement>("/api/route", Token);
        Assert.Equal(5, route.GetProperty("stopSteps").GetArrayLength());
        Assert.Equal(usual.GetProperty("collect").GetRawText(), Assert.Single(route.GetProperty("stepLists").EnumerateArray()).GetProperty("steps").GetProperty("collect").GetRawText());

        // A report that names them is held against them; one of a device that knows of no steps is taken as ever.
        await device.Done(sheet.Stops[1], "arrive", 8.4);
        var fields = await Missing(device, sheet.Stops[1], "collect", new { mileageKm = 12, stepsVersion = 0, photos = FourSides[..3] });
        Assert.Equal(["answers", "photos", "plate"], fields.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("'left'", fields["photos"], StringComparison.Ordinal);
        await device.Done(sheet.Stops[1], "collect", 8.5, new { mileageKm = 12 });
    }

    [Fact]
    public async Task A_workshops_own_steps_are_asked_of_every_report_and_a_stop_that_has_begun_keeps_the_version_it_began_with()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        using var adviser = app.As(Roles.Adviser);
        var boot = new { key = "boot", kind = "photo", required = true, text = new { es = "El maletero, abierto" } };
        var first = await Put(adviser, sheet, new { collect = new object[] { boot, new { key = "charger", kind = "question", required = true, answer = "yesNo", text = new { en = "Is the charging cable in the car?" } } }, checkIn = Array.Empty<object>(), pickUp = Array.Empty<object>(), @return = Array.Empty<object>() });
        Assert.Equal(1, first.GetProperty("version").GetInt32());
        var collect = sheet.Stops[1];
        await device.Done(collect, "arrive", 8.4, new { stepsVersion = 1 });

        var second = await Put(adviser, sheet, new { basedOn = 1, collect = new[] { boot, boot with { key = "roof" } }, checkIn = Array.Empty<object>(), pickUp = Array.Empty<object>(), @return = Array.Empty<object>() });
        Assert.Equal(2, second.GetProperty("version").GetInt32());
        var route = await device.GetFromJsonAsync<JsonElement>("/api/route", Token);
        Assert.Equal([1, 2, 2, 2, 2], route.GetProperty("stopSteps").EnumerateArray().Select(stop => stop.GetProperty("version").GetInt32()));
        Assert.Equal([1, 2], route.GetProperty("stepLists").EnumerateArray().Select(list => list.GetProperty("version").GetInt32()).Order());

        await device.Refused(collect, "collect", 8.5, 409, "other-steps", new { mileageKm = 5, stepsVersion = 2, photos = new[] { new { side = "boot" }, new { side = "roof" } } });
        var missing = await Missing(device, collect, "collect", new { mileageKm = 5, answers = new[] { new { step = "charger", answer = "perhaps" } } });
        Assert.Contains("'boot'", missing["photos"], StringComparison.Ordinal);
        Assert.Contains("'yes' or 'no'", missing["answers"], StringComparison.Ordinal);
        await device.Done(collect, "collect", 8.5, new { mileageKm = 5, stepsVersion = 1, photos = new[] { new { side = "boot" } }, answers = new[] { new { step = "charger", answer = "yes" } } });

        var report = Assert.Single((await adviser.GetFromJsonAsync<JsonElement>($"/api/reports?requestId={collect.RequestId}", Token)).EnumerateArray());
        Assert.Equal((1, "yes"), (report.GetProperty("stepsVersion").GetInt32(), report.GetProperty("answers")[0].GetProperty("answer").GetString()));
        Assert.Equal(boot.text.es, (await adviser.GetFromJsonAsync<JsonElement>(PathOf(sheet) + "?version=1", Token)).GetProperty("collect")[0].GetProperty("text").GetProperty("es").GetString());
    }

    [Fact]
    public async Task Steps_that_make_no_sense_are_refused_and_so_are_those_that_another_overtook()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var adviser = app.As(Roles.Adviser);
        object Body(params object[] collect) => new { collect, checkIn = Array.Empty<object>(), pickUp = Array.Empty<object>(), @return = Array.Empty<object>() };
        async Task Bad(object body, string field) => Assert.Contains(
            (await Fields(await adviser.PutAsJsonAsync(PathOf(sheet), body, Token))).Keys, name => name.StartsWith(field, StringComparison.Ordinal));
        await Bad(new { collect = Array.Empty<object>() }, "return");
        await Bad(Body(new { key = "a", kind = "photo", required = true }), "collect[0].text");
        await Bad(Body(new { key = "q", kind = "question", required = true, text = new { en = "?" } }), "collect[0].answer");
        await Bad(Body(new { key = "front", kind = "photo", required = true }, new { key = "front", kind = "photo", required = false }), "collect");
        await Bad(Body(new { key = "key", kind = "key", required = true }, new { key = "key2", kind = "key", required = true }), "collect");

        await Put(adviser, sheet, Body(new { key = "front", kind = "photo", required = true }));
        var same = await Put(adviser, sheet, Body(new { key = "front", kind = "photo", required = true }));
        Assert.Equal(1, same.GetProperty("version").GetInt32());
        var late = await adviser.PutAsJsonAsync(PathOf(sheet), new { basedOn = 0, collect = Array.Empty<object>(), checkIn = Array.Empty<object>(), pickUp = Array.Empty<object>(), @return = Array.Empty<object>() }, Token);
        await late.Is(409, "steps-changed");
        await (await adviser.GetAsync(PathOf(sheet) + "?version=7", Token)).Is(404, "unknown-steps");
    }

    [Fact]
    public async Task Another_car_is_not_taken()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        sheet = sheet with { Stops = [.. sheet.Stops.Select(stop => stop.Vehicle is { } car ? stop with { Vehicle = car with { VinEnd = "A0012345" } } : stop)] };
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        await device.Done(sheet.Stops[1], "arrive", 8.4);
        await device.Refused(sheet.Stops[1], "collect", 8.5, 409, "wrong-car", new { mileageKm = 5, plate = "SBA 1235" });
        await device.Refused(sheet.Stops[1], "collect", 8.5, 409, "wrong-car", new { mileageKm = 5, vinEnd = "2346" });
        await device.Refused(sheet.Stops[1], "collect", 8.5, 409, "wrong-car", new { mileageKm = 5, vinEnd = "345" });
        await device.Done(sheet.Stops[1], "collect", 8.5, new { mileageKm = 5, plate = "sba-1234" });
        await device.Done(sheet.Stops[2], "arrive", 9);
        await device.Done(sheet.Stops[2], "hand-over", 9, new { mileageKm = 5, vinEnd = "12345" });
    }

    [Fact]
    public async Task A_lockers_code_is_shown_near_the_stop_only_and_forgotten_with_it_and_a_photo_shows_where_car_and_key_are()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        var collect = sheet.Stops[1];
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        await app.Tell(new ContactChanged { RequestId = collect.RequestId!.Value, Revision = 1, Name = "Ana", Language = "es", TrackingLink = "x" });
        await app.Tell(new HandoverChanged { RequestId = collect.RequestId!.Value, At = SampleRoutes.At(7), Collection = new(HandoverKind.Locker, null, "by the gate", "4711") });
        await app.Tell(new HandoverChanged { RequestId = collect.RequestId!.Value, At = SampleRoutes.At(6), Collection = new(HandoverKind.Locker, null, "an older one", "0000") });
        var contact = $"/api/stops/{collect.MoveId}/0/contact";
        await Wait.Until(async () => await app.Read(async context => (await context.Contacts.FindAsync([collect.RequestId!.Value], Token))?.HandoverAt) is not null, () => "the handover");
        await (await device.GetAsync(contact, Token)).Is(404, "contact-not-yet");
        await device.Done(collect, "depart", 8.2);
        Assert.Equal("4711", (await device.GetFromJsonAsync<JsonElement>(contact, Token)).GetProperty("handover").GetProperty("lockerCode").GetString());

        await device.Done(collect, "arrive", 8.4);
        Assert.Contains("keyPlace", (await Missing(device, collect, "collect", new { mileageKm = 5, handover = "locker" }))["photos"], StringComparison.Ordinal);
        await device.Done(collect, "collect", 8.5, new { mileageKm = 5, handover = "locker", photos = new[] { new { side = "keyPlace" } } });
        Assert.Equal(HandoverKind.Locker, (await app.Heard.Expect<Contracts.Drivers.VehicleCollected>())[0].Handover);
        Assert.Null(await app.Read(async context => (await context.Contacts.FindAsync([collect.RequestId!.Value], Token))!.CollectionHandover));
        await (await device.GetAsync(contact, Token)).Is(404, "contact-gone");
    }

    [Fact]
    public async Task Nobody_is_absent_before_they_were_waited_for()
    {
        await using var app = await DriversApp.Start(settings: ("Drivers:WaitMinutes", "12"));
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var (collect, absent) = (sheet.Stops[1], new { reason = "absent" });
        await device.Refused(collect, "fail", 8, 409, "out-of-order", absent);

        // The window begins at a quarter past eight: who comes earlier waits until then first.
        var arrived = await device.Done(collect, "arrive", 8);
        Assert.Equal(SampleRoutes.At(8.25).AddMinutes(12), arrived.GetProperty("waitsUntil").GetDateTimeOffset());
        Assert.Equal(SampleRoutes.At(8.25).AddMinutes(12), (await app.Heard.Expect<Contracts.Drivers.StopArrived>())[0].WaitsUntil);
        await device.Refused(collect, "fail", 8.4, 409, "still-waiting", absent);
        await device.Done(collect, "fail", 8.5, absent);
    }

    private static string PathOf(RouteSheet sheet) => $"/api/workshops/{sheet.Stops[1].WorkshopId}/steps";

    private static async Task<JsonElement> Put(HttpClient adviser, RouteSheet sheet, object body)
    {
        using var answer = await adviser.PutAsJsonAsync(PathOf(sheet), body, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    /// <summary>What a report lacks, by field.</summary>
    private static async Task<Dictionary<string, string>> Missing(HttpClient device, RouteStop stop, string what, object report) =>
        await Fields(await device.Tell(stop, what, 8.5, report));

    private static async Task<Dictionary<string, string>> Fields(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
            return problem.GetProperty("errors").EnumerateObject().ToDictionary(field => field.Name, field => string.Join(' ', field.Value.EnumerateArray()), StringComparer.Ordinal);
        }
    }
}
