using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Intake.Booking;
using Routing.Intake.Messages;
using Routing.Intake.Requests;
using Routing.Intake.Workshops;

namespace Routing.Intake.Data;

internal sealed class PickupRequestConfiguration : IEntityTypeConfiguration<PickupRequest>
{
    public void Configure(EntityTypeBuilder<PickupRequest> builder)
    {
        builder.ToTable("Requests");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Plate).HasMaxLength(20);
        builder.Property(r => r.WorkOrder).HasMaxLength(60);
        builder.Property(r => r.Details).AsJson();
        builder.Property(r => r.Contact).AsJson();
        builder.Property(r => r.Question).AsJson();
        builder.Property(r => r.Readiness).AsJson();
        builder.Property(r => r.Handovers).AsJson();
        builder.Property(r => r.Verdict).AsJson();
        builder.Property(r => r.LinkHash).HasMaxLength(64);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Property(r => r.State).HasMaxLength(20);
        builder.HasIndex(r => r.LinkHash).IsUnique();
        builder.HasIndex(r => r.RequestedAt);
        builder.HasIndex(r => r.EndedAt);
        builder.HasIndex(r => r.LiftHeldUntil);
        builder.HasIndex(r => r.AnswerDueAt);
        builder.Ignore(r => r.Collection).Ignore(r => r.Return).Ignore(r => r.CurrentMoves).Ignore(r => r.IsReady).Ignore(r => r.TouchedAt);
        builder.HasMany(r => r.Moves).WithOne().HasForeignKey(m => m.RequestId);
        builder.HasMany(r => r.Messages).WithOne().HasForeignKey(m => m.RequestId);
    }
}

internal sealed class MoveConfiguration : IEntityTypeConfiguration<Move>
{
    public void Configure(EntityTypeBuilder<Move> builder)
    {
        builder.ToTable("Moves");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Life).AsJson();
    }
}

internal sealed class CustomerMessageConfiguration : IEntityTypeConfiguration<CustomerMessage>
{
    public void Configure(EntityTypeBuilder<CustomerMessage> builder)
    {
        builder.ToTable("Messages");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Text).HasMaxLength(CustomerMessage.LongestText);
    }
}

internal sealed class GivenAnswerConfiguration : IEntityTypeConfiguration<GivenAnswer>
{
    public void Configure(EntityTypeBuilder<GivenAnswer> builder)
    {
        builder.ToTable("GivenAnswers");
        builder.HasKey(a => a.KeyHash);
        builder.Property(a => a.KeyHash).HasMaxLength(64);
        builder.Property(a => a.BodyHash).HasMaxLength(64);
        builder.HasIndex(a => a.GivenAt);
    }
}

internal sealed class BookingKeyConfiguration : IEntityTypeConfiguration<BookingKey>
{
    public void Configure(EntityTypeBuilder<BookingKey> builder)
    {
        builder.ToTable("BookingKeys");
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Label).HasMaxLength(100);
        builder.Property(k => k.Hash).HasMaxLength(64);
        builder.HasIndex(k => k.Hash).IsUnique();
    }
}

internal sealed class WorkshopConfiguration : IEntityTypeConfiguration<Workshop>
{
    public void Configure(EntityTypeBuilder<Workshop> builder)
    {
        builder.ToTable("Workshops");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Place).AsJson();
        builder.Property(w => w.OpeningHours).AsJson();
        builder.Property(w => w.Closures).AsJson();
        builder.Ignore(w => w.Zone).Ignore(w => w.Country);
    }
}

internal sealed class ServiceAreaConfiguration : IEntityTypeConfiguration<ServiceArea>
{
    public void Configure(EntityTypeBuilder<ServiceArea> builder)
    {
        builder.ToTable("ServiceAreas");
        builder.HasKey(a => a.WorkshopId);
        builder.Property(a => a.WorkshopId).ValueGeneratedNever();
        builder.Property(a => a.Outline).AsJson();
    }
}

internal sealed class AreaConfiguration : IEntityTypeConfiguration<Area>
{
    public void Configure(EntityTypeBuilder<Area> builder)
    {
        builder.ToTable("Areas");
        builder.Property(a => a.Id).HasMaxLength(100);
    }
}
