using Microsoft.Extensions.Options;
using Routing.Maps.Import;

namespace Routing.Maps.Geocoding;

internal static class GeocoderSetup
{
    /// <summary>The addresses that the setting <c>Maps:Geocoder</c> names.</summary>
    public static void AddGeocoder(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MapsOptions>().Validate(
            options => options.Geocoder == "own" || Uri.TryCreate(options.GeocoderUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
            "Maps:GeocoderUrl is not set, and Maps:Geocoder asks another server: give its address, such as https://photon.example.com/.");
        services.AddHttpClient(GeocodingServer.Client, (provider, http) =>
        {
            http.BaseAddress = new Uri(provider.GetRequiredService<IOptions<MapsOptions>>().Value.GeocoderUrl!.TrimEnd('/') + "/");
            // Nominatim's public server demands to know who asks.
            http.DefaultRequestHeaders.UserAgent.ParseAdd("vehicle-routing");
        }).AddStandardResilienceHandler(options =>
        {
            // Somebody is typing: an answer that comes late is as good as none.
            options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(3);
            options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(8);
            options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(10);
            options.Retry.MaxRetryAttempts = 2;
            options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        });
        services.AddSingleton<GeocodingServer>();
        services.AddSingleton<IGeocoder>(provider => provider.GetRequiredService<IOptions<MapsOptions>>().Value.Geocoder switch
        {
            "photon" => new PhotonServer(provider.GetRequiredService<GeocodingServer>()),
            "nominatim" => new NominatimServer(provider.GetRequiredService<GeocodingServer>()),
            _ => new OwnAddresses(provider.GetRequiredService<CurrentMap>(), provider.GetRequiredService<ImportStatus>()),
        });
    }
}
