namespace Routing.Host;

/// <summary>What the command line says.</summary>
/// <param name="Osm">The extract; null for the bundled city.</param>
/// <param name="Data">Where state lives.</param>
/// <param name="Urls">Where to listen.</param>
/// <param name="Demo">Whether the demo day is played.</param>
/// <param name="Speed">Simulated seconds per second; 0 for a day that is planned and not driven.</param>
internal sealed record StartOptions(string? Osm, string Data, string Urls, bool Demo, double Speed, string? Picture);
