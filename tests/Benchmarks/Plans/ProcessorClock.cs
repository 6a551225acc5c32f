namespace Routing.Benchmarks.Plans;

/// <summary>Counts this process's processor time by thread, so that a busy machine searches as long as a quiet one.</summary>
internal sealed class ProcessorClock(int threads) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks / threads;
}
