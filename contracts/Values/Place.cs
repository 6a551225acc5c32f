namespace Routing.Contracts.Values;

/// <summary>A point with an address: what "where" means.</summary>
/// <param name="Lon">Longitude, degrees, WGS 84.</param>
/// <param name="Lat">Latitude, degrees, WGS 84.</param>
/// <param name="Address">The address as a person reads it; null for a bare pin.</param>
public sealed record Place(double Lon, double Lat, string? Address = null);
