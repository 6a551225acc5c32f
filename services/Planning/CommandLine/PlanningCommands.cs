using System.CommandLine;

namespace Routing.Planning.CommandLine;

/// <summary>The commands besides the service itself. They need no broker, database or network.</summary>
internal static class PlanningCommands
{
    /// <param name="serve">Runs the service with these settings; the default.</param>
    public static RootCommand Root(Func<string[], CancellationToken, Task<int>> serve)
    {
        var service = new Command("serve", "The service of the product; settings are configuration. The default.") { TreatUnmatchedTokensAsErrors = false };
        service.SetAction((parsed, ct) => serve([.. parsed.UnmatchedTokens], ct));
        var root = new RootCommand("Plans days of vehicle pickups and deliveries.") { service, LiLim() };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, ct) => serve([.. parsed.UnmatchedTokens], ct));
        return root;
    }

    private static Option<double> Seconds(double standard)
    {
        var seconds = new Option<double>("--seconds") { Description = "How long to search, for each problem.", HelpName = "N", DefaultValueFactory = _ => standard };
        seconds.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is > 0 and <= 86_400))
                result.AddError("--seconds must be above 0 and at most 86400.");
        });
        return seconds;
    }

    private static Option<int> Threads()
    {
        var threads = new Option<int>("--threads") { Description = "How many to search with; all cores without it.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256)
                result.AddError("--threads must be 1 to 256.");
        });
        return threads;
    }

    private static Option<ulong> Seed() => new("--seed") { Description = "Draws differently.", HelpName = "N", DefaultValueFactory = _ => 1UL };

    private static Command LiLim()
    {
        var files = new Argument<string[]>("files") { Description = "Problems in Li and Lim's format; a best-known.csv beside them is compared with.", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
        var (seconds, threads, seed) = (Seconds(10), Threads(), Seed());
        var csv = new Option<string?>("--csv") { Description = "Writes the table as CSV.", HelpName = "FILE" };
        var plot = new Option<string?>("--plot") { Description = "Draws the gaps as PNG.", HelpName = "FILE.png" };
        var solutions = new Option<string?>("--solutions") { Description = "Writes each plan in SINTEF's format.", HelpName = "DIR" };
        var command = new Command("lilim", "Solves Li and Lim's problems and sets the plans beside the best known.") { files, seconds, threads, seed, csv, plot, solutions };
        command.SetAction((parsed, ct) =>
        {
            var arguments = new LiLimArguments(
                parsed.GetValue(files)!,
                parsed.GetValue(seconds),
                parsed.GetValue(threads),
                parsed.GetValue(seed),
                parsed.GetValue(csv),
                parsed.GetValue(plot),
                parsed.GetValue(solutions));
            return Task.Run(() => new LiLimCommand(Console.Out, Console.Error).Run(arguments, ct), ct);
        });
        return command;
    }
}
