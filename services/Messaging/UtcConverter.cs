using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Routing.Messaging;

// SQLite cannot order DateTimeOffset; a UTC DateTime sorts on both databases. Microseconds are what
// PostgreSQL keeps, so both databases give back the same instant.
internal sealed class UtcConverter()
    : ValueConverter<DateTimeOffset, DateTime>(instant => ToDatabase(instant), stored => FromDatabase(stored))
{
    internal static DateTime ToDatabase(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        return new DateTime(ticks - ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
    }

    private static DateTimeOffset FromDatabase(DateTime stored) =>
        new(DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}
