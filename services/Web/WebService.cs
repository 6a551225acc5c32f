using Routing.Defaults.Doors;
using Routing.Web.Gateway;
using Routing.Web.Pages;

namespace Routing.Web;

/// <summary>
/// What browsers get. Host serves the pages beside the services; in the distributed form this is a process of its own that
/// serves them and passes calls on to the services, so that a page knows one address alone.
/// </summary>
public static class WebService
{
    /// <summary>Adds the pages to a process.</summary>
    public static void AddPages(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(_ => PageFiles.Load(Path.Combine(AppContext.BaseDirectory, "pages")));

    /// <summary>Adds what passes calls on to the services at <c>Services:{name}</c>.</summary>
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddReverseProxy().LoadFromMemory(ForwardingTable.Routes, ForwardingTable.Clusters(builder.Configuration));
        builder.Services.AddHealthChecks().AddCheck<PagesHealth>("pages", tags: ["ready"]);
    }

    /// <summary>Maps the pages. After <c>UseDefaults</c>.</summary>
    public static void MapPages(this WebApplication app) => PageEndpoints.Map(app);

    /// <summary>Maps what is passed on. Who may enter is the services' to say: they get the call as it came.</summary>
    public static void MapGateway(this WebApplication app) => app.MapReverseProxy().Admits(Door.Anyone);
}
