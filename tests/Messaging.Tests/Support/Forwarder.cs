using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Routing.Messaging.Tests.Support;

/// <summary>A port in front of the broker that can be closed and opened: a broker that goes away and comes back.</summary>
public sealed class Forwarder : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public Forwarder(Uri target)
    {
        _target = target;
        // Taken once to learn a free port; closed until opened.
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }

    public void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = Accept(_listener);
    }

    public async Task Close()
    {
        _listener?.Stop();
        await _accepting;
        foreach (var client in _clients)
            client.Close();
        _clients.Clear();
    }

    public async ValueTask DisposeAsync() => await Close();

    private async Task Accept(TcpListener listener)
    {
        while (true)
        {
            try
            {
                var near = await listener.AcceptTcpClientAsync();
                _clients.Add(near);
                var far = new TcpClient();
                _clients.Add(far);
                await far.ConnectAsync(_target.Host, _target.Port);
                _ = Copy(near, far);
                _ = Copy(far, near);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task Copy(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut: that is what it is for.
        }
        from.Close();
        to.Close();
    }
}
