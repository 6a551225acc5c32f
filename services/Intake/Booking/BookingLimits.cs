using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Routing.Intake.Booking;

/// <summary>
/// How often those without an account may ask. Limits of our own instead of the middleware's, which is one for the whole
/// process and would count other services' calls too. A process counts for itself.
/// </summary>
internal sealed class BookingLimits(IOptions<IntakeOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> addresses = PerMinute(options.Value.CallsPerMinuteAndAddress);
    private readonly PartitionedRateLimiter<string> keys = PerMinute(options.Value.CallsPerMinuteAndKey);

    /// <summary>Null, or the answer to one who asks too often from one network address.</summary>
    public ProblemHttpResult? Address(HttpContext http) => Ask(addresses, (http.Connection.RemoteIpAddress ?? IPAddress.None).ToString(), http);

    /// <summary>Null, or the answer when a key is used too often.</summary>
    public ProblemHttpResult? Key(HttpContext http, Guid key) => Ask(keys, key.ToString(), http);

    public void Dispose()
    {
        addresses.Dispose();
        keys.Dispose();
    }

    private static PartitionedRateLimiter<string> PerMinute(int calls) =>
        PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
        {
            TokenLimit = calls,
            TokensPerPeriod = Math.Max(1, calls / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(60.0 * Math.Max(1, calls / 60) / calls),
            QueueLimit = 0,
        }));

    private static ProblemHttpResult? Ask(PartitionedRateLimiter<string> limiter, string who, HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(who);
        if (lease.IsAcquired) return null;
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return IntakeFaults.TooMany.With($"Wait {seconds} s and try again.");
    }
}
