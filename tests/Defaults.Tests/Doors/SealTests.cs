using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Routing.Defaults.Doors;

namespace Routing.Defaults.Tests.Doors;

public sealed class SealTests
{
    [Fact]
    public void What_is_sealed_is_opened_for_its_purpose_by_its_installation_alone()
    {
        var (ours, theirs) = (Of(1), Of(2));
        var sealedText = ours.Seal("locker codes", "4711 ñ");
        Assert.DoesNotContain("4711", sealedText, StringComparison.Ordinal);
        Assert.NotEqual(sealedText, ours.Seal("locker codes", "4711 ñ"));
        Assert.Equal("4711 ñ", Of(1).Open("locker codes", sealedText));
        Assert.ThrowsAny<CryptographicException>(() => ours.Open("something else", sealedText));
        Assert.ThrowsAny<CryptographicException>(() => theirs.Open("locker codes", sealedText));
        Assert.Equal("4711", ours.Open("locker codes", "4711"));
    }

    private static Tokens Of(byte seed) => new(new SymmetricSecurityKey([.. Enumerable.Repeat(seed, 32)]), TimeProvider.System);
}
