using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Intake.Tests;

public sealed class ServiceAreaTests : IAsyncLifetime
{
    private IntakeProcess intake = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Avenida Italia 2500 is at -56.15, -34.89.
    private static readonly MultiPolygon Italia = Square(-56.16, -34.90, -56.14, -34.88);

    public async ValueTask InitializeAsync() => intake = await IntakeProcess.Start(Token);

    public ValueTask DisposeAsync() => intake.DisposeAsync();

    [Fact]
    public async Task A_place_outside_is_refused_at_its_field_and_the_nearest_workshop_that_comes_is_named()
    {
        await intake.Publish(Area(IntakeProcess.Workshop, 1, Italia) with { Minutes = 25 });
        await Told(refuses: true);

        var wish = IntakeProcess.GoodWish();
        wish["places"] = new object[] { new { address = "Avenida Italia 2500" }, new { address = "Bulevar Artigas 1000" }, new { lon = -56.17, lat = -34.89 } };
        wish["return"] = true;
        wish["returnPlace"] = new { lon = -56.15, lat = -34.91 };
        foreach (var path in (string[])["/api/requests", "/api/slots"])
        {
            var errors = (await intake.Json(intake.Adviser.PostAsJsonAsync(path, wish, Token), 400)).GetProperty("errors");
            Assert.Equal(["places[1].address", "places[2]", "returnPlace"], errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
            Assert.Equal(
                "Taller Uno does not come here: the place is outside the 25 minutes' drive within which it collects cars and brings them back. The nearest workshop that does come is Taller Dos, 1.4 km away.",
                errors.GetProperty("places[1].address")[0].GetString());
        }

        Assert.Empty(intake.Heard.All<PickupRequested>());
        await intake.Json(intake.Adviser.PostAsJsonAsync("/api/requests", IntakeProcess.GoodWish(), Token), 201);
        await intake.Json(intake.Adviser.PostAsJsonAsync("/api/slots", IntakeProcess.GoodWish(), Token), 200);
    }

    [Fact]
    public async Task Only_a_workshop_that_comes_is_named()
    {
        var far = Guid.CreateVersion7();
        await intake.Publish(Area(IntakeProcess.OtherWorkshop, 1, Italia));
        await intake.Publish(IntakeProcess.WorkshopMessage(far, "Werkstatt") with { Area = "berlin" });
        await intake.Publish(Area(IntakeProcess.Workshop, 1, Italia) with { RadiusMetres = 1500 });
        await Told(refuses: true);
        await IntakeProcess.Until(async () => (await intake.Json(intake.Operator.GetAsync("/api/booking/workshops", Token))).GetArrayLength() == 3);

        Assert.EndsWith("outside the 1.5 km around it within which it collects cars and brings them back. No other workshop comes here either.", await Refusal(), StringComparison.Ordinal);

        // The other city's comes nowhere near unless it says so.
        await intake.Publish(Area(far, 1, Square(-57, -35, -56, -34)));
        await IntakeProcess.Until(async () => (await Refusal())!.Contains("is Werkstatt, 1.4 km away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_area_with_a_hole_and_an_island_in_it_is_read_as_drawn()
    {
        var (outer, hole, island) = (Ring(-57, -36, -56, -34), Ring(-56.2, -34.95, -56.1, -34.85), Ring(-56.18, -34.92, -56.16, -34.90));
        await intake.Publish(Area(IntakeProcess.Workshop, 1, new MultiPolygon([[outer, hole]])));
        await Told(refuses: true);
        Assert.Contains("outside the area in which it collects", await Refusal(), StringComparison.Ordinal);
        await intake.Publish(Area(IntakeProcess.Workshop, 2, new MultiPolygon([[outer, hole], [island]])));
        await Told(refuses: false);
    }

    [Fact]
    public async Task The_newest_outline_counts_in_whatever_order_they_come_and_what_was_agreed_stays()
    {
        var booked = await intake.Json(intake.Adviser.PostAsJsonAsync("/api/requests", Artigas(), Token), 201);
        await intake.Publish(Area(IntakeProcess.Workshop, 3, Italia));
        await Told(refuses: true);
        await intake.Publish(Area(IntakeProcess.Workshop, 2, null));
        await intake.Publish(new AreaChanged { Area = "montevideo", Name = "After it", TimeZone = "America/Montevideo" });

        // The places as they were may be sent again; another outside is refused.
        var path = $"/api/requests/{booked.GetProperty("requestId").GetGuid()}";
        await intake.Json(intake.Adviser.PutAsJsonAsync(path, new { places = new[] { new { address = "Bulevar Artigas 1000" } }, workMinutes = 90 }, Token), 200);
        var refused = await intake.Json(intake.Adviser.PutAsJsonAsync(path, new { places = new[] { new { lon = -56.17, lat = -34.89 } } }, Token), 400);
        Assert.Contains("does not come here", refused.GetProperty("errors").GetProperty("places[0]")[0].GetString(), StringComparison.Ordinal);
        Assert.NotNull(await Refusal());

        await intake.Publish(Area(IntakeProcess.Workshop, 4, null));
        await Told(refuses: false);
    }

    private Task Told(bool refuses) => IntakeProcess.Until(async () => await Refusal() is not null == refuses);

    /// <summary>What a wish for slots at Bulevar Artigas 1000 is told, which is at -56.17, -34.91; null when it is answered.</summary>
    private async Task<string?> Refusal()
    {
        using var answer = await intake.Adviser.PostAsJsonAsync("/api/slots", Artigas(), Token);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
        return answer.IsSuccessStatusCode ? null : body.GetProperty("errors").GetProperty("places[0].address")[0].GetString();
    }

    private static Dictionary<string, object?> Artigas()
    {
        var wish = IntakeProcess.GoodWish();
        wish["places"] = new object[] { new { address = "Bulevar Artigas 1000" } };
        return wish;
    }

    private static ServiceAreaChanged Area(Guid workshop, int version, MultiPolygon? outline) => new() { WorkshopId = workshop, Version = version, Outline = outline };

    private static MultiPolygon Square(double west, double south, double east, double north) => new([[Ring(west, south, east, north)]]);

    private static IReadOnlyList<IReadOnlyList<double>> Ring(double west, double south, double east, double north) =>
        [[west, south], [east, south], [east, north], [west, north], [west, south]];
}
