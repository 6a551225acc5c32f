using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Routing.Dispatch.Accounts;

/// <summary>
/// Slows down guessing: by address, and by name with a wait that doubles. Names that do not exist are treated as those
/// that do. Each process counts for itself, and forgets at its end.
/// </summary>
internal sealed class SignInGuard(IOptions<AccountOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>Names remembered; beyond, those whose wait is over are forgotten.</summary>
    private const int MaxNames = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Failures> failures = [];
    private readonly PartitionedRateLimiter<string> byAddress = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.AttemptsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    /// <summary>How long to wait before the next attempt; zero when it may be made now. Counts it against the address.</summary>
    public TimeSpan Wait(string address, string name)
    {
        using var lease = byAddress.AttemptAcquire(address);
        if (!lease.IsAcquired) return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        lock (gate)
        {
            return failures.TryGetValue(name, out var known) && known.Until > clock.GetUtcNow() ? known.Until - clock.GetUtcNow() : TimeSpan.Zero;
        }
    }

    public void Failed(string name)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (failures.Count >= MaxNames)
            {
                foreach (var old in failures.Where(pair => pair.Value.Until <= now).Select(pair => pair.Key).ToList()) failures.Remove(old);
            }

            var count = failures.GetValueOrDefault(name).Count + 1;
            var over = count - options.Value.FreeFailures;
            var seconds = over < 0 ? 0 : Math.Min(options.Value.LongestWaitSeconds, Math.Pow(2, over));
            failures[name] = new(count, now + TimeSpan.FromSeconds(seconds));
        }
    }

    public void Succeeded(string name)
    {
        lock (gate) failures.Remove(name);
    }

    public void Dispose() => byAddress.Dispose();

    private readonly record struct Failures(int Count, DateTimeOffset Until);
}
