using Routing.Defaults.Doors;

namespace Routing.Intake.Booking;

/// <summary>What others sign with who act for a workshop, by a booking key's id and in the form of our own webhooks.</summary>
internal sealed class SigningSecrets(Tokens tokens) : Signatures(tokens, "booking keys' signatures")
{
    public const string KeyHeader = "Signing-Key";
    public const string TimestampHeader = "Webhook-Timestamp";
    public const string SignatureHeader = "Webhook-Signature";
}
