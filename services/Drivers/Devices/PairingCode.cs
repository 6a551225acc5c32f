using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Defaults.Doors;

namespace Routing.Drivers.Devices;

/// <summary>A short code that turns a phone into a driver's device, once. Only its hash is stored.</summary>
internal sealed class PairingCode
{
    // Without 0, O, 1, I, L and U: nothing to confuse, and no words.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;

    public required string CodeHash { get; init; }

    public required Guid DriverId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>Raised by each change, so that two who come with the same code do not both get in.</summary>
    public int Version { get; set; }

    /// <summary>A new code of 39 random bits, such as <c>K7PX-2M9D</c>.</summary>
    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{code[..4]}-{code[4..]}";
    }

    /// <summary>What is stored of a code; spaces, dashes and small letters do not matter.</summary>
    public static string Hash(string code) =>
        Secret.Hash(string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant());
}

internal sealed class PairingCodeConfiguration : IEntityTypeConfiguration<PairingCode>
{
    public void Configure(EntityTypeBuilder<PairingCode> builder)
    {
        builder.HasKey(code => code.CodeHash);
        builder.Property(code => code.CodeHash).HasMaxLength(64);
        builder.Property(code => code.Version).IsConcurrencyToken();
        builder.HasIndex(code => code.ExpiresAt);
    }
}
