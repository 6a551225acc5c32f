using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Routing.System.Tests.Forms;

/// <summary>A process of ours with its own settings, that can be killed and started again.</summary>
internal sealed class ServiceProcess(string service, int port, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentQueue<string> output = new();
    private static int portsTried = Environment.ProcessId % 12_000;
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    public string Output => string.Join('\n', output);

    public int? ExitCode => process is { HasExited: true } ? process.ExitCode : null;

    /// <summary>
    /// One that nobody listens at. Below those that the system gives to connections on their way out: any client may get one of those
    /// between now and the service's start.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 20_000 + (Interlocked.Increment(ref portsTried) % 12_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }

    public void Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Built.Program(service));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public async Task UntilReady(CancellationToken ct)
    {
        var deadline = Stopwatch.StartNew();
        while (true)
        {
            if (ExitCode is { } code) throw new InvalidOperationException($"{service} ended with {code}:\n{Output}");
            if (deadline.Elapsed > TimeSpan.FromMinutes(2)) throw new TimeoutException($"{service} is not ready after two minutes:\n{Output}");
            try
            {
                using var answer = await Http.GetAsync(new Uri(Address, "/health/ready"), ct);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                // Not listening yet.
            }

            await Task.Delay(100, ct);
        }
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is said.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> UntilEnd(CancellationToken ct)
    {
        await process!.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        while (output.Count > 2000) output.TryDequeue(out _);
    }
}
