namespace Routing.Stories.Tests.City;

/// <summary>
/// Goes on at the usual pace and can be put forward: then every timer that has become due meanwhile rings, as it would
/// have. Never goes back.
/// </summary>
internal sealed class StoryClock(DateTimeOffset start) : TimeProvider
{
    private readonly long begun = TimeProvider.System.GetTimestamp();
    private readonly Lock gate = new();
    private readonly HashSet<Timer> timers = [];
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return start + TimeProvider.System.GetElapsedTime(begun) + ahead;
    }

    /// <summary>Puts the clock forward to an instant; one that has passed changes nothing.</summary>
    public void GoTo(DateTimeOffset at)
    {
        Timer[] set;
        lock (gate)
        {
            var now = start + TimeProvider.System.GetElapsedTime(begun) + ahead;
            if (at <= now) return;
            ahead += at - now;
            set = [.. timers];
        }

        foreach (var timer in set) timer.Reset();
    }

    public void Advance(TimeSpan by) => GoTo(GetUtcNow() + by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Rings when its instant has come by the story's clock.</summary>
    private sealed class Timer : ITimer
    {
        private readonly StoryClock clock;
        private readonly ITimer real;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly Lock gate = new();
        private DateTimeOffset? due;
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public Timer(StoryClock clock, TimerCallback callback, object? state)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            real = TimeProvider.System.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            lock (clock.gate) clock.timers.Add(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
            {
                this.period = period;
                due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
            }

            Reset();
            return true;
        }

        /// <summary>Sets the real timer to what is left.</summary>
        public void Reset()
        {
            lock (gate)
            {
                if (due is not { } at) real.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                else real.Change(at - clock.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
            real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring()
        {
            lock (gate)
            {
                if (due is not { } at) return;
                if (at > clock.GetUtcNow())
                {
                    Reset();
                    return;
                }

                due = period > TimeSpan.Zero ? clock.GetUtcNow() + period : null;
            }

            Reset();
            callback(state);
        }
    }
}
