using Routing.Contracts.Values;
using Routing.Dispatch.Day;
using Routing.Dispatch.Tests.Support;

namespace Routing.Dispatch.Tests.Day;

public sealed class MoveCostTests
{
    [Fact]
    public void A_routes_cost_is_shared_by_the_time_that_its_moves_take_and_adds_up()
    {
        var (one, two) = (Days.Id(1), Days.Id(2));
        StopAnswer[] stops = [Stop(null, 0, 0), Stop(one, 600, 300), Stop(one, 300, 0), Stop(two, 300, 0), Stop(two, 100, 200), Stop(null, 0, 900)];
        Assert.Equal([new(one, 667), new(two, 333)], MoveCost.Share(1000, stops));
        Assert.Equal([new(one, 50), new(two, 51)], MoveCost.Share(101, [Stop(one, 0, 0), Stop(two, 0, 0)]));
        Assert.Empty(MoveCost.Share(0, [Stop(null, 0, 0)]));
        Assert.Equal(10_001, MoveCost.Share(10_001, [.. Enumerable.Range(1, 7).Select(i => Stop(Days.Id(i), 100, i))]).Sum(share => share.CostCents));
    }

    private static StopAnswer Stop(Guid? move, int service, double leg) => new()
    {
        Kind = StopKind.Collect, MoveId = move, StopIndex = 0, RequestId = null, State = StopState.Planned, Place = Days.Depot, Window = null,
        Eta = Days.At(9), Departure = Days.At(9), ServiceSeconds = service, DepartedAt = null, ArrivedAt = null, DoneAt = null, FailedAt = null,
        FailureReason = null, FailureNote = null, LateSeconds = 0, Vehicle = null, CourtesyCar = null, WorkshopId = null, Cancelled = false, ReportId = null,
        Leg = new(Means.Scooter, false, leg, 100, null),
    };
}
