using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace Routing.Notifications.Tests;

/// <summary>A real SMTP server in a process of its own (Debian's python3-aiosmtpd), which keeps what it takes in a Maildir.</summary>
internal sealed class SmtpServer : IDisposable
{
    // Debian's interpreter has Debian's packages; another one that comes first in the path may not.
    private static readonly string[] Interpreters = ["/usr/bin/python3", "python3"];

    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("smtp-").FullName, "mail");
    private Process? process;

    public SmtpServer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Free until <see cref="Start"/>.</summary>
    public int Port { get; }

    public async Task Start(CancellationToken cancellationToken)
    {
        var python = await Interpreter(cancellationToken);
        Assert.SkipWhen(python is null, "There is no SMTP server to test with: apt-get install python3-aiosmtpd.");
        process = Run(python, "-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{Port}", "-c", "aiosmtpd.handlers.Mailbox", folder);
        await NotificationsProcess.Until(async () =>
        {
            Assert.False(process.HasExited, "aiosmtpd ended at once.");
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    public List<MimeMessage> Mails() =>
        Directory.Exists(Path.Combine(folder, "new")) ? [.. Directory.GetFiles(Path.Combine(folder, "new")).Select(file => MimeMessage.Load(file))] : [];

    public void Dispose()
    {
        if (process is not null)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    private static async Task<string?> Interpreter(CancellationToken cancellationToken)
    {
        foreach (var python in Interpreters)
        {
            try
            {
                using var probe = Run(python, "-c", "import aiosmtpd");
                await probe.WaitForExitAsync(cancellationToken);
                if (probe.ExitCode == 0) return python;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        return null;
    }

    private static Process Run(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
}
