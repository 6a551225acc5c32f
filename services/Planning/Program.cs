using System.CommandLine;
using Routing.Defaults;
using Routing.Messaging;
using Routing.Planning;
using Routing.Planning.CommandLine;

// The service is the default; everything else is a command.
var parsed = PlanningCommands.Root(Serve).Parse(args);
if (PlanningCommands.Complain(parsed, Console.Out, Console.Error))
    return SolveCommand.WrongInput;

var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
return parsed.Errors.Count > 0 ? SolveCommand.WrongInput : code;

static async Task<int> Serve(string[] settings, CancellationToken ct)
{
    if (settings is [var first, ..] && !first.StartsWith('-'))
    {
        await Console.Error.WriteLineAsync($"There is no command '{first}'. --help tells which there are.");
        return 2;
    }

    var builder = WebApplication.CreateBuilder(settings);
    builder.AddDefaults();
    builder.AddPlanning();
    builder.AddBus();
    await using var app = builder.Build();
    app.UseDefaults();
    app.MapPlanning();
    await app.RunAsync(ct);
    return 0;
}
