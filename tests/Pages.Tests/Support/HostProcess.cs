using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Routing.Pages.Tests.Support;

/// <summary>The Host as it is shipped, in a process of its own, on data of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    public const string Password = "a-password-of-the-tests";

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly string data = Directory.CreateTempSubdirectory("pages-tests-").FullName;

    private HostProcess(int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [Program("Host"), "--no-demo", "--data", data, "--urls", Address.ToString().TrimEnd('/')];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // No search for better plans: it would move a stop to another driver between two looks at the page.
        start.Environment["Planning__ImproveSeconds"] = "0";
        start.Environment["Accounts__OperatorPassword"] = Password;
        start.Environment["Accounts__AdviserPassword"] = Password;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public static async Task<HostProcess> Start(CancellationToken ct)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var host = new HostProcess(port);
        await host.UntilReady(ct);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task UntilReady(CancellationToken ct)
    {
        using var http = new HttpClient();
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The Host ended with {process.ExitCode}:\n{string.Join('\n', output)}");
            if (waiting.Elapsed > TimeSpan.FromMinutes(4)) throw new TimeoutException($"The Host is not ready after four minutes:\n{string.Join('\n', output)}");
            try
            {
                using var answer = await http.GetAsync(new Uri(Address, "/health/ready"), ct);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200, ct);
        }
    }

    private static string Program(string service)
    {
        string Told(string key) => typeof(HostProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
        return Path.Combine(Told("Binaries"), service, Told("Configuration"), $"Routing.{service}.dll");
    }

    private void Keep(string? line)
    {
        if (line is not null) output.Enqueue(line);
    }
}
