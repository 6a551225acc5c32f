namespace Routing.Planning.Tests;

/// <summary>Starts at a given instant and goes on at the usual pace; can be put forward.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly long begun = TimeProvider.System.GetTimestamp();
    private long aheadTicks;

    public override DateTimeOffset GetUtcNow() => start + TimeProvider.System.GetElapsedTime(begun) + TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref aheadTicks, by.Ticks);
}
