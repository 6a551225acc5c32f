namespace Routing.Optimisation.Tests.Support;

/// <summary>A clock that goes on by a second whenever it is read.</summary>
internal sealed class StepClock : TimeProvider
{
    private long ticks;

    public long Reads => Interlocked.Read(ref ticks);

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Interlocked.Increment(ref ticks);
}
