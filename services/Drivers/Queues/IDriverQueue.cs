namespace Routing.Drivers.Queues;

/// <summary>
/// A driver's queue of route sheets: durable, at least once. Several processes may use a driver's queue at a time; what
/// one is just looking at, another may not see for that moment.
/// </summary>
internal interface IDriverQueue
{
    /// <summary>Puts a sheet at the end of its driver's queue. Returns once it is stored there for good.</summary>
    /// <exception cref="QueueAwayException">It cannot be reached; the sheet may or may not be on it.</exception>
    Task Post(QueuedSheet sheet, CancellationToken cancellationToken);

    /// <summary>
    /// Looks at what lies on a driver's queue, takes away what is not <paramref name="wanted"/> or lies there twice, leaves the
    /// rest, and returns it, oldest first. Something has been posted to this driver before: that made the queue.
    /// </summary>
    /// <exception cref="QueueAwayException">It cannot be reached.</exception>
    Task<IReadOnlyList<QueuedSheet>> Look(Guid driverId, Predicate<QueuedSheet> wanted, CancellationToken cancellationToken);
}

/// <summary>A message on a driver's queue.</summary>
/// <param name="DriverId">Whose queue.</param>
/// <param name="Area">The planning area.</param>
/// <param name="Day">The day of the sheet.</param>
/// <param name="PlanVersion">Its version.</param>
/// <param name="Revoked">True when it says that there is no route any more; it has no stops then.</param>
/// <param name="Body">The route sheet as JSON.</param>
internal sealed record QueuedSheet(Guid DriverId, string Area, DateOnly Day, int PlanVersion, bool Revoked, string Body);

/// <summary>The driver queue cannot be reached. What was not posted stays marked as to be posted.</summary>
internal sealed class QueueAwayException(string message, Exception inner) : Exception(message, inner);
