using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Routing.Messaging.Tests;

public sealed class HourlyTaskTests
{
    [Fact]
    public async Task It_waits_a_minute_after_the_start_and_goes_on_each_hour_though_the_database_fails()
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new FakeTimeProvider();
        var begun = clock.GetUtcNow();
        using var task = new Failing(clock);
        await task.StartAsync(ct);
        await task.Next(clock, TimeSpan.FromSeconds(59), ct);
        Assert.InRange(clock.GetUtcNow() - begun, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        await task.Next(clock, TimeSpan.FromMinutes(59), ct);
        Assert.True(clock.GetUtcNow() - begun > TimeSpan.FromHours(1));
        await task.StopAsync(ct);
        Assert.True(task.ExecuteTask!.IsCompletedSuccessfully);
    }

    private sealed class Failing(TimeProvider clock) : HourlyTask(clock, NullLogger.Instance)
    {
        public SemaphoreSlim Done { get; } = new(0);

        public override Task Do(CancellationToken cancellationToken)
        {
            Done.Release();
            throw new InvalidOperationException("The database is away.");
        }

        /// <summary>The pause may begin only after the clock was moved: it is moved again until the task has run.</summary>
        public async Task Next(FakeTimeProvider clock, TimeSpan step, CancellationToken ct)
        {
            clock.Advance(step);
            while (!await Done.WaitAsync(TimeSpan.FromMilliseconds(20), ct))
                clock.Advance(step);
        }

        public override void Dispose()
        {
            Done.Dispose();
            base.Dispose();
        }
    }
}
