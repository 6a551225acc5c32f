using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Planning.Tests;

public sealed class SlotsTests(SharedRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slot_that_is_quoted_is_promised_when_it_is_taken()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        await process.Publish(Town.Request(workshop.WorkshopId, 1, [Town.Between(9, 10)]));
        await process.Heard.First<PlanPublished>(_ => true);
        var wish = Town.Request(workshop.WorkshopId, 2);
        var question = new QuoteSlots { Details = wish.Details with { Windows = [], CollectionMoveId = null }, Days = 3, Limit = 40 };
        var slots = await Ask(process, question);
        Assert.NotEmpty(slots.Slots);
        Assert.Null(slots.Reason);
        Assert.All(slots.Slots, slot => Assert.False(string.IsNullOrEmpty(slot.Why)));
        Assert.Contains(slots.Slots, slot => slot.Day == Town.Day.AddDays(1));
        Assert.All(slots.Slots.Where(slot => slot.ReadyAt is not null), slot => Assert.True(slot.ReadyAt >= slot.Window.From.AddSeconds(3600)));

        // Asking changes nothing: the same answer again.
        Assert.Equivalent(slots, await Ask(process, question));
        var taken = slots.Slots[0];
        await process.Publish(wish with { Details = wish.Details with { Windows = [taken.Window] } });
        var scheduled = await process.Heard.First<PickupScheduled>(s => s.RequestId == wish.RequestId);
        Assert.Equal(taken.Window, scheduled.Window);
    }

    [Fact]
    public async Task A_return_is_quoted_from_when_the_workshop_expects_the_car_to_be_ready()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        var ready = Town.Between(13, 18);
        var collection = Town.Request(workshop.WorkshopId, 1).Details;
        var details = collection with
        {
            CollectionMoveId = null, Places = [], Windows = [], ReturnMoveId = null, ReturnPlace = collection.Places[0].Place, ReturnWindows = [ready], WorkSeconds = 0,
        };
        var slots = await Ask(process, new QuoteSlots { Details = details, Days = 1, Limit = 40 });
        Assert.NotEmpty(slots.Slots);
        Assert.All(slots.Slots, slot => Assert.Equal((true, details.ReturnPlace), (slot.Window.Until > ready.From, slot.Place)));
    }

    [Fact]
    public async Task No_slots_have_a_reason()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1, driver: i => Town.Driver(i, skills: []));
        var slots = await Ask(process, new QuoteSlots { Details = Town.Request(workshop.WorkshopId, 2).Details with { Windows = [] }, Days = 2, Limit = 10 });
        Assert.Empty(slots.Slots);
        Assert.Equal("missing-skill", slots.Reason?.Code);
        Assert.NotNull(slots.Reason?.SmallestChange);
    }

    private static async Task<SlotsQuoted> Ask(PlanningProcess process, QuoteSlots question)
    {
        await using var scope = process.Services.CreateAsyncScope();
        var answer = await scope.ServiceProvider.GetRequiredService<IRequestClient<QuoteSlots>>().GetResponse<SlotsQuoted>(question, Cancellation, TimeSpan.FromSeconds(60));
        return answer.Message;
    }
}
