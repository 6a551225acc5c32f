using System.Diagnostics;
using System.Globalization;

namespace Routing.Benchmarks.Http;

/// <summary>The service's own <c>serve</c>, as a process on a free port.</summary>
internal sealed class MapsServer : IDisposable
{
    private readonly Process _process;

    private MapsServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>All threads together, since the start.</summary>
    public double ProcessorMilliseconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMilliseconds;
        }
    }

    /// <summary>The most memory that was resident; 0 where the system does not tell.</summary>
    public long PeakBytes
    {
        get
        {
            var status = $"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/status";
            var line = File.Exists(status) ? Array.Find(File.ReadAllLines(status), l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
            return line is null ? 0 : 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
    }

    public static MapsServer Start(string osm)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Routing.Maps.dll"), "serve", "--osm", osm, "--urls", "http://127.0.0.1:0"])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLine();
        return line is not null && line.StartsWith("Ready: ", StringComparison.Ordinal)
            ? new MapsServer(process, new Uri(line.Split(' ')[^1]))
            : throw new InvalidOperationException($"The server does not start: {line}");
    }

    public void Dispose()
    {
        // Ctrl-C's signal, so that it removes its files.
        using (var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            stop.WaitForExit();
        if (!_process.WaitForExit(10_000))
            _process.Kill();
        _process.Dispose();
    }
}
