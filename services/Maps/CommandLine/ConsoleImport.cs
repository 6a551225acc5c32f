using Routing.Maps.Import;
using Routing.RoadNetwork.Live;
using Spectre.Console;

namespace Routing.Maps.CommandLine;

/// <summary>Imports or opens a map for a command, with a progress bar on standard error so that output stays clean.</summary>
internal static class ConsoleImport
{
    /// <summary>What a command ends with where its input is wrong.</summary>
    public const int WrongInput = 2;

    private static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Null where it failed; what is wrong is then on standard error.</summary>
    /// <param name="source">Which map.</param>
    /// <param name="checksContents">See <see cref="Importer.ChecksContents"/>.</param>
    public static LoadedMap? Run(MapSource source, CancellationToken ct, bool checksContents = false)
    {
        SpeedsByHour speeds;
        try
        {
            speeds = source.Speeds();
        }
        catch (InvalidDataException problem)
        {
            Complain(problem.Message);
            return null;
        }

        var importer = new Importer(source.Osm, source.Data, source.MinIsland, speeds, text => Error.MarkupLineInterpolated($"[yellow]{text}[/]")) { ChecksContents = checksContents };
        try
        {
            return Show("Looking at the extract", report => importer.Run(report, ct));
        }
        catch (ImportException problem)
        {
            Complain(problem.Message);
            return null;
        }
    }

    /// <summary>Does something with a progress bar on standard error.</summary>
    /// <param name="work">Told a function to report to: what is being done, and the share done, 0 to 1.</param>
    public static T Show<T>(string description, Func<Action<string, double>, T> work) =>
        Error
            .Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(progress =>
            {
                var task = progress.AddTask(description);
                return work((step, fraction) =>
                {
                    task.Description = Markup.Escape(step);
                    task.Value = Math.Max(task.Value, fraction * 100);
                });
            });

    public static int Complain(string text)
    {
        // Not through Spectre: it breaks lines at the width of the console, and programs read this too.
        Console.Error.WriteLine(text);
        return WrongInput;
    }
}
