using System.Globalization;
using Routing.Defaults.Doors;
using Routing.Demo;
using Routing.Demo.Api;
using Routing.Maps.Import;
using Spectre.Console;

namespace Routing.Host;

/// <summary>What a person sees after the start: the import's progress, the addresses to open, and the demo day.</summary>
internal static class Startup
{
    /// <returns>0 when the service is up; otherwise the process's exit code, after the cause was printed.</returns>
    public static async Task<int> Show(WebApplication app, StartOptions options, CancellationToken ct)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct, app.Lifetime.ApplicationStopping);
        var import = app.Services.GetRequiredService<ImportStatus>();
        try
        {
            var address = new Uri(app.Urls.First());
            var ready = UntilReady(import, address, stopping);
            if (options.Demo) await Task.Run(() => PlayDemo(app, options, address, ready, stopping.Token), stopping.Token);
            await ready;
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return import.Stage == ImportStage.Failed ? 1 : 0;
        }
    }

    /// <summary>Shows the import, then the addresses once requests can be taken; cancelled when the import fails.</summary>
    private static async Task UntilReady(ImportStatus import, Uri address, CancellationTokenSource stopping)
    {
        await ShowImport(import, stopping.Token);
        if (import.Stage == ImportStage.Failed)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{import.Problem}[/]");
            await stopping.CancelAsync();
        }

        stopping.Token.ThrowIfCancellationRequested();
        using var http = new HttpClient { BaseAddress = address };
        while (true)
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), stopping.Token);
            if (answer.IsSuccessStatusCode) break;
            await Task.Delay(50, stopping.Token);
        }

        PrintAddresses(address);
    }

    private static async Task ShowImport(ImportStatus import, CancellationToken ct)
    {
        // A file or a pipe gets no bar.
        if (Console.IsOutputRedirected)
        {
            await import.Completion.WaitAsync(ct);
            return;
        }

        await AnsiConsole.Progress().HideCompleted(true).StartAsync(async progress =>
        {
            var task = progress.AddTask("Map", maxValue: 1);
            while (import.Stage is ImportStage.Waiting or ImportStage.Working)
            {
                task.Description = Markup.Escape(import.Step);
                task.Value = import.Fraction;
                await Task.WhenAny(import.Completion, Task.Delay(100, ct));
            }

            task.Value = 1;
        });
    }

    private static void PrintAddresses(Uri address)
    {
        AnsiConsole.MarkupLineInterpolated($"Ready at [bold]{address}[/]");
        AnsiConsole.MarkupLineInterpolated($"  the API's description  {new Uri(address, "/openapi/v1.json")}");
        AnsiConsole.MarkupLineInterpolated($"  health                 {new Uri(address, "/health/ready")}");
    }

    private static async Task PlayDemo(WebApplication app, StartOptions options, Uri address, Task ready, CancellationToken ct)
    {
        var tokens = app.Services.GetRequiredService<Tokens>();
        using var http = new HttpClient();
        var show = new DemoShow(new ApiClient(http), ServiceAddresses.Shared(address), SignIn, app.Services.GetRequiredService<TimeProvider>()) { Picture = options.Picture };
        try
        {
            await show.Run(options.Osm ?? BundledCity, options.Data, options.Speed, ready, ct);
        }
        catch (Exception failed) when (failed is ApiRefusedException or HttpRequestException or InvalidDataException)
        {
            // The service itself is up, or will be; only the demo cannot go on.
            await ready;
            AnsiConsole.MarkupLineInterpolated($"[yellow]The demo day cannot be played: {failed.Message}[/]");
        }

        Task<string> SignIn(CancellationToken _) => Task.FromResult(tokens.Issue("demo", Roles.Operator, TimeSpan.FromMinutes(15)));
    }

    private static string BundledCity => Path.Combine(AppContext.BaseDirectory, "Sample", "montevideo.osm.pbf");
}
