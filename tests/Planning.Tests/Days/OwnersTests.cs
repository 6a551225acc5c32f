using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Routing.Contracts.Planning;
using Routing.Planning.Data;
using Routing.Planning.Days;
using Routing.Planning.Plans;

namespace Routing.Planning.Tests.Days;

public sealed class OwnersTests(SharedRegion region)
{
    private static readonly DayKey Key = new(PlanningProcess.Area, Town.Day);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_day_has_one_owner_and_the_one_before_is_refused_at_the_fence(string database)
    {
        await using var process = await PlanningProcess.Start(region, Cancellation, null, null, ["--Planning:PollSeconds=600", .. Databases.Settings(database)]);
        var workshop = await process.MakeTown(1);
        await process.InTransaction(context => DayLog.Append(context, Key, [Town.Request(workshop.WorkshopId, 1)], Town.Morning, Cancellation, wakes: false));
        var now = Town.Morning;
        var first = await process.In(context => DayLeases.TryTake(context, Key, "a", now, Length, Cancellation));
        Assert.NotNull(first);
        Assert.Null(await process.In(context => DayLeases.TryTake(context, Key, "b", now + (Length / 2), Length, Cancellation)));
        Assert.True(await process.In(context => DayLeases.Renew(context, first.Value, now + (Length / 2), Length, Cancellation)));
        Assert.Null(await process.In(context => DayLeases.TryTake(context, Key, "b", now + Length, Length, Cancellation)));

        // The first falls silent while it plans; the second takes over and publishes.
        var state = await process.In(context => DayLog.Fold(context, Key, null, Cancellation));
        var second = await process.In(context => DayLeases.TryTake(context, Key, "b", now + (2 * Length), Length, Cancellation));
        Assert.True(second?.Fence > first.Value.Fence);
        Assert.False(await process.In(context => DayLeases.Renew(context, first.Value, now + (2 * Length), Length, Cancellation)));
        Assert.Equal(PublishResult.Lost, await Publish(process, first.Value, state));
        Assert.Equal(state.Entry, (await process.In(context => DayLog.Fold(context, Key, null, Cancellation))).Entry);
        Assert.Equal(PublishResult.Published, await Publish(process, second!.Value, state));
        Assert.Equal(1, (await process.In(context => DayLog.Fold(context, Key, null, Cancellation))).Version);

        // A plan of before is overtaken by its own successor, and a released day is anybody's.
        Assert.Equal(PublishResult.Overtaken, await Publish(process, second.Value, state));
        await process.In(async context =>
        {
            await DayLeases.Release(context, second.Value, Cancellation);
            return 0;
        });
        Assert.NotNull(await process.In(context => DayLeases.TryTake(context, Key, "a", now + (2 * Length), Length, Cancellation)));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_was_appended_before_its_owner_died_is_planned_by_the_next(string database)
    {
        var settings = Databases.Settings(database);
        var data = Directory.CreateTempSubdirectory("planning-").FullName;
        Guid requestId;
        await using (var process = await PlanningProcess.Start(region, Cancellation, data, null, ["--Planning:PollSeconds=600", .. settings]))
        {
            var workshop = await process.MakeTown(1);
            var request = Town.Request(workshop.WorkshopId, 1);
            requestId = request.RequestId;
            await process.InTransaction(context => DayLog.Append(context, Key, [request], Town.Morning, Cancellation, wakes: false));

            // Its owner died holding the day.
            Assert.NotNull(await process.In(context => DayLeases.TryTake(context, Key, "dead", process.Clock.GetUtcNow(), TimeSpan.FromSeconds(3), Cancellation)));
        }

        await using var next = await PlanningProcess.Start(region, Cancellation, data, null, settings);
        Assert.Equal(Town.Day, (await next.Heard.First<PickupScheduled>(s => s.RequestId == requestId)).Day);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_restart_goes_on_with_the_plan_and_sends_only_what_changes(string database)
    {
        var settings = Databases.Settings(database);
        var data = Directory.CreateTempSubdirectory("planning-").FullName;
        WorkshopChanged workshop;
        DayState before;
        await using (var process = await PlanningProcess.Start(region, Cancellation, data, null, ["--Planning:ImproveSeconds=0", "--Planning:SnapshotEntries=10", .. settings]))
        {
            workshop = await process.MakeTown(3);
            for (var i = 0; i < 12; i++)
            {
                var request = Town.Request(workshop.WorkshopId, i);
                await process.Publish(request);
                await process.Heard.First<PickupScheduled>(s => s.RequestId == request.RequestId);
            }

            before = await process.In(context => DayLog.Fold(context, Key, null, Cancellation));
            Assert.True(await process.In(context => context.Snapshots.AnyAsync(Cancellation)));
        }

        await using var next = await PlanningProcess.Start(region, Cancellation, data, null, ["--Planning:ImproveSeconds=0", .. settings]);
        var late = Town.Request(workshop.WorkshopId, 99);
        await next.Publish(late);
        var scheduled = await next.Heard.First<PickupScheduled>(s => s.RequestId == late.RequestId);
        Assert.True(scheduled.PlanVersion > before.Version);
        await next.Heard.First<PlanPublished>(p => p.Version == scheduled.PlanVersion);
        Assert.Equal(scheduled.DriverId, Assert.Single(next.Heard.All<RouteAssigned>()).Sheet.DriverId);
        Assert.Equal(late.RequestId, Assert.Single(next.Heard.All<PickupScheduled>()).RequestId);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task With_two_processes_one_plans_and_the_other_takes_over()
    {
        var settings = Databases.Settings("postgres");
        await using var stays = await PlanningProcess.Start(region, Cancellation, null, null, settings);
        var workshop = await stays.MakeTown(2);
        var first = Town.Request(workshop.WorkshopId, 1);
        await using (var goes = await PlanningProcess.Start(region, Cancellation, null, null, settings))
        {
            await goes.Publish(first);
            await PlanningProcess.Until(() => Task.FromResult(goes.Heard.All<PickupScheduled>().Count + stays.Heard.All<PickupScheduled>().Count > 0), "the first promise");
            var owners = await stays.In(context => context.Leases.Where(lease => lease.Day == Town.Day).Select(lease => lease.Owner).ToListAsync(Cancellation));
            Assert.Single(owners);
        }

        var second = Town.Request(workshop.WorkshopId, 2);
        await stays.Publish(second);
        Assert.Equal(2, (await stays.Heard.First<PlanPublished>(p => p.Routes.Sum(route => route.Moves) == 2)).Routes.Sum(route => route.Moves));
    }

    private async Task<PublishResult> Publish(PlanningProcess process, DayLease lease, DayState state)
    {
        var options = new PlanningOptions();
        var model = DayModel.Build(state, Town.Morning, region.Roads, options, Cancellation);
        var outcome = OutcomeBuilder.Read(model, Planner.Place(model, Cancellation), options);
        var publication = Publication.Of(state, outcome, "test", region.Roads, options, Cancellation);
        await using var scope = process.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PlanningContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancellation);
        var result = await DayPublisher.Publish(context, lease, state, outcome, publication, Town.Morning, Cancellation);
        if (result == PublishResult.Published) await transaction.CommitAsync(Cancellation);
        return result;
    }
}
