using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Routing.Defaults.Doors;

/// <summary>
/// Asks the service that issued a token whether it is still good, with each call that carries one. Registered (scoped) by
/// the service that has the accounts or devices, it holds for every endpoint of its process: see decision 0010.
/// </summary>
public interface ITokenCheck
{
    /// <summary>Why a token that is signed and not expired is refused; null when it is good, or is not this service's to judge.</summary>
    ValueTask<ProblemHttpResult?> Refuse(ClaimsPrincipal holder, CancellationToken cancellationToken);
}
