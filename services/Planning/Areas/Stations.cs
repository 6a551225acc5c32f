using Routing.Contracts.Values;

namespace Routing.Planning.Areas;

/// <summary>A place where a car can be charged.</summary>
/// <param name="Place">Where; with its name as the address.</param>
/// <param name="Watts">What its strongest socket gives; 0 when not known.</param>
internal sealed record Station(Place Place, int Watts);
