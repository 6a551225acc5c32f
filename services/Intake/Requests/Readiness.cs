using Routing.Contracts.Dispatch;

namespace Routing.Intake.Requests;

/// <summary>What a workshop told of a car.</summary>
/// <param name="IsReady">True when the work is done; false when <paramref name="ReadyAt"/> is what the workshop expects.</param>
/// <param name="ReadyAt">Since when the car is ready, or when it will be.</param>
/// <param name="At">When it was told.</param>
internal sealed record Readiness(bool IsReady, DateTimeOffset ReadyAt, DateTimeOffset At)
{
    /// <summary>The newest word counts, whatever order they come in.</summary>
    public static Readiness Newer(Readiness? known, VehicleReady told) =>
        known is not null && known.At >= told.At ? known : new(told.IsReady, told.ReadyAt, told.At);
}
