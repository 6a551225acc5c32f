namespace Routing.Demo.Api;

/// <summary>Where the services answer: one address when they share a process, one each when they do not.</summary>
public sealed record ServiceAddresses(Uri Intake, Uri Planning, Uri Dispatch, Uri Drivers, Uri Maps)
{
    /// <summary>All services behind one address.</summary>
    public static ServiceAddresses Shared(Uri address) => new(address, address, address, address, address);
}
