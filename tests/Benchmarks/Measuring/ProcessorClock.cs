namespace Routing.Benchmarks.Measuring;

/// <summary>
/// Goes on while this process computes: what another process takes of the machine does not count. On an idle machine,
/// with that many threads at work, it is the clock on the wall.
/// </summary>
internal sealed class ProcessorClock(int threads) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks / threads;

    /// <summary>Milliseconds of processor time, of all threads.</summary>
    public static double Of(Action action)
    {
        var begun = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - begun).TotalMilliseconds;
    }
}
