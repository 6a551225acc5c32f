using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Days;

namespace Routing.Planning.Tests.Plans;

/// <summary>Which courtesy car goes to whom.</summary>
public sealed class CourtesyFleetTests(SharedRegion region)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Whatever_is_wished_and_lent_nobody_gets_a_car_that_is_not_there(int seed)
    {
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var random = new Random(seed);
        var day = new PlayedDay(region, 5);
        var cars = Enumerable.Range(0, random.Next(1, 5)).Select(i => Car(day, i, (Gearbox)random.Next(2), random.Next(3) switch
        {
            0 => new CourtesyLoan { LeftAt = Town.Morning.AddHours(-20), DueBack = Town.At(random.Next(7, 19), 0) },
            1 => new CourtesyLoan { LeftAt = Town.Morning.AddHours(-20), BackAt = Town.Morning.AddHours(-2) },
            _ => null,
        })).ToList();
        foreach (var car in cars) day.Append(car);
        for (var i = 0; i < 8; i++)
        {
            var from = random.Next(8, 15);
            var wished = Town.Request(day.Workshop.WorkshopId, i, [Town.Between(from, from + 2)], isReturned: random.Next(2) == 0, swap: random.Next(4) > 0, workSeconds: 1800);
            if (random.Next(2) == 0) wished = wished with { Details = wished.Details with { CourtesyWish = new CourtesyWish((Gearbox)random.Next(2), null) } };
            day.Append(wished);
            if (random.Next(3) > 0) day.Replan();
        }

        day.Replan(200);
        Assert.Empty(day.Faults());
        foreach (var move in day.State.Moves.Values.Where(move => move.Kind == MoveKind.Swap))
        {
            if (move.Status != MoveStatus.Planned)
            {
                Assert.NotNull(move.Reason);
                continue;
            }

            var car = day.State.CourtesyCars[move.CourtesyCarId!.Value];
            var wish = day.State.Requests[move.RequestId].Details.CourtesyWish;
            Assert.True(wish?.Gearbox is null || wish.Gearbox == car.Vehicle.Gearbox, $"seed {seed}: {car.Vehicle.Plate} has the wrong gearbox");
        }

        // Each car's ways out and back, in time: it never leaves twice in a row, nor before it is back from elsewhere.
        foreach (var car in cars)
        {
            var trips = day.State.Routes.Values.SelectMany(route => route.Stops)
                .Where(stop => stop.MoveId is { } id && day.State.Moves[id].CourtesyCarId == car.CourtesyCarId)
                .Where(stop => day.State.Moves[stop.MoveId!.Value].Kind == MoveKind.Swap ? stop.Kind == StopKind.PickUp : stop.Kind == StopKind.CheckIn)
                .Select(stop => (IsOut: stop.Kind == StopKind.PickUp, At: stop.Kind == StopKind.PickUp ? stop.Departure : stop.Eta)).OrderBy(trip => trip.At).ToList();
            if (trips.Count == 0) continue;
            if (car.Loan is { IsOut: true } loan) Assert.True(trips[0].At >= loan.DueBack, $"seed {seed}: {car.Vehicle.Plate} leaves at {trips[0].At:HH:mm} and is due back at {loan.DueBack:HH:mm}");
            Assert.All(trips.Select((trip, i) => (trip, i)), each => Assert.True(each.trip.IsOut == (each.i % 2 == 0), $"seed {seed}: {car.Vehicle.Plate} goes {string.Join(", ", trips)}"));
        }
    }

    [Fact]
    public void A_car_with_a_contract_waits_for_its_customer_and_nobody_else_gets_it()
    {
        var day = new PlayedDay(region);
        var (first, second) = (Town.Request(day.Workshop.WorkshopId, 1, swap: true), Town.Request(day.Workshop.WorkshopId, 2, swap: true));
        day.Append(first);
        day.Append(second);
        var car = Car(day, 1, Gearbox.Manual, new CourtesyLoan { RequestId = second.RequestId, ContractSignedAt = Town.Morning });
        day.Append(car);
        day.Replan();
        Assert.Equal("courtesy-car-out", Move(day, first.RequestId).Reason!.Code);
        Assert.Equal((MoveStatus.Planned, car.CourtesyCarId), (Move(day, second.RequestId).Status, Move(day, second.RequestId).CourtesyCarId!.Value));
        Assert.Empty(day.Faults());
    }

    [Fact]
    public void A_car_that_is_nearly_empty_is_not_chosen()
    {
        var day = new PlayedDay(region);
        var car = Car(day, 1, Gearbox.Manual, null);
        day.Append(car with { Vehicle = car.Vehicle with { EnergyPercent = 5 } });
        var request = Town.Request(day.Workshop.WorkshopId, 1, swap: true);
        day.Append(request);
        day.Replan();
        Assert.Equal("courtesy-car-empty", Move(day, request.RequestId).Reason!.Code);
        day.Append(car with { Revision = 2, Vehicle = car.Vehicle with { EnergyPercent = 60 } });
        day.Replan();
        Assert.Equal(MoveStatus.Planned, Move(day, request.RequestId).Status);
    }

    [Fact]
    public void Who_drives_no_manual_gearbox_brings_no_manual_courtesy_car()
    {
        var day = new PlayedDay(region, 2, driver: i => PlayedDay.Driver(i, skills: i == 0 ? [] : ["manual"]));
        day.Append(Car(day, 1, Gearbox.Manual, null));
        var request = Town.Request(day.Workshop.WorkshopId, 1, swap: true, gearbox: Gearbox.Automatic);
        day.Append(request);
        day.Replan();
        Assert.Equal(day.Drivers[1].DriverId, day.RouteOf(request.Details.CollectionMoveId!.Value).DriverId);
    }

    private static MoveState Move(PlayedDay day, Guid requestId) => day.State.Moves.Values.First(move => move.RequestId == requestId);

    private static CourtesyCarChanged Car(PlayedDay day, int i, Gearbox gearbox, CourtesyLoan? loan) => new()
    {
        CourtesyCarId = new Guid(100 + i, 0, 0, new byte[8]),
        Revision = 1,
        Area = PlanningProcess.Area,
        WorkshopId = day.Workshop.WorkshopId,
        Vehicle = new Vehicle($"SCC {1000 + i}", "Fiat", "Panda", "white", gearbox, Drive.Petrol),
        InService = true,
        Loan = loan,
        At = Town.Morning,
    };
}
