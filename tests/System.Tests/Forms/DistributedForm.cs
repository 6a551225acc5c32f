using System.Text.Json;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Demo.Api;

namespace Routing.System.Tests.Forms;

/// <summary>One process a service, two each of Planning and Drivers, on a real RabbitMQ and a real PostgreSQL; and one for the pages, where they are looked at.</summary>
internal sealed class DistributedForm : RunningForm
{
    private const int NotFound = 404;
    private static readonly string[] Services8 = ["Maps", "Planning", "Planning", "Intake", "Drivers", "Drivers", "Dispatch", "Notifications"];
    private readonly List<(string Name, ServiceProcess Process)> processes = [];
    private readonly string postgres = Needed("ROUTING_TEST_POSTGRES");
    private readonly Uri rabbit = new(Needed("ROUTING_TEST_RABBITMQ"));
    private readonly string prefix = $"system_{Guid.CreateVersion7():N}"[..20];
    private readonly string virtualHost;

    /// <param name="more">Settings of all processes, besides what makes them one.</param>
    /// <param name="withPages">True to serve the pages, too: they are not there where there is no Node.js.</param>
    public DistributedForm(IReadOnlyDictionary<string, string>? more = null, bool withPages = false)
    {
        virtualHost = rabbit.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(rabbit.AbsolutePath[1..]) : "/";
        var ports = Services8.Select(_ => ServiceProcess.FreePort()).ToArray();
        var pages = ServiceProcess.FreePort();
        var login = rabbit.UserInfo.Split(':');
        var settings = new Dictionary<string, string>(more ?? new Dictionary<string, string>())
        {
            ["Data"] = Data,
            ["Bus:Transport"] = "rabbitmq",
            ["Bus:Host"] = rabbit.Host,
            ["Bus:Port"] = $"{rabbit.Port}",
            ["Bus:Username"] = Uri.UnescapeDataString(login[0]),
            ["Bus:Password"] = Uri.UnescapeDataString(login[1]),
            ["Bus:VirtualHost"] = virtualHost,
            ["Database:Provider"] = "postgres",
            ["Drivers:Queue"] = "rabbitmq",
            ["Services:maps"] = $"http://127.0.0.1:{ports[0]}",
            ["Doors:SigningKey"] = Convert.ToBase64String(global::System.Security.Cryptography.RandomNumberGenerator.GetBytes(48)),
            ["Accounts:OperatorPassword"] = Password,
            ["Planning:RecordPlans"] = Plans,

            // Browsers know the pages' process alone: it passes their calls on, and says for whom.
            ["Intake:PublicUrl"] = $"http://127.0.0.1:{pages}",
            ["Drivers:PublicUrl"] = $"http://127.0.0.1:{pages}",
            ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
        };
        foreach (var service in Services8.Distinct()) settings[$"ConnectionStrings:{service.ToLowerInvariant()}"] = Database(service);
        for (var i = 0; i < Services8.Length; i++)
        {
            var own = new Dictionary<string, string>(settings) { ["urls"] = $"http://127.0.0.1:{ports[i]}" };
            processes.Add((Services8[i], new ServiceProcess(Services8[i], ports[i], [], own)));
        }

        if (!withPages) return;
        var gateway = new Dictionary<string, string>(settings) { ["urls"] = $"http://127.0.0.1:{pages}" };
        foreach (var group in Services8.Zip(ports).GroupBy(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))
            gateway[$"Services:{group.Key.ToLowerInvariant()}"] = string.Join(';', group.Select(port => $"http://127.0.0.1:{port}"));
        processes.Add(("Web", new ServiceProcess("Web", pages, [], gateway)));
    }

    public override ServiceAddresses Services => new(First("Intake"), First("Planning"), First("Dispatch"), First("Drivers"), Maps);

    public override Uri Maps => First("Maps");

    public override Uri Pages => First("Web");

    public override IReadOnlyList<ServiceProcess> Of(string service) => [.. processes.Where(p => p.Name == service).Select(p => p.Process)];

    public override async Task Start(CancellationToken ct)
    {
        await ForgetEarlierTests(ct);
        foreach (var (_, process) in processes) process.Start();
        foreach (var (_, process) in processes) await process.UntilReady(ct);
    }

    public override async Task<IReadOnlyList<RouteSheet>> Queued(Guid driver, string deviceToken, DateOnly day, CancellationToken ct)
    {
        var factory = new ConnectionFactory { Uri = rabbit };
        await using var connection = await factory.CreateConnectionAsync(ct);
        while (true)
        {
            try
            {
                return [.. (await Read(connection, driver, ct)).Where(s => s.Day == day)];
            }
            catch (OperationInterruptedException busy) when (busy.ShutdownReason?.ReplyCode == Constants.InternalError)
            {
                // A quorum queue whose members are busy answers that it timed out; like any reader, ask again.
            }
        }
    }

    private static async Task<List<RouteSheet>> Read(IConnection connection, Guid driver, CancellationToken ct)
    {
        // Closing the channel puts them all back.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        var sheets = new List<RouteSheet>();
        try
        {
            while (await channel.BasicGetAsync($"driver.{driver}", autoAck: false, ct) is { } message)
                sheets.Add(JsonSerializer.Deserialize<RouteSheet>(message.Body.Span, WireJson.Options)!);
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == NotFound)
        {
            // A driver who never had a route has no queue.
        }

        return sheets;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var (_, process) in processes) await process.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await using var server = new NpgsqlConnection(postgres);
        await server.OpenAsync();
        foreach (var service in Services8.Distinct())
        {
            await using var drop = server.CreateCommand();
            drop.CommandText = $"DROP DATABASE IF EXISTS {prefix}_{service.ToLowerInvariant()} WITH (FORCE)";
            await drop.ExecuteNonQueryAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>The broker is shared by the tests, one after the other; what an earlier one left is not for this one.</summary>
    private async Task ForgetEarlierTests(CancellationToken ct)
    {
        await using var connection = await new ConnectionFactory { Uri = rabbit }.CreateConnectionAsync(ct);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        foreach (var service in Services8.Distinct()) await channel.QueueDeleteAsync(service.ToLowerInvariant(), cancellationToken: ct);
    }

    private static string Needed(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(value), $"{variable} is not set: tests/run.sh starts the server and sets it.");
        return value!;
    }

    private string Database(string service) =>
        new NpgsqlConnectionStringBuilder(postgres) { Database = $"{prefix}_{service.ToLowerInvariant()}", MaxPoolSize = 20 }.ConnectionString;

    private Uri First(string service) => Of(service)[0].Address;
}
