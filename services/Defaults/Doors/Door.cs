using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Routing.Defaults.Doors;

/// <summary>Whom an endpoint lets in. Every endpoint states one; a test walks all of them.</summary>
public enum Door
{
    /// <summary>Anybody: health, the API's description, signing in, pairing a device with its code.</summary>
    Anyone,

    /// <summary>Whoever holds the secret link that the path carries; the handler looks it up and knows no other answer than 404.</summary>
    Link,

    /// <summary>Whoever holds a workshop's booking key (header <c>Booking-Key</c>), or staff; the endpoint's filter checks the key.</summary>
    Booking,

    /// <summary>Signed-in service advisers, and all that <see cref="Dispatcher"/> lets in.</summary>
    Adviser,

    /// <summary>Signed-in dispatchers and operators.</summary>
    Dispatcher,

    /// <summary>Signed-in operators.</summary>
    Operator,

    /// <summary>A driver's paired device.</summary>
    Device,

    /// <summary>Staff, a device or another of our services.</summary>
    SignedIn,
}

/// <summary>Roles that a token can hold.</summary>
public static class Roles
{
    public const string Adviser = "adviser";
    public const string Dispatcher = "dispatcher";
    public const string Operator = "operator";
    public const string Device = "device";
    public const string Service = "service";

    /// <summary>The roles that a person can have.</summary>
    public static readonly IReadOnlyList<string> Staff = [Adviser, Dispatcher, Operator];

    internal static IReadOnlyList<string> AdmittedBy(Door door) => door switch
    {
        Door.Adviser => [Adviser, Dispatcher, Operator],
        Door.Dispatcher => [Dispatcher, Operator],
        Door.Operator => [Operator],
        Door.Device => [Device],
        Door.SignedIn => [Adviser, Dispatcher, Operator, Device, Service],
        _ => [],
    };
}

/// <summary>How an endpoint states its door.</summary>
public static class DoorExtensions
{
    /// <summary>States whom an endpoint, or every endpoint of a group, lets in.</summary>
    public static TBuilder Admits<TBuilder>(this TBuilder endpoints, Door door)
        where TBuilder : IEndpointConventionBuilder
    {
        var roles = Roles.AdmittedBy(door);
        endpoints.WithMetadata(new DoorMetadata(door));
        return roles.Count == 0
            ? endpoints.AllowAnonymous()
            : endpoints.RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) });
    }
}

/// <summary>The door that an endpoint stated.</summary>
public sealed record DoorMetadata(Door Door);
