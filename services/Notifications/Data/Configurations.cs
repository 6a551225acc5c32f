using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Notifications.Customers;
using Routing.Notifications.Deliveries;
using Routing.Notifications.Notices;
using Routing.Notifications.Templates;
using Routing.Notifications.Webhooks;

namespace Routing.Notifications.Data;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("Customers");
        builder.HasKey(c => c.RequestId);
        builder.Property(c => c.RequestId).ValueGeneratedNever();
        builder.Property(c => c.Car).HasMaxLength(250);
        builder.Property(c => c.WorkOrder).HasMaxLength(60);
        builder.HasIndex(c => c.EndedAt);
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

internal sealed class MoveNewsConfiguration : IEntityTypeConfiguration<MoveNews>
{
    public void Configure(EntityTypeBuilder<MoveNews> builder)
    {
        builder.ToTable("Moves");
        builder.HasKey(m => m.MoveId);
        builder.Property(m => m.MoveId).ValueGeneratedNever();
        builder.Property(m => m.Window).AsJson();
        builder.HasIndex(m => m.RequestId);
    }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("Notices");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Key).HasMaxLength(200);
        builder.Property(n => n.Facts).AsJson();
        builder.HasIndex(n => n.Key).IsUnique();
        builder.HasIndex(n => n.RequestId);
        builder.HasIndex(n => n.CreatedAt);
    }
}

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("Deliveries");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.What).HasMaxLength(60);
        builder.Property(d => d.Problem).HasMaxLength(500);
        builder.HasIndex(d => new { d.NoticeId, d.Channel }).IsUnique();
        builder.HasIndex(d => new { d.State, d.Channel, d.NextAt });
        builder.HasIndex(d => d.RequestId);
        builder.HasIndex(d => d.CreatedAt);
    }
}

internal sealed class DeliveryAttemptConfiguration : IEntityTypeConfiguration<DeliveryAttempt>
{
    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.ToTable("Attempts");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Problem).HasMaxLength(500);
        builder.HasIndex(a => a.DeliveryId);
        builder.HasOne<Delivery>().WithMany().HasForeignKey(a => a.DeliveryId);
    }
}

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("Webhooks");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Url).HasMaxLength(2000);
        builder.Property(w => w.Events).AsJson();
    }
}

internal sealed class OwnTemplateConfiguration : IEntityTypeConfiguration<OwnTemplate>
{
    public void Configure(EntityTypeBuilder<OwnTemplate> builder)
    {
        builder.ToTable("Templates");
        builder.HasKey(t => new { t.WorkshopId, t.Language, t.Kind });
        builder.Property(t => t.Language).HasMaxLength(10);
        builder.Property(t => t.ChangedBy).HasMaxLength(100);
        builder.Ignore(t => t.Parsed);
    }
}
