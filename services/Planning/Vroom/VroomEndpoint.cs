using Microsoft.AspNetCore.Mvc;
using Routing.Defaults.Doors;
using Routing.Optimisation.Formats.Vroom;
using Routing.RoadNetwork;

namespace Routing.Planning.Vroom;

/// <summary>VROOM's HTTP interface, as vroom-express offers it: a problem is posted, the answer comes back, errors in its shape.</summary>
internal static class VroomEndpoint
{
    // Matrices of some 3,000 places.
    private const long MostBytes = 100_000_000;

    // Longer than this nobody keeps a connection open, and others wait meanwhile.
    private static readonly VroomSettings Settings = new() { MostSeconds = 300 };

    // A search takes all cores: the next one waits.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <param name="roads">The roads in use; null where there are none.</param>
    public static void MapVroom(this IEndpointRouteBuilder app, string path, Door door, Func<IServiceProvider, Router?> roads) =>
        // As any handler, not as a RequestDelegate: those are left out of the API's description.
        app.MapPost(path, (Func<HttpContext, Task>)(http => Post(http, roads)))
            .WithTags("Planning")
            .WithName(path.Length > 1 ? "Vroom" : "VroomAtRoot")
            .WithSummary("Solves a problem in VROOM's JSON.")
            .WithDescription("VROOM's answer, or {\"code\":2,\"error\":\"...\"} with 400. options.l is how long to search, in seconds, up to 300.")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Admits(door);

    private static ILogger Logger(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(VroomDesk));

    private static async Task Post(HttpContext http, Func<IServiceProvider, Router?> roads)
    {
        var gone = http.RequestAborted;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, gone);
        await OneAtATime.WaitAsync(gone);
        VroomAnswer answer;
        try
        {
            answer = await Task.Run(() => VroomDesk.Answer(body.ToArray(), roads(http.RequestServices), Settings, null, Logger(http), gone), gone);
        }
        finally
        {
            OneAtATime.Release();
        }

        http.Response.StatusCode = answer.Code switch
        {
            VroomDesk.Ok => StatusCodes.Status200OK,
            VroomDesk.InputError => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status500InternalServerError,
        };
        await Results.Bytes(answer.ToJson(), "application/json").ExecuteAsync(http);
    }
}
