using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;

namespace Routing.Intake.Tracking;

/// <summary>
/// Customers' secret links. A secret can be worked out again, so that the answer that held it can be given again although
/// only its hash is stored.
/// </summary>
internal sealed class TrackingLinks(CustomerLinks links, IOptions<IntakeOptions> options)
{
    public string SecretOf(Guid requestId) => links.SecretOf(requestId);

    /// <summary>What is stored of it.</summary>
    public string HashOf(Guid requestId) => Secret.Hash(SecretOf(requestId));

    /// <summary>The link that a customer gets.</summary>
    public string LinkOf(Guid requestId, HttpRequest call) => Prefix(call) + SecretOf(requestId);

    /// <summary>A link without its secret.</summary>
    public string Prefix(HttpRequest call) =>
        (options.Value.PublicUrl?.TrimEnd('/') ?? $"{call.Scheme}://{call.Host}") + options.Value.TrackingPath;
}
