using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Defaults.Idempotency;

/// <summary>
/// What was answered to a call with an <c>Idempotency-Key</c>, written in the transaction of its effect. It may hold a secret that
/// is told once, so only who has the key can read it.
/// </summary>
public sealed class AnsweredCall
{
    /// <summary>SHA-256 of what was called, by whom, and the key.</summary>
    public required string KeyHash { get; init; }

    /// <summary>SHA-256 of what was asked.</summary>
    public required string BodyHash { get; init; }

    /// <summary>Status, location and body, encrypted (AES-GCM) under a key that follows from the caller's; empty while it is being carried out.</summary>
    public byte[] Answer { get; set; } = [];

    public required DateTimeOffset AnsweredAt { get; init; }
}

/// <summary>The table, in the context of a service whose endpoints are <see cref="IdempotentCalls.Idempotent{TContext}"/>.</summary>
public sealed class AnsweredCallConfiguration : IEntityTypeConfiguration<AnsweredCall>
{
    public void Configure(EntityTypeBuilder<AnsweredCall> builder)
    {
        builder.ToTable("AnsweredCalls");
        builder.HasKey(call => call.KeyHash);
        builder.Property(call => call.KeyHash).HasMaxLength(64);
        builder.Property(call => call.BodyHash).HasMaxLength(64);
        builder.HasIndex(call => call.AnsweredAt);
    }
}
