using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Dispatch.Data;

// Keys and lengths alone: everything else is as EF Core does it by itself. What belongs to a day is changed under its
// row's lock; what does not carries a revision, which two processes cannot both raise from the same one.

internal sealed class AreaConfiguration : IEntityTypeConfiguration<AreaRow>
{
    public void Configure(EntityTypeBuilder<AreaRow> builder) => builder.HasKey(row => row.Area);
}

internal sealed class WorkshopConfiguration : IEntityTypeConfiguration<WorkshopRow>
{
    public void Configure(EntityTypeBuilder<WorkshopRow> builder)
    {
        builder.HasKey(row => row.WorkshopId);
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.HasIndex(row => row.Area);
    }
}

internal sealed class CourtesyCarConfiguration : IEntityTypeConfiguration<CourtesyCarRow>
{
    public void Configure(EntityTypeBuilder<CourtesyCarRow> builder)
    {
        builder.HasKey(row => row.CourtesyCarId);
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.HasIndex(row => row.WorkshopId);
    }
}

internal sealed class DriverConfiguration : IEntityTypeConfiguration<DriverRow>
{
    public void Configure(EntityTypeBuilder<DriverRow> builder)
    {
        builder.HasKey(row => row.DriverId);
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.HasIndex(row => row.Area);
    }
}

internal sealed class RequestConfiguration : IEntityTypeConfiguration<RequestRow>
{
    public void Configure(EntityTypeBuilder<RequestRow> builder)
    {
        builder.HasKey(row => row.RequestId);
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.Property(row => row.KeyTag).HasMaxLength(Board.KeyDesk.MaxTagLength);
        builder.Property(row => row.KeyHolder).HasMaxLength(Board.KeyDesk.MaxHolderLength);
        builder.HasIndex(row => row.RequestedAt);
    }
}

internal sealed class DayConfiguration : IEntityTypeConfiguration<DayRow>
{
    public void Configure(EntityTypeBuilder<DayRow> builder) => builder.HasKey(row => new { row.Area, row.Day });
}

internal sealed class RouteConfiguration : IEntityTypeConfiguration<RouteRow>
{
    public void Configure(EntityTypeBuilder<RouteRow> builder) => builder.HasKey(row => new { row.Area, row.Day, row.DriverId });
}

internal sealed class StopConfiguration : IEntityTypeConfiguration<StopRow>
{
    public void Configure(EntityTypeBuilder<StopRow> builder) =>
        builder.HasKey(row => new { row.Area, row.Day, row.DriverId, row.MoveId, row.StopIndex });
}

internal sealed class DriverDayConfiguration : IEntityTypeConfiguration<DriverDayRow>
{
    public void Configure(EntityTypeBuilder<DriverDayRow> builder) => builder.HasKey(row => new { row.Area, row.Day, row.DriverId });
}

internal sealed class MoveConfiguration : IEntityTypeConfiguration<MoveRow>
{
    public void Configure(EntityTypeBuilder<MoveRow> builder)
    {
        builder.HasKey(row => new { row.Area, row.Day, row.MoveId });
        builder.HasIndex(row => row.RequestId);
    }
}

internal sealed class PlanConfiguration : IEntityTypeConfiguration<PlanRow>
{
    public void Configure(EntityTypeBuilder<PlanRow> builder) => builder.HasKey(row => new { row.Area, row.Day, row.Version });
}

internal sealed class JournalConfiguration : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> builder) => builder.HasKey(row => new { row.Area, row.Day, row.EventId });
}

internal sealed class CommandConfiguration : IEntityTypeConfiguration<CommandRow>
{
    public void Configure(EntityTypeBuilder<CommandRow> builder)
    {
        builder.HasKey(row => row.CommandId);
        builder.HasIndex(row => new { row.Area, row.Day, row.At });
    }
}

internal sealed class RoadsConfiguration : IEntityTypeConfiguration<RoadsRow>
{
    public void Configure(EntityTypeBuilder<RoadsRow> builder)
    {
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new RoadsRow { Id = RoadsRow.Only });
    }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<MessageRow>
{
    public void Configure(EntityTypeBuilder<MessageRow> builder)
    {
        builder.HasKey(row => row.WrittenId);
        builder.Property(row => row.Text).HasMaxLength(Messages.MessageDesk.LongestText);
        builder.HasIndex(row => new { row.Area, row.Day });
        builder.HasIndex(row => row.RequestId);
        builder.HasIndex(row => row.At);
    }
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(64);
    }
}
