using Microsoft.AspNetCore.Connections;
using Routing.Defaults.Doors;
using Routing.Planning.Vroom;
using Routing.RoadNetwork;
using Routing.RoadNetwork.RegionFile;

namespace Routing.Planning.CommandLine;

/// <summary>VROOM's HTTP interface alone, open to whoever reaches the port: no sign-in, broker or database.</summary>
internal static class VroomCommand
{
    /// <param name="regionFile">Roads for problems with coordinates, or null.</param>
    public static async Task<int> Run(string urls, string? regionFile, CancellationToken ct)
    {
        foreach (var url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                return await Complain($"--urls {url} is no address. Write it like http://127.0.0.1:3000");
        }

        Region? region;
        try
        {
            region = regionFile is null ? null : Region.Open(regionFile);
        }
        catch (Exception problem) when (problem is RegionFileException or IOException or UnauthorizedAccessException)
        {
            return await Complain(problem.Message);
        }

        using (region)
        {
            var router = region is null ? null : new Router(region);
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.WebHost.UseUrls(urls.Split(';'));
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Services.AddHealthChecks();
            await using var app = builder.Build();
            app.MapVroom("/", Door.Anyone, _ => router);
            app.MapVroom("/vroom", Door.Anyone, _ => router);
            app.MapHealthChecks("/health");
            try
            {
                await app.StartAsync(ct);
            }
            catch (IOException busy) when (busy.InnerException is AddressInUseException)
            {
                return await Complain($"{urls} is in use by another program. Stop it, or choose another address: --urls http://127.0.0.1:3001");
            }

            await Console.Out.WriteLineAsync($"Ready: post problems to {string.Join(' ', app.Urls)}");
            await app.WaitForShutdownAsync(ct);
            return 0;
        }
    }

    private static async Task<int> Complain(string problem)
    {
        await Console.Error.WriteLineAsync(problem);
        return SolveCommand.WrongInput;
    }
}
