using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Routing.Defaults.Doors;

namespace Routing.Defaults;

/// <summary>HTTP from one of our services to another, where a message would not do: to Maps.</summary>
public static class ServiceLinks
{
    /// <summary>
    /// Adds a named client for the service at <c>Services:{name}</c> (a URL), with retries and a service's token.
    /// </summary>
    public static IHttpClientBuilder AddServiceLink(this IHostApplicationBuilder builder, string name, string asService)
    {
        // In one process two services may talk to the same third: the first to ask sets the client up for both.
        var link = $"link to {name}";
        if (builder.Services.Any(service => Equals(service.ServiceKey, link))) return builder.Services.AddHttpClient(name);
        builder.Services.AddKeyedSingleton(link, name);
        var client = builder.Services.AddHttpClient(name, http =>
        {
            // Read when first used: embedded, the address is known only once the server listens.
            http.BaseAddress = new Uri(builder.Configuration[$"Services:{name}"]
                ?? throw new InvalidOperationException($"Services:{name} is not set: give the URL of the {name} service, such as http://127.0.0.1:5080"));
        });
        client.AddHttpMessageHandler(services => new ServiceToken(services.GetRequiredService<Tokens>(), asService));
        client.AddStandardResilienceHandler();
        return client;
    }

    /// <summary>Adds <see cref="MapPictures"/>, which are asked for in the name of <paramref name="asService"/>.</summary>
    public static void AddMapPictures(this IHostApplicationBuilder builder, string asService)
    {
        builder.AddServiceLink(MapPictures.Link, asService);
        builder.Services.TryAddSingleton<MapPictures>();
    }

    private sealed class ServiceToken(Tokens tokens, string service) : DelegatingHandler
    {
        private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(service, Roles.Service, Life));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
