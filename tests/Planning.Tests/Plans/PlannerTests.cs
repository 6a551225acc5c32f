using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Days;

namespace Routing.Planning.Tests.Plans;

public sealed class PlannerTests(SharedRegion region)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void However_requests_come_every_promise_is_kept(int seed)
    {
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var random = new Random(seed);
        var day = new PlayedDay(region, 9, driver: i => PlayedDay.Driver(i, (Means)(1 + (i % 4)), rests: true));
        var promised = new Dictionary<Guid, Window>();
        for (var i = 0; i < 60;)
        {
            for (var batch = random.Next(1, 12); batch > 0 && i < 60; batch--, i++)
                day.Append(Town.Request(day.Workshop.WorkshopId, i, isReturned: random.Next(3) == 0, swap: random.Next(10) == 0));
            var said = day.Replan(random.Next(2) * random.Next(1, 300));
            foreach (var scheduled in said.OfType<PickupScheduled>())
            {
                if (promised.TryGetValue(scheduled.MoveId, out var before)) Assert.Equal(before, scheduled.Window);
                promised[scheduled.MoveId] = scheduled.Window;
            }

            Assert.DoesNotContain(said.OfType<PickupUnserved>(), unserved => promised.ContainsKey(unserved.MoveId));
            foreach (var stop in day.State.Routes.Values.SelectMany(route => route.Stops).Where(stop => stop.Kind is StopKind.Collect or StopKind.Return or StopKind.Swap))
                Assert.InRange(stop.Eta, promised[stop.MoveId!.Value].From, promised[stop.MoveId!.Value].Until);
            Assert.Empty(day.Faults());
        }

        Assert.All(day.State.Moves.Values, move => Assert.NotEqual(MoveStatus.Waiting, move.Status));
    }
}
