using CsCheck;
using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Intake.Requests;

namespace Routing.Intake.Tests;

public sealed class MoveLifeTests
{
    private static readonly Guid Request = Guid.CreateVersion7();
    private static readonly Guid Move = Guid.CreateVersion7();
    private static readonly Guid One = Guid.CreateVersion7();
    private static readonly Guid Two = Guid.CreateVersion7();
    private static readonly DateTimeOffset Morning = new(2026, 11, 25, 11, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void A_courtesy_car_that_comes_in_after_a_return_is_not_what_was_returned()
    {
        var life = New(MoveKind.Return).Apply(Scheduled(1)).Apply(Collected(0)).Apply(HandedOver(1));
        Assert.Equal(life, life.Apply(HandedOver(2) with { At = life.HandedOver!.At.AddMinutes(30), ReportId = Guid.CreateVersion7() }));
        Assert.Equal(MoveState.Returned, life.State);
    }

    [Fact]
    public void A_collection_goes_from_asked_to_the_workshop()
    {
        var life = New(MoveKind.Collection);
        Assert.Equal(MoveState.Requested, life.State);
        Assert.Equal(MoveState.Unserved, (life = life.Apply(Unserved(1))).State);
        Assert.Equal(MoveState.Scheduled, (life = life.Apply(Scheduled(2))).State);
        Assert.Equal(MoveState.OnTheWay, (life = life.Apply(Departed(0))).State);
        Assert.Equal(MoveState.Collected, (life = life.Apply(Collected(0))).State);
        Assert.Equal(MoveState.AtWorkshop, life.Apply(HandedOver(1)).State);
    }

    [Fact]
    public void A_return_is_on_its_way_once_the_car_has_left_the_workshop()
    {
        var life = New(MoveKind.Return).Apply(Scheduled(1)).Apply(Departed(0));
        Assert.Equal(MoveState.Scheduled, life.State);
        Assert.Equal(MoveState.Returning, (life = life.Apply(Collected(0)).Apply(Departed(1))).State);
        Assert.Equal(MoveState.Returned, life.Apply(HandedOver(1)).State);
    }

    [Fact]
    public void A_swap_is_collected_when_the_customers_own_car_is()
    {
        var life = New(MoveKind.Swap).Apply(Scheduled(1)).Apply(Departed(0));
        Assert.Equal(MoveState.Scheduled, life.State);
        Assert.Equal(MoveState.OnTheWay, (life = life.Apply(Collected(0))).State);
        Assert.Equal(MoveState.OnTheWay, (life = life.Apply(HandedOver(1))).State);
        Assert.Equal(MoveState.Collected, (life = life.Apply(Collected(1))).State);
        Assert.Equal(MoveState.AtWorkshop, life.Apply(HandedOver(2)).State);
    }

    [Fact]
    public void An_older_plan_and_an_older_estimate_change_nothing()
    {
        var life = New(MoveKind.Collection).Apply(Scheduled(5)).Apply(Estimated(10, minute: 3));
        Assert.Same(life, life.Apply(Scheduled(4, driver: Two)));
        Assert.Same(life, life.Apply(Unserved(5)));
        Assert.Same(life, life.Apply(Estimated(20, minute: 2)));
        Assert.Equal(Morning.AddMinutes(10), life.Eta);
    }

    [Fact]
    public void A_newer_plan_with_another_driver_takes_the_departure_back()
    {
        var life = New(MoveKind.Collection).Apply(Scheduled(1)).Apply(Departed(0)).Apply(Scheduled(2, driver: Two));
        Assert.Equal(MoveState.Scheduled, life.State);
        Assert.Equal(MoveState.OnTheWay, life.Apply(Departed(0, driver: Two, minute: 1)).State);
    }

    [Fact]
    public void A_promise_for_the_wish_before_is_none_for_the_wish_now()
    {
        var life = New(MoveKind.Collection).Apply(Scheduled(1)).Change(revision: 2);
        Assert.Equal(MoveState.Requested, life.State);
        Assert.Null(life.Eta);
        Assert.Equal(MoveState.Requested, life.Apply(Scheduled(2)).State);
        Assert.Equal(MoveState.Scheduled, life.Apply(Scheduled(1) with { Revision = 2 }).State);
    }

    [Fact]
    public void A_car_that_was_collected_before_the_cancellation_was_heard_of_is_collected()
    {
        var life = New(MoveKind.Collection).Apply(Scheduled(1)).Cancel(Morning).Apply(Collected(0));
        Assert.Equal(MoveState.Collected, life.State);
        Assert.Equal(MoveState.Collected, PickupRequest.StateOf(isCancelled: true, isPlaceAsked: false, life, back: null));
    }

    [Fact]
    public void A_failure_stands_unless_the_car_was_collected_after_it()
    {
        var life = New(MoveKind.Collection).Apply(Scheduled(1)).Apply(Failed(minute: 5));
        Assert.Equal(MoveState.Failed, life.State);
        Assert.Equal(MoveState.Collected, life.Apply(Collected(0) with { At = Morning.AddMinutes(6) }).State);
        Assert.Equal(MoveState.Failed, life.Apply(Collected(0) with { At = Morning.AddMinutes(4) }).State);
    }

    // CsCheck prints the seed of what it finds, and takes it back as CsCheck_Seed.
    [Fact]
    public void No_order_of_messages_and_no_repetition_leads_to_another_state()
    {
        var kinds = Gen.Enum<MoveKind>();
        var message = Gen.OneOf(
            // One version says one thing, and at one minute one driver leaves: what contradicts itself has no right order.
            Gen.Int[1, 4].Select(version => (Func<MoveLife, MoveLife>)(l => l.Apply(Scheduled(version * 2, version % 2 == 0 ? One : Two)))),
            Gen.Int[1, 4].Select(version => (Func<MoveLife, MoveLife>)(l => l.Apply(Unserved((version * 2) + 1)))),
            Gen.Select(Gen.Int[0, 1], Gen.Int[0, 9], (stop, minute) => (Func<MoveLife, MoveLife>)(l => l.Apply(Departed(stop, minute % 2 == 0 ? One : Two, minute)))),
            Gen.Select(Gen.Int[0, 1], Gen.Int[0, 4], (stop, minute) => (Func<MoveLife, MoveLife>)(l => l.Apply(Collected(stop) with { At = Morning.AddMinutes(2 * minute) }))),
            Gen.Select(Gen.Int[0, 2], Gen.Int[0, 9], (stop, minute) => (Func<MoveLife, MoveLife>)(l => l.Apply(HandedOver(stop) with { At = Morning.AddMinutes(minute) }))),
            Gen.Int[0, 9].Select(minute => (Func<MoveLife, MoveLife>)(l => l.Apply(Failed(minute)))),
            Gen.Select(Gen.Enum<StopEvent>(), Gen.Int[0, 2], Gen.Int[0, 9], (undone, stop, minute) => (Func<MoveLife, MoveLife>)(l => l.Apply(Corrected(undone, stop, minute)))),
            Gen.Int[0, 9].Select(minute => (Func<MoveLife, MoveLife>)(l => l.Cancel(Morning.AddMinutes(minute)))),
            Gen.Int[1, 3].Select(revision => (Func<MoveLife, MoveLife>)(l => l.Change(revision))));
        var story = Gen.Select(kinds, message.List[1, 12], Gen.Int[0, int.MaxValue]);

        story.Sample((kind, messages, seed) =>
        {
            var straight = messages.Aggregate(New(kind), (life, apply) => apply(life)) with { Estimate = null };
            var shuffled = messages.Concat(messages.Take(seed % (messages.Count + 1))).ToArray();
            new Random(seed).Shuffle(shuffled);
            var mixed = shuffled.Aggregate(New(kind), (life, apply) => apply(life)) with { Estimate = null };
            Assert.Equal(straight.State, mixed.State);
            Assert.True(Enum.IsDefined(mixed.State));
        }, iter: 20_000);
    }

    private static StopCorrected Corrected(StopEvent undone, int stop, int minute) => new()
    {
        CorrectionId = Move, DriverId = One, Area = "a", Day = Today, MoveId = Move, StopIndex = stop, RequestId = Request, Undone = undone,
        ToldAt = Morning.AddMinutes(minute), Reason = "a wrong tap", By = "a dispatcher", At = Morning,
    };

    private static MoveLife New(MoveKind kind) => new() { Kind = kind, Revision = 1 };

    private static PickupScheduled Scheduled(int version, Guid? driver = null) => new()
    {
        RequestId = Request, MoveId = Move, Kind = MoveKind.Collection, Revision = 1, Area = "a", Day = Today, PlanVersion = version,
        Place = new(-56, -34), Window = new(Morning, Morning.AddHours(1)), Eta = Morning.AddMinutes(25),
        DriverId = driver ?? One, DriverName = "Driver",
    };

    private static PickupUnserved Unserved(int version) => new()
    {
        RequestId = Request, MoveId = Move, Kind = MoveKind.Collection, Revision = 1, Area = "a", Day = Today, PlanVersion = version, Reason = new("code", "text", null),
    };

    private static EtaChanged Estimated(int minutes, int minute) => new()
    {
        RequestId = Request, MoveId = Move, StopIndex = 0, Area = "a", Day = Today, DriverId = One, Eta = Morning.AddMinutes(minutes), LateSeconds = 0, At = Morning.AddMinutes(minute),
    };

    private static DriverDeparted Departed(int stop, Guid? driver = null, int minute = 0) => new()
    {
        DriverId = driver ?? One, Area = "a", Day = Today, MoveId = Move, StopIndex = stop, RequestId = Request, At = Morning.AddMinutes(minute), ReceivedAt = Morning,
    };

    private static VehicleCollected Collected(int stop) => new()
    {
        DriverId = One, Area = "a", Day = Today, MoveId = Move, StopIndex = stop, RequestId = Request, StopDone = true,
        ReportId = Move, MileageKm = 1, DamageCount = 0, PhotoCount = 0, At = Morning, ReceivedAt = Morning,
    };

    private static VehicleHandedOver HandedOver(int stop) => new()
    {
        DriverId = One, Area = "a", Day = Today, MoveId = Move, StopIndex = stop, RequestId = Request, StopDone = true,
        ReportId = Move, MileageKm = 2, At = Morning, ReceivedAt = Morning,
    };

    private static StopFailed Failed(int minute) => new()
    {
        DriverId = One, Area = "a", Day = Today, MoveId = Move, StopIndex = 0, RequestId = Request, Reason = FailureReason.Absent, At = Morning.AddMinutes(minute), ReceivedAt = Morning,
    };
}
