namespace Routing.Maps.CommandLine;

/// <summary>Coordinates of a command: its arguments, or the lines of a file, for more than fit on a command line.</summary>
internal static class PointFile
{
    /// <param name="path">Null: the arguments; -: standard input.</param>
    /// <returns>Null where the file cannot be read; what is wrong is then on standard error.</returns>
    public static string[]? Read(string? path, string[] arguments)
    {
        if (path is null)
            return arguments;
        try
        {
            var text = path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path);
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            ConsoleImport.Complain($"--points {path} cannot be read: {problem.Message}");
            return null;
        }
    }
}
