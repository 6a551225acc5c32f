using System.CommandLine;
using System.Globalization;
using System.Text;
using Routing.Contracts.Values;
using Routing.Optimisation.Formats.Vroom;
using Routing.Planning.Replay;
using Routing.Planning.Vroom;

namespace Routing.Planning.CommandLine;

/// <summary>The commands besides the service itself. They need no broker, database or network.</summary>
internal static class PlanningCommands
{
    /// <param name="serve">Runs the service with these settings; the default.</param>
    public static RootCommand Root(Func<string[], CancellationToken, Task<int>> serve)
    {
        var service = new Command("serve", "The service of the product; settings are configuration. The default.") { TreatUnmatchedTokensAsErrors = false };
        service.SetAction((parsed, ct) => serve([.. parsed.UnmatchedTokens], ct));
        var root = new RootCommand("Plans days of vehicle pickups and deliveries.") { service, Solve(), Vroom(), LiLim(), Replay() };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, ct) => serve([.. parsed.UnmatchedTokens], ct));
        return root;
    }

    /// <summary>
    /// Tells what is wrong with a command's arguments, if something is. Who calls solve reads an answer, not usage: it is
    /// told in VROOM's shape.
    /// </summary>
    public static bool Complain(ParseResult parsed, TextWriter output, TextWriter error)
    {
        // The service passes settings on; the other commands know all that there is.
        var command = parsed.CommandResult.Command;
        var unknown = command is RootCommand || command.TreatUnmatchedTokensAsErrors is false ? [] : parsed.UnmatchedTokens;
        var faults = parsed.Errors.Select(wrong => wrong.Message)
            .Concat(unknown.Select(token => $"{command.Name} does not know '{token}'."))
            .Append($"{command.Name} --help tells what there is.")
            .ToList();
        if (faults.Count == 1)
            return false;
        var told = string.Join(' ', faults);
        if (command.Name == SolveName)
            output.WriteLine(Encoding.UTF8.GetString(VroomAnswer.Wrong(VroomDesk.InputError, told).ToJson()));
        else
            error.WriteLine(told);
        return true;
    }

    private const string SolveName = "solve";

    private static Option<double> Seconds(double standard)
    {
        var seconds = new Option<double>("--seconds") { Description = "How long to search, for each problem.", HelpName = "N", DefaultValueFactory = _ => standard };
        return Within(seconds, 0.001, 86_400);
    }

    private static Option<int> Threads()
    {
        var threads = new Option<int>("--threads") { Description = "How many to search with; all cores without it.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        return Within(threads, 1, 256);
    }

    // What is no number at all is told by the parser itself.
    private static Option<T> Within<T>(Option<T> option, double least, double most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token, ..] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && !(value >= least && value <= most))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be from {least} to {most}."));
        });
        return option;
    }

    private static Option<ulong> Seed() => new("--seed") { Description = "Draws differently.", HelpName = "N", DefaultValueFactory = _ => 1UL };

    private static Command Solve()
    {
        var input = new Option<string?>("--input", "-i") { Description = "The problem, in VROOM's JSON; standard input without it.", HelpName = "FILE.json" };
        var output = new Option<string?>("--output", "-o") { Description = "Where the answer goes; standard output without it.", HelpName = "FILE" };
        var seconds = new Option<double?>("--seconds", "-l") { Description = "How long to search; by the problem's size (half a second to 10) if neither this nor its options say.", HelpName = "N" };
        Within(seconds, 0.001, 86_400);
        var threads = new Option<int?>("--threads", "-t") { Description = "How many to search with; all cores without it.", HelpName = "N" };
        Within(threads, 1, 256);
        var seed = Seed();
        var iterations = new Option<long?>("--iterations") { Description = "Stops after so many trials: the same plan each time, with the same seed and threads.", HelpName = "N" };
        Within(iterations, 1, long.MaxValue);
        var choose = new Option<bool>("--choose-eta", "-c") { Description = "Times the routes that the vehicles' steps give, and tells what they break." };
        var geometry = new Option<bool>("--geometry", "-g") { Description = "Draws the routes along the roads." };
        var region = new Option<string?>("--region") { Description = "Roads for problems with coordinates and no matrices: a region file, as Maps' import makes it.", HelpName = "FILE" };
        var command = new Command(SolveName, "Solves a problem in VROOM's JSON and answers as VROOM does.") { input, output, seconds, threads, seed, iterations, choose, geometry, region };
        command.SetAction((parsed, ct) =>
        {
            var arguments = new SolveArguments(
                parsed.GetValue(input),
                parsed.GetValue(output),
                new VroomSettings(parsed.GetValue(seconds), parsed.GetValue(threads), parsed.GetValue(seed), parsed.GetValue(iterations), parsed.GetValue(choose), parsed.GetValue(geometry)),
                parsed.GetValue(region),
                !Console.IsErrorRedirected);
            return Task.Run(() => new SolveCommand(Console.In, Console.OpenStandardOutput(), Console.Error).Run(arguments, ct), ct);
        });
        return command;
    }

    private static Command Vroom()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen; several are separated by semicolons.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:3000" };
        var region = new Option<string?>("--region") { Description = "Roads for problems with coordinates and no matrices: a region file, as Maps' import makes it.", HelpName = "FILE" };
        var command = new Command("vroom", "VROOM's HTTP interface, at / and /vroom, open to whoever reaches the port: no sign-in, broker or database.") { urls, region };
        command.SetAction((parsed, ct) => VroomCommand.Run(parsed.GetValue(urls)!, parsed.GetValue(region), ct));
        return command;
    }

    private static Command Replay()
    {
        var data = new Option<string>("--data") { Description = "The service's data directory, with its database and the region file in use.", HelpName = "DIR", DefaultValueFactory = _ => "data" };
        var connection = new Option<string?>("--connection") { Description = "PostgreSQL's connection string, where the database is there.", HelpName = "TEXT" };
        var area = new Option<string>("--area") { Description = "The planning area.", HelpName = "ID", Required = true };
        var day = new Option<DateOnly>("--day") { Description = "The day, local to the area: 2026-11-30.", HelpName = "DAY", Required = true };
        var drivers = new Option<Means[]>("--add-driver") { Description = "One more driver, who works as the first one does; may be repeated.", HelpName = "MEANS" };
        var lifts = new Option<int>("--add-lifts") { Description = "So many more lifts at every workshop; negative for fewer.", HelpName = "N" };
        var technicians = new Option<int>("--add-technicians") { Description = "So many more technicians at every workshop; negative for fewer.", HelpName = "N" };
        var means = new Option<Means?>("--means") { Description = "Own means of all drivers: scooter, bicycle, foot, taxi, chaseCar or transporter.", HelpName = "MEANS" };
        var region = new Option<string?>("--region") { Description = "Roads; the region file in use without it.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "The figures as JSON." };
        foreach (var option in (Option<int>[])[lifts, technicians]) Within(option, -100, 100);
        drivers.Validators.Add(result => ComplainOf(result, result.GetValueOrDefault<Means[]>() ?? []));
        means.Validators.Add(result => ComplainOf(result, result.GetValueOrDefault<Means?>() is { } one ? [one] : []));
        var command = new Command("replay", "Plays a day again from its log, as it was and with something changed, and sets both side by side.")
        {
            data, connection, area, day, drivers, lifts, technicians, means, region, json,
        };
        command.SetAction((parsed, ct) =>
        {
            var change = new ReplayChange
            {
                AddedDrivers = parsed.GetValue(drivers) ?? [],
                AddedLifts = parsed.GetValue(lifts),
                AddedTechnicians = parsed.GetValue(technicians),
                MeansOfAll = parsed.GetValue(means),
            };
            var arguments = new ReplayArguments(
                parsed.GetValue(data)!, parsed.GetValue(connection), parsed.GetValue(area)!, parsed.GetValue(day), change,
                parsed.GetValue(region), parsed.GetValue(json), !Console.IsErrorRedirected);
            return Task.Run(() => new ReplayCommand(Console.Out, Console.Error).Run(arguments, ct), ct);
        });
        return command;

        // A moved car is nobody's own.
        static void ComplainOf(System.CommandLine.Parsing.OptionResult result, IReadOnlyList<Means> given)
        {
            if (given.Contains(Means.Car)) result.AddError($"{result.Option.Name} is the driver's own means: scooter, bicycle, foot, taxi, chaseCar or transporter.");
        }
    }

    private static Command LiLim()
    {
        var files = new Argument<string[]>("files") { Description = "Problems in Li and Lim's format, or folders of them (*.txt); a best-known.csv beside them is compared with.", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
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
