using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Routing.Messaging;

namespace Routing.Drivers.Queues;

/// <summary>
/// A durable quorum queue <c>driver.ID</c> for each driver. A message is the route sheet as JSON, persistent, with its
/// type, plan version, area and day in the headers. Looking at it takes it and puts it back: only what is not wanted any
/// more is acknowledged to the broker.
/// </summary>
internal sealed partial class RabbitQueue(BusOptions options, ILogger<RabbitQueue> log) : IDriverQueue, IAsyncDisposable
{
    public const string Assigned = "route-assigned";
    public const string Revoked = "route-revoked";

    // A quorum queue counts each time that a message is put back, and drops it at this many (RabbitMQ 4: 20 unless told).
    // A device that asks once a second, and never acknowledges, gets there in eleven days.
    private const int DeliveryLimit = 1_000_000;

    private static readonly Dictionary<string, object?> Arguments = new(StringComparer.Ordinal)
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = DeliveryLimit,
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly CreateChannelOptions Confirmed =
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    // Apart, since the broker answers some faults of a reader by closing all that it has open.
    private readonly BrokerLink posts = new(options, "drivers: posting");
    private readonly BrokerLink looks = new(options, "drivers: reading");
    private readonly SemaphoreSlim gate = new(1, 1);
    private IChannel? publishing;

    /// <summary>The queue of a driver.</summary>
    public static string NameOf(Guid driverId) => $"driver.{driverId:D}";

    public async Task Post(QueuedSheet sheet, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        var isPosted = false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (publishing is not { IsOpen: true })
                publishing = await (await posts.Connect(patience.Token)).CreateChannelAsync(Confirmed, patience.Token);
            var queue = NameOf(sheet.DriverId);
            await publishing.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, Arguments, cancellationToken: patience.Token);
            // Returns when a majority of the broker's nodes has it; throws when it is refused or goes to no queue.
            await publishing.BasicPublishAsync(
                exchange: "", queue, mandatory: true, Describe(sheet), Encoding.UTF8.GetBytes(sheet.Body), patience.Token);
            isPosted = true;
        }
        catch (Exception exception) when (IsBrokers(exception))
        {
            throw Away(exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It takes the message and confirms nothing, as when its disk is full.
            throw Away(exception);
        }
        finally
        {
            // What a channel that failed still owes is nobody's business.
            if (!isPosted && publishing is { } failed)
            {
                publishing = null;
                await failed.DisposeAsync();
            }

            gate.Release();
        }
    }

    public async Task<IReadOnlyList<QueuedSheet>> Look(Guid driverId, Predicate<QueuedSheet> wanted, CancellationToken cancellationToken)
    {
        try
        {
            // Whatever this channel has taken and not acknowledged is put back when it closes, whyever it does.
            await using var channel = await (await looks.Connect(cancellationToken)).CreateChannelAsync(cancellationToken: cancellationToken);
            var queue = NameOf(driverId);
            var left = new List<QueuedSheet>();
            while (await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is { } message)
            {
                var sheet = Read(driverId, message);
                if (sheet is not null && wanted(sheet) && !left.Exists(other => TableQueue.IsSame(other, sheet))) left.Add(sheet);
                else await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
            }

            return left;
        }
        catch (Exception exception) when (IsBrokers(exception))
        {
            throw Away(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (publishing is not null) await publishing.DisposeAsync();
        await posts.DisposeAsync();
        await looks.DisposeAsync();
        gate.Dispose();
    }

    private static BasicProperties Describe(QueuedSheet sheet) => new()
    {
        Persistent = true,
        ContentType = "application/json",
        Type = sheet.Revoked ? Revoked : Assigned,
        Headers = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["plan-version"] = sheet.PlanVersion,
            ["area"] = sheet.Area,
            ["day"] = sheet.Day.ToString("O", CultureInfo.InvariantCulture),
        },
    };

    private QueuedSheet? Read(Guid driverId, BasicGetResult message)
    {
        if (message.BasicProperties is { Headers: { } headers } properties
            && properties.Type is Assigned or Revoked
            && headers.TryGetValue("plan-version", out var version) && version is int planVersion
            && headers.TryGetValue("area", out var area) && area is byte[] areaBytes
            && headers.TryGetValue("day", out var day) && day is byte[] dayBytes
            && DateOnly.TryParseExact(Encoding.UTF8.GetString(dayBytes), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return new QueuedSheet(
                driverId, Encoding.UTF8.GetString(areaBytes), date, planVersion,
                message.BasicProperties.Type == Revoked, Encoding.UTF8.GetString(message.Body.Span));
        }

        LogForeign(NameOf(driverId));
        return null;
    }

    private static bool IsBrokers(Exception exception) =>
        exception is RabbitMQClientException or IOException or SocketException or TimeoutException or ObjectDisposedException;

    private QueueAwayException Away(Exception exception) =>
        new($"RabbitMQ at {options.Host}:{options.Port} does not take route sheets ({exception.GetType().Name}). Start it, or set Bus:Host, Bus:Port, Bus:Username and Bus:Password.", exception);

    [LoggerMessage(320, LogLevel.Warning, "A message on {Queue} is no route sheet of ours and was removed")]
    private partial void LogForeign(string queue);
}
