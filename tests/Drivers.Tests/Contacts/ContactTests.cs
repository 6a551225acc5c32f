using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Routing.Contracts.Intake;
using Routing.Contracts.Values;
using Routing.Drivers.Contacts;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Contacts;

public sealed class ContactTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_contact_is_there_from_the_stop_before_and_gone_after()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        var (collect, checkIn, pickUp, swap) = (sheet.Stops[1], sheet.Stops[2], sheet.Stops[3], sheet.Stops[4]);
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        await Tell(app, collect.RequestId!.Value, "Zoë O'Neill", collect.MoveId, null);
        await Tell(app, swap.RequestId!.Value, "José Peña", swap.MoveId, Guid.CreateVersion7());

        await Refused(device, collect, "contact-not-yet");
        await device.Done(collect, "depart", 8.1);
        Assert.Equal(("Zoë O'Neill", "+59899123456", "Ring twice"), await Contact(device, collect));
        await Refused(device, swap, "contact-not-yet");
        await Refused(device, checkIn, "no-contact");
        await device.Done(collect, "arrive", 8.4);
        await device.Done(collect, "collect", 8.5, new { mileageKm = 10 });
        await Refused(device, collect, "contact-gone");
        await device.Done(checkIn, "arrive", 8.9);
        Assert.NotNull((await Row(app, collect.RequestId.Value)).Name);
        await device.Done(checkIn, "hand-over", 9, new { mileageKm = 12 });

        // No return was asked for, so nobody needs the first customer's number any more.
        var wiped = await Row(app, collect.RequestId.Value);
        Assert.Equal((null, null, null), (wiped.Name, wiped.Phone, wiped.Note));
        Assert.NotNull(wiped.WipedAt);

        await device.Done(pickUp, "arrive", 9.1);
        Assert.Equal("José Peña", (await Contact(device, swap)).Name);
        await device.Done(pickUp, "collect", 9.2, new { mileageKm = 5 });
        await device.Done(swap, "arrive", 9.6);
        await device.Done(swap, "hand-over", 9.7, new { mileageKm = 6 });
        await device.Done(swap, "collect", 9.8, new { mileageKm = 40 });
        await Refused(device, swap, "contact-gone");
        await device.Done(sheet.Stops[5], "arrive", 10.2);
        await device.Done(sheet.Stops[5], "hand-over", 10.3, new { mileageKm = 45 });
        // The return is still ahead.
        Assert.Equal("José Peña", (await Row(app, swap.RequestId.Value)).Name);
    }

    [Fact]
    public async Task A_cancelled_request_leaves_no_contact_and_none_comes_late()
    {
        await using var app = await DriversApp.Start();
        var request = Guid.CreateVersion7();
        await Tell(app, request, "Ana", Guid.CreateVersion7(), null);
        await app.Tell(new RequestCancelled { RequestId = request, Revision = 2, CancelledAt = SampleRoutes.At(7) });
        await Wait.Until(async () => (await Row(app, request)).WipedAt is not null, () => "the wiping");
        await app.Tell(Changed(request, "Ana", revision: 3));
        // Another's contact, told after it, is there: so it was handled.
        await Tell(app, Guid.CreateVersion7(), "Bea", null, null);
        Assert.Null((await Row(app, request)).Name);
    }

    [Fact]
    public async Task A_contact_that_nothing_has_touched_for_long_is_wiped()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        await using var app = await DriversApp.Start(clock: clock);
        var request = Guid.CreateVersion7();
        await Tell(app, request, "Ana", null, null);
        var sweeper = app.Services.GetServices<IHostedService>().OfType<ContactSweeper>().Single();
        clock.Advance(TimeSpan.FromDays(29));
        await sweeper.Do(Token);
        Assert.Equal("Ana", (await Row(app, request)).Name);
        clock.Advance(TimeSpan.FromDays(2));
        await sweeper.Do(Token);
        Assert.Null((await Row(app, request)).Name);
    }

    private static async Task Tell(DriversApp app, Guid request, string name, Guid? collection, Guid? back)
    {
        await app.Tell(new PickupRequested
        {
            RequestId = request,
            Revision = 1,
            RequestedAt = SampleRoutes.At(0),
            Details = new RequestDetails
            {
                WorkshopId = Guid.CreateVersion7(),
                Vehicle = new Vehicle("SBA 1234", null, null, null, Gearbox.Manual, Drive.Petrol),
                CollectionMoveId = collection,
                ReturnMoveId = back,
                Places = [],
                Windows = [],
                ReturnWindows = [],
                WorkSeconds = 3600,
            },
        });
        await app.Tell(Changed(request, name, revision: 1));
        await Wait.Until(
            async () => await app.Read(context => context.Contacts.AnyAsync(each => each.RequestId == request && each.Name == name && each.MovesRevision == 1, Token)),
            () => "the contact");
    }

    private static ContactChanged Changed(Guid request, string name, int revision) => new()
    {
        RequestId = request,
        Revision = revision,
        Name = name,
        Phone = "+59899123456",
        Language = "es",
        TrackingLink = "https://example.org/track/x",
        NoteForDriver = "Ring twice",
    };

    private static Task<CustomerContact> Row(DriversApp app, Guid request) =>
        app.Read(context => context.Contacts.AsNoTracking().FirstAsync(each => each.RequestId == request, Token));

    private static async Task<(string? Name, string? Phone, string? Note)> Contact(HttpClient device, RouteStop stop)
    {
        var contact = await device.GetFromJsonAsync<JsonElement>($"/api/stops/{stop.MoveId}/{stop.StopIndex}/contact", Token);
        return (contact.GetProperty("name").GetString(), contact.GetProperty("phone").GetString(), contact.GetProperty("note").GetString());
    }

    private static async Task Refused(HttpClient device, RouteStop stop, string code)
    {
        using var answer = await device.GetAsync($"/api/stops/{stop.MoveId}/{stop.StopIndex}/contact", Token);
        await answer.Is(404, code);
    }
}
