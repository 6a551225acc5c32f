using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Routing.Drivers.Devices;

/// <summary>Attempts at pairing a minute, by address: nobody tries codes until one fits.</summary>
internal sealed class PairingLimit(IOptions<DriversOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> byAddress = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.PairingAttemptsPerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    public bool Admits(string address)
    {
        using var lease = byAddress.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => byAddress.Dispose();
}
