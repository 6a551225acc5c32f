using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Intake.Data;

namespace Routing.Intake.Tests;

public sealed class TrackingTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2030, 5, 20, 11, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2030, 5, 20);
    private static readonly Guid Driver = Guid.CreateVersion7();
    private IntakeProcess intake = null!;
    private PickupRequested request = null!;
    private string link = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        intake = await IntakeProcess.Start(Token);
        var booked = await intake.Json(intake.Adviser.PostAsJsonAsync("/api/requests", IntakeProcess.GoodWish(), Token), 201);
        link = booked.GetProperty("trackingLink").GetString()!;
        request = await intake.Heard.Wait<PickupRequested>(m => m.RequestId == booked.GetProperty("requestId").GetGuid());
    }

    public ValueTask DisposeAsync() => intake.DisposeAsync();

    [Fact]
    public async Task The_promise_and_the_estimate_are_apart_and_in_the_workshops_time()
    {
        await Tell(Scheduled(), "scheduled");
        await intake.Publish(new EtaChanged
        {
            RequestId = request.RequestId, MoveId = Collection, StopIndex = 0, Area = "montevideo", Day = Day, DriverId = Driver,
            Eta = Morning.AddMinutes(70), LateSeconds = 600, At = Morning,
        });
        await IntakeProcess.Until(async () => FirstMove(await Track()).GetProperty("eta").GetString() == "2030-05-20T09:10:00-03:00");

        // What the driver says of it is newer.
        await intake.Publish(new DriverDelayed
        {
            RequestId = request.RequestId, MoveId = Collection, StopIndex = 0, Area = "montevideo", Day = Day, DriverId = Driver,
            Eta = Morning.AddMinutes(80), At = Morning.AddMinutes(1), ReceivedAt = Morning,
        });
        await IntakeProcess.Until(async () => FirstMove(await Track()).GetProperty("eta").GetString() == "2030-05-20T09:20:00-03:00");

        var move = FirstMove(await Track());
        Assert.Equal("2030-05-20T08:00:00-03:00", move.GetProperty("window").GetProperty("from").GetString());
        Assert.Equal("2030-05-20T09:00:00-03:00", move.GetProperty("window").GetProperty("until").GetString());
        Assert.Equal("Driver One", move.GetProperty("driverName").GetString());
    }

    [Fact]
    public async Task A_refusal_says_why()
    {
        await Tell(
            new PickupUnserved
            {
                RequestId = request.RequestId, MoveId = Collection, Kind = MoveKind.Collection, Revision = 1, Area = "montevideo", Day = Day, PlanVersion = 1,
                Reason = new("no-driver", "No driver is free then.", "If the window opened 20 minutes earlier."),
            },
            "unserved");
        Assert.Equal("If the window opened 20 minutes earlier.", FirstMove(await Track()).GetProperty("reason").GetProperty("smallestChange").GetString());
    }

    [Fact]
    public async Task Waiting_ends_with_the_change()
    {
        var version = (await Track()).GetProperty("version").GetInt32();
        var waiting = intake.Json(intake.Stranger.GetAsync($"{link}?waitSeconds=30&version={version}", Token));
        Assert.False(waiting.IsCompleted);
        await intake.Publish(Scheduled());
        Assert.Equal("scheduled", (await waiting).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Events_tell_the_present_and_every_change()
    {
        using var answer = await intake.Stranger.GetAsync($"{link}/events", HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        await using var stream = await answer.Content.ReadAsStreamAsync(Token);
        var states = System.Net.ServerSentEvents.SseParser.Create(stream).EnumerateAsync(Token)
            .Select(told => JsonDocument.Parse(told.Data).RootElement.GetProperty("state").GetString());
        await using var each = states.GetAsyncEnumerator(Token);
        Assert.True(await each.MoveNextAsync());
        Assert.Equal("requested", each.Current);
        await intake.Publish(Scheduled());
        Assert.True(await each.MoveNextAsync());
        Assert.Equal("scheduled", each.Current);
    }

    [Fact]
    public async Task The_code_to_read_out_is_shown_until_all_is_over()
    {
        Assert.Matches("^[0-9]{4}$", (await Track()).GetProperty("code").GetString());
        await intake.Json(intake.Stranger.DeleteAsync(link, Token), 200);
        Assert.False((await Track()).TryGetProperty("code", out var none) && none.ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task Another_window_is_quoted_for_the_car_as_it_was_booked()
    {
        var slots = await intake.Json(intake.Stranger.PostAsJsonAsync($"{link}/slots", new { days = 3, limit = 4 }, Token), 200);
        Assert.Equal("3 days, 4 slots", slots.GetProperty("slots")[0].GetProperty("why").GetString());
        await intake.Json(intake.Stranger.DeleteAsync(link, Token), 200);
        Assert.Equal("request-cancelled", (await intake.Json(intake.Stranger.PostAsJsonAsync($"{link}/slots", new { days = 3 }, Token), 409)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_change_is_free_before_the_driver_leaves_and_twice_is_once()
    {
        await Tell(Scheduled(), "scheduled");
        var change = new { places = new[] { new { address = "Bulevar Artigas 1000" } }, @return = true };
        var changed = await intake.Json(intake.Stranger.PutAsJsonAsync(link, change, Token), 200);
        await intake.Json(intake.Stranger.PutAsJsonAsync(link, change, Token), 200);

        Assert.Equal("requested", changed.GetProperty("state").GetString());
        var told = await intake.Heard.Wait<RequestChanged>(m => m.RequestId == request.RequestId);
        Assert.Equal(2, told.Revision);
        Assert.Equal("Bulevar Artigas 1000, Montevideo", told.Details.Places.Single().Place.Address);
        Assert.Equal(Collection, told.Details.CollectionMoveId);
        Assert.NotNull(told.Details.ReturnMoveId);
        Assert.Equal(told.Details.Places.Single().Place, told.Details.ReturnPlace);
        await intake.Json(intake.Stranger.DeleteAsync(link, Token), 200);
        await intake.Heard.Wait<RequestCancelled>(m => m.Revision == 3);
        Assert.Single(intake.Heard.All<RequestChanged>());
    }

    [Fact]
    public async Task On_the_way_the_collection_stays_as_it_is_and_a_cancellation_calls_the_driver_back()
    {
        await Tell(Scheduled(), "scheduled");
        await Tell(new DriverDeparted { DriverId = Driver, Area = "montevideo", Day = Day, MoveId = Collection, StopIndex = 0, RequestId = request.RequestId, At = Morning, ReceivedAt = Morning }, "onTheWay");

        await intake.Publish(new StopArrived { DriverId = Driver, Area = "montevideo", Day = Day, MoveId = Collection, StopIndex = 0, RequestId = request.RequestId, At = Morning.AddMinutes(9), ReceivedAt = Morning });
        await IntakeProcess.Until(async () => FirstMove(await Track()).TryGetProperty("arrivedAt", out var at) && at.GetString() == "2030-05-20T08:09:00-03:00");

        var refused = await intake.Json(intake.Stranger.PutAsJsonAsync(link, new { places = new[] { new { address = "Bulevar Artigas 1000" } } }, Token), 409);
        Assert.Equal("driver-on-the-way", refused.GetProperty("code").GetString());
        Assert.Contains("Driver One", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await intake.Json(intake.Stranger.PutAsJsonAsync(link, new { @return = true, returnPlace = new { address = "Bulevar Artigas 1000" } }, Token), 200);
        var seen = await Track();
        Assert.Equal(("onTheWay", "onTheWay"), (seen.GetProperty("state").GetString(), seen.GetProperty("cancelCase").GetString()));
        for (var times = 0; times < 2; times++)
        {
            var cancelled = await intake.Json(intake.Stranger.DeleteAsync(link, Token), 200);
            Assert.Equal(("cancelled", "onTheWay"), (cancelled.GetProperty("state").GetString(), cancelled.GetProperty("cancelCase").GetString()));
        }

        var staffs = await intake.Json(intake.Adviser.DeleteAsync($"/api/requests/{request.RequestId}", Token), 200);
        Assert.Equal("onTheWay", staffs.GetProperty("cancelCase").GetString());
        Assert.Single(intake.Heard.All<RequestCancelled>());
        Assert.Equal("request-cancelled", (await intake.Json(intake.Stranger.PutAsJsonAsync(link, new { }, Token), 409)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task After_the_collection_the_car_is_brought_back_instead_of_cancelled()
    {
        Assert.Equal("free", (await Track()).GetProperty("cancelCase").GetString());
        await Tell(Collected(), "collected");
        Assert.Equal("bringBack", (await Track()).GetProperty("cancelCase").GetString());
        for (var times = 0; times < 2; times++)
        {
            var asked = await intake.Json(intake.Stranger.DeleteAsync(link, Token), 200);
            Assert.Equal(("collected", "bringBack"), (asked.GetProperty("state").GetString(), asked.GetProperty("cancelCase").GetString()));
            Assert.True(asked.GetProperty("wish").GetProperty("return").GetBoolean());
        }

        // The work is off, and the car goes home.
        var back = await intake.Heard.Wait<RequestChanged>(m => m.RequestId == request.RequestId);
        Assert.Equal((0, request.Details.Places.Single().Place), (back.Details.WorkSeconds, back.Details.ReturnPlace));
        Assert.NotNull(back.Details.ReturnMoveId);
        Assert.Single(intake.Heard.All<RequestChanged>());
        Assert.Empty(intake.Heard.All<RequestCancelled>());
    }

    [Fact]
    public async Task After_the_collection_only_the_return_can_be_wished_otherwise()
    {
        await Tell(Collected(), "collected");
        Assert.Equal("car-collected", (await intake.Json(intake.Stranger.PutAsJsonAsync(link, new { swap = true }, Token), 409)).GetProperty("code").GetString());
        await intake.Json(intake.Stranger.PutAsJsonAsync(link, new { @return = true }, Token), 200);
        var told = await intake.Heard.Wait<RequestChanged>(m => m.RequestId == request.RequestId);
        Assert.Equal(request.Details.Places.Single().Place, told.Details.ReturnPlace);
    }

    [Fact]
    public async Task Ready_is_seen_until_the_workshop_takes_it_back_and_whatever_comes_late_is_older()
    {
        await Tell(Scheduled(), "scheduled");
        await Tell(Collected(), "collected");
        await Tell(HandedOver(), "atWorkshop");
        Assert.False((await Track()).GetProperty("isReady").GetBoolean());

        await intake.Publish(Ready(true, minute: 10));
        await IntakeProcess.Until(async () => (await Track()).GetProperty("isReady").GetBoolean());
        Assert.Equal("2030-05-20T08:10:00-03:00", (await Track()).GetProperty("readyAt").GetString());

        await intake.Publish(Ready(false, minute: 30));
        await IntakeProcess.Until(async () => !(await Track()).GetProperty("isReady").GetBoolean());
        var version = (await Track()).GetProperty("version").GetInt32();
        await intake.Publish(Ready(true, minute: 20));
        await intake.Publish(Ready(true, minute: 40));
        await IntakeProcess.Until(async () => (await Track()).GetProperty("isReady").GetBoolean());
        Assert.Equal(version + 1, (await Track()).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Once_the_car_is_collected_windows_are_offered_for_its_return()
    {
        await Tell(Collected(), "collected");
        await Tell(HandedOver(), "atWorkshop");
        await intake.Publish(Ready(true, minute: 10));
        await IntakeProcess.Until(async () => (await Track()).GetProperty("isReady").GetBoolean());
        var slot = (await intake.Json(intake.Stranger.PostAsJsonAsync($"{link}/slots", new { days = 3, limit = 4 }, Token), 200)).GetProperty("slots")[0];
        Assert.Equal(request.Details.Places[0].Place.Address, slot.GetProperty("place").GetProperty("address").GetString());

        var from = TimeProvider.System.GetUtcNow().AddDays(3);
        var window = new { from, until = from.AddHours(1) };
        await intake.Json(intake.Stranger.PutAsJsonAsync(link, new { @return = true, returnWindows = new[] { window } }, Token), 200);
        var told = await intake.Heard.Wait<RequestChanged>(m => m.RequestId == request.RequestId);
        Assert.Equal(from, Assert.Single(told.Details.ReturnWindows).From);
        Assert.Equal(Collection, told.Details.CollectionMoveId);
    }

    [Fact]
    public async Task After_a_failure_the_next_try_is_another_move()
    {
        await Tell(
            new StopFailed
            {
                DriverId = Driver, Area = "montevideo", Day = Day, MoveId = Collection, StopIndex = 0, RequestId = request.RequestId,
                Reason = FailureReason.Absent, Note = "for staff", At = Morning, ReceivedAt = Morning,
            },
            "failed");
        Assert.DoesNotContain("for staff", (await Track()).ToString(), StringComparison.Ordinal);
        Assert.Contains("for staff", (await intake.Json(intake.Adviser.GetAsync($"/api/requests/{request.RequestId}", Token))).ToString(), StringComparison.Ordinal);

        var changed = await intake.Json(intake.Stranger.PutAsJsonAsync(link, new { places = new[] { new { address = "Bulevar Artigas 1000" } } }, Token), 200);
        Assert.Equal("requested", changed.GetProperty("state").GetString());
        Assert.NotEqual(Collection, (await intake.Heard.Wait<RequestChanged>(m => m.RequestId == request.RequestId)).Details.CollectionMoveId);
    }

    [Fact]
    public async Task Staff_find_requests_by_plate_state_and_workshop()
    {
        foreach (var query in new[] { "plate=sba-1234", "state=requested", $"workshopId={IntakeProcess.Workshop}", "plate=SBA1234&state=requested&take=1" })
            Assert.Equal(1, (await intake.Json(intake.Adviser.GetAsync($"/api/requests?{query}", Token))).GetProperty("total").GetInt32());
        foreach (var query in new[] { "plate=XX", "state=returned", $"workshopId={IntakeProcess.OtherWorkshop}", "workOrder=7" })
            Assert.Equal(0, (await intake.Json(intake.Adviser.GetAsync($"/api/requests?{query}", Token))).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_customer_writes_once_reads_the_answer_and_is_held_to_a_number_an_hour()
    {
        var writtenId = Guid.CreateVersion7();
        for (var time = 0; time < 2; time++)
            await intake.Json(intake.Stranger.PostAsJsonAsync($"{link}/messages", new { writtenId, text = "The gate is green" }, Token), 200);
        var told = await intake.Heard.Wait<CustomerWrote>(m => m.WrittenId == writtenId);
        Assert.Equal((request.RequestId, "The gate is green"), (told.RequestId, told.Text));

        var answer = new DispatcherWrote { WrittenId = Guid.CreateVersion7(), Area = "montevideo", Day = Day, RequestId = request.RequestId, Text = "Thank you", By = "dora", At = told.At.AddSeconds(1) };
        await intake.Publish(answer);
        await intake.Publish(answer);
        await IntakeProcess.Until(async () => (await Track()).GetProperty("messages").GetArrayLength() == 2);
        Assert.Equal(
            [(false, "The gate is green"), (true, "Thank you")],
            (await Track()).GetProperty("messages").EnumerateArray().Select(each => (each.GetProperty("fromDispatcher").GetBoolean(), each.GetProperty("text").GetString())));
        Assert.DoesNotContain("dora", (await Track()).GetRawText(), StringComparison.Ordinal);

        foreach (var text in new[] { "", new string('x', 1001) })
            await intake.Json(intake.Stranger.PostAsJsonAsync($"{link}/messages", new { writtenId = Guid.CreateVersion7(), text }, Token), 400);
        for (var more = 1; more < 10; more++)
            await intake.Json(intake.Stranger.PostAsJsonAsync($"{link}/messages", new { writtenId = Guid.CreateVersion7(), text = $"{more}" }, Token), 200);
        var refused = await intake.Json(intake.Stranger.PostAsJsonAsync($"{link}/messages", new { writtenId = Guid.CreateVersion7(), text = "one too many" }, Token), 429);
        Assert.Contains("10 messages an hour", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_go_with_the_contact_once_the_request_has_ended()
    {
        await intake.Json(intake.Stranger.PostAsJsonAsync($"{link}/messages", new { writtenId = Guid.CreateVersion7(), text = "My number is 099 123 456" }, Token), 200);
        await intake.Json(intake.Stranger.DeleteAsync(link, Token), 200);
        await using var later = await IntakeProcess.Start(Token, intake.Data, intake.Maps, "--Intake:ContactDays=0");
        await later.Services.GetServices<IHostedService>().OfType<Tidying>().Single().Do(Token);
        Assert.Equal(0, (await Track()).GetProperty("messages").GetArrayLength());
        var over = await intake.Json(intake.Stranger.PostAsJsonAsync($"{link}/messages", new { writtenId = Guid.CreateVersion7(), text = "Hello?" }, Token), 409);
        Assert.Equal("request-ended", over.GetProperty("code").GetString());
    }

    private Guid Collection => request.Details.CollectionMoveId!.Value;

    private PickupScheduled Scheduled() => new()
    {
        RequestId = request.RequestId, MoveId = Collection, Kind = MoveKind.Collection, Revision = 1, Area = "montevideo", Day = Day, PlanVersion = 1,
        Place = request.Details.Places[0].Place, Window = new(Morning, Morning.AddHours(1)), Eta = Morning.AddMinutes(20), DriverId = Driver, DriverName = "Driver One",
    };

    private VehicleCollected Collected() => new()
    {
        DriverId = Driver, Area = "montevideo", Day = Day, MoveId = Collection, StopIndex = 0, RequestId = request.RequestId, StopDone = true,
        ReportId = Guid.CreateVersion7(), MileageKm = 1, DamageCount = 0, PhotoCount = 0, At = Morning, ReceivedAt = Morning,
    };

    private VehicleHandedOver HandedOver() => new()
    {
        DriverId = Driver, Area = "montevideo", Day = Day, MoveId = Collection, StopIndex = 1, RequestId = request.RequestId, StopDone = true,
        ReportId = Guid.CreateVersion7(), MileageKm = 2, At = Morning.AddMinutes(5), ReceivedAt = Morning,
    };

    private VehicleReady Ready(bool isReady, int minute) => new()
    {
        RequestId = request.RequestId, WorkshopId = IntakeProcess.Workshop, Area = "montevideo", Day = Day, IsReady = isReady,
        ReadyAt = isReady ? Morning.AddMinutes(minute) : Morning.AddHours(6), By = "somebody", At = Morning.AddMinutes(minute),
    };

    private async Task Tell<T>(T message, string state) where T : class
    {
        await intake.Publish(message);
        await IntakeProcess.Until(async () => (await Track()).GetProperty("state").GetString() == state);
    }

    private Task<JsonElement> Track() => intake.Json(intake.Stranger.GetAsync(link, Token));

    private static JsonElement FirstMove(JsonElement tracked) => tracked.GetProperty("moves")[0];
}
