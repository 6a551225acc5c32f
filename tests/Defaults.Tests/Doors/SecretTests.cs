using Routing.Defaults.Doors;

namespace Routing.Defaults.Tests.Doors;

public sealed class SecretTests
{
    [Fact]
    public void A_secret_needs_no_escaping_and_comes_once()
    {
        var made = Enumerable.Range(0, 1000).Select(_ => Secret.New()).ToList();
        Assert.All(made, secret => Assert.Matches("^[A-Za-z0-9_-]{27}$", secret));
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public void Its_hash_is_the_sha256_of_its_text()
    {
        // The test vector of FIPS 180-2, appendix B.1.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Secret.Hash("abc"));
    }
}
