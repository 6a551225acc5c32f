namespace Routing.Maps.CommandLine;

/// <summary>Tells the bar of <see cref="ConsoleImport.Show"/> the share of one step, at once and on the thread that did it: <see cref="Progress{T}"/> would do so after the bar has gone.</summary>
internal sealed class ConsoleProgress(Action<string, double> report, string step) : IProgress<double>
{
    public void Report(double value) => report(step, value);
}
