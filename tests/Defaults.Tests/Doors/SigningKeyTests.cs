using Microsoft.Extensions.Configuration;
using Routing.Defaults.Doors;

namespace Routing.Defaults.Tests.Doors;

public sealed class SigningKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signing-key-tests-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Processes_that_start_at_once_share_one_key_that_stays_and_that_others_cannot_read()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Load())));
        Assert.Single(keys.Select(Convert.ToBase64String).Distinct());
        Assert.Equal(keys[0], Load());
        Assert.Equal(48, keys[0].Length);
        Assert.Equal(["signing.key"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "signing.key")));
    }

    [Fact]
    public void A_key_that_is_given_is_taken_and_nothing_is_written()
    {
        var given = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        Assert.Equal(given, Convert.ToBase64String(Load(given)));
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void A_key_that_will_not_do_is_refused_with_the_way_out(string given)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Load(given));
        Assert.Contains("Doors:SigningKey", refused.Message, StringComparison.Ordinal);
        Assert.Contains("openssl rand", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_for_a_purpose_is_the_same_each_time_and_another_for_another_purpose()
    {
        var one = new Tokens(new(Load()), TimeProvider.System);
        var two = new Tokens(new(Load()), TimeProvider.System);
        Assert.Equal(one.DeriveKey("links"), two.DeriveKey("links"));
        Assert.NotEqual(one.DeriveKey("links"), one.DeriveKey("hooks"));
        Assert.Equal(32, one.DeriveKey("links").Length);
    }

    private byte[] Load(string? given = null) => SigningKey.Load(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?> { ["Data"] = folder, ["Doors:SigningKey"] = given }).Build()).Key;
}
