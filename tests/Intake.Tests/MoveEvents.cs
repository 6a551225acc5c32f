using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Intake.Requests;

namespace Routing.Intake.Tests;

/// <summary>What can happen to a move, in the order in which it happens; the order in which it is heard of is another matter.</summary>
internal static class MoveEvents
{
    private static readonly Guid Id = Guid.CreateVersion7();
    private static readonly Guid[] Drivers = [Guid.CreateVersion7(), Guid.CreateVersion7()];
    private static readonly DateTimeOffset Morning = new(2026, 11, 25, 11, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 25);

    /// <summary>A move as far as it was told, without what makes no difference to its state: minutes and versions.</summary>
    public sealed record Told(MoveLife Life)
    {
        private int CustomerStop => Life.Kind == MoveKind.Collection ? 0 : 1;

        private bool IsPromised => Life.Current is { Reason: null };

        public IEnumerable<(string Event, Told Told)> Next()
        {
            foreach (var undone in Undoable) yield return ("StopCorrected", After(life => life.Apply(Corrected(undone))));
            if (Life.State is MoveState.AtWorkshop or MoveState.Returned) yield break;
            if (!Life.HasBegun)
            {
                foreach (var driver in Drivers) yield return ("PickupScheduled", After(life => life.Apply(Scheduled(Version, driver))));
                yield return ("PickupUnserved", After(life => life.Apply(Unserved(Version))));
                if (Life.CancelledAt is null)
                {
                    yield return ("RequestCancelled", After(life => life.Cancel(At)));

                    // What a driver could not do is not done again under the same name, and nobody is called back by a change.
                    if (Life.State is not (MoveState.Failed or MoveState.OnTheWay)) yield return ("RequestChanged", After(life => life.Change(life.Revision + 1)));
                }
            }

            // A driver who has not heard of a cancellation yet drives on; one who failed has left.
            if (Life.State == MoveState.Failed) yield break;
            if (Life.Kind == MoveKind.Collection && Life.Departure is null && IsPromised) yield return ("DriverDeparted", After(life => life.Apply(Departed(life.Current!.DriverId!.Value))));
            if (Life.Kind == MoveKind.Swap && Life.Departure is null && IsPromised) yield return ("VehicleCollected of the courtesy car", After(life => life.Apply(Collected(0, life.Current!.DriverId!.Value))));
            var mayCollect = Life.Kind == MoveKind.Return ? IsPromised || Life.CancelledAt is not null : Life.Departure is not null;
            if (mayCollect && !Life.HasBegun) yield return ("VehicleCollected", After(life => life.Apply(Collected(Life.Kind == MoveKind.Return ? 0 : CustomerStop, Drivers[0]))));
            if (Life.Collected is not null) yield return ("VehicleHandedOver", After(life => life.Apply(HandedOver(CustomerStop + (Life.Kind == MoveKind.Return ? 0 : 1)))));
            if (mayCollect || Life.HasBegun) yield return ("StopFailed", After(life => life.Apply(Failed())));
        }

        /// <summary>What a dispatcher may take back: the last that was told.</summary>
        private IEnumerable<StopEvent> Undoable => Life switch
        {
            { HandedOver: not null } => [StopEvent.HandedOver],
            { Failure: not null } => [StopEvent.Failed],
            { Collected: not null } => [StopEvent.Collected],
            _ => [],
        };

        private StopCorrected Corrected(StopEvent undone) => new()
        {
            CorrectionId = Id, DriverId = Drivers[0], Area = "a", Day = Today, MoveId = Id, RequestId = Id, Undone = undone, Reason = "a wrong tap", By = "a dispatcher", At = Morning,
            StopIndex = CustomerStop + (undone == StopEvent.HandedOver && Life.Kind != MoveKind.Return ? 1 : 0), ToldAt = undone == StopEvent.Failed ? Morning.AddMinutes(5) : Morning,
        };

        private int Version => (Life.Planned?.PlanVersion ?? 0) + 1;

        private DateTimeOffset At => Morning.AddMinutes(Version);

        private Told After(Func<MoveLife, MoveLife> happens)
        {
            var life = happens(Life);

            // Told apart by what can make a difference later alone, so that there is an end to them.
            return new(life with
            {
                Revision = 1,
                Planned = life.Planned is { } planned ? planned with { Revision = life.Current is null ? 0 : 1, PlanVersion = 1 } : null,
            });
        }

        private PickupScheduled Scheduled(int version, Guid driver) => new()
        {
            RequestId = Id, MoveId = Id, Kind = Life.Kind, Revision = Life.Revision, Area = "a", Day = Today, PlanVersion = version, Place = new(-56, -34),
            Window = new(Morning, Morning.AddHours(1)), Eta = Morning, DriverId = driver, DriverName = "Driver",
        };

        private PickupUnserved Unserved(int version) => new()
        {
            RequestId = Id, MoveId = Id, Kind = Life.Kind, Revision = Life.Revision, Area = "a", Day = Today, PlanVersion = version, Reason = new("code", "text", null),
        };

        private DriverDeparted Departed(Guid driver) => new()
        {
            DriverId = driver, Area = "a", Day = Today, MoveId = Id, StopIndex = CustomerStop, RequestId = Id, At = Morning, ReceivedAt = Morning,
        };

        private static VehicleCollected Collected(int stop, Guid driver) => new()
        {
            DriverId = driver, Area = "a", Day = Today, MoveId = Id, StopIndex = stop, RequestId = Id, StopDone = true,
            ReportId = Id, MileageKm = 1, DamageCount = 0, PhotoCount = 0, At = Morning, ReceivedAt = Morning,
        };

        private static VehicleHandedOver HandedOver(int stop) => new()
        {
            DriverId = Drivers[0], Area = "a", Day = Today, MoveId = Id, StopIndex = stop, RequestId = Id, StopDone = true, ReportId = Id, MileageKm = 2, At = Morning, ReceivedAt = Morning,
        };

        private static StopFailed Failed() => new()
        {
            DriverId = Drivers[0], Area = "a", Day = Today, MoveId = Id, StopIndex = 0, RequestId = Id, Reason = FailureReason.Absent, At = Morning.AddMinutes(5), ReceivedAt = Morning,
        };
    }
}
