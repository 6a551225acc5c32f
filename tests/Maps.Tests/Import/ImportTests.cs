using System.Net;
using Routing.Maps.Import;

namespace Routing.Maps.Tests.Import;

public sealed class ImportTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Data => folder.File("data");

    private string Osm => File.Exists(folder.File("town.osm")) ? folder.File("town.osm") : Town.Write(folder.File("town.osm"));

    private string Built(string ending) => Directory.GetFiles(Path.Combine(Data, "maps"), "*" + ending).Single();

    private static async Task<bool> Answers(MapsProcess maps) =>
        (await maps.Get($"/route/v1/car/{Town.At(0, 4)};{Town.At(10, 0)}")).Status == HttpStatusCode.OK;

    [Fact]
    public async Task A_second_start_does_not_import_again()
    {
        await using (var first = await MapsProcess.Start(Osm, Data))
        {
            Assert.Equal(ImportStage.Ready, first.Status.Stage);
            Assert.False(first.Status.Reused);
            Assert.True(await Answers(first));
        }
        var written = (File.GetLastWriteTimeUtc(Built(".region")), File.GetLastWriteTimeUtc(Built(".addresses")));
        await using var second = await MapsProcess.Start(Osm, Data);
        Assert.True(second.Status.Reused);
        Assert.True(await Answers(second));
        Assert.Equal(written, (File.GetLastWriteTimeUtc(Built(".region")), File.GetLastWriteTimeUtc(Built(".addresses"))));
        Assert.Empty(second.Warnings);
    }

    [Theory]
    [InlineData(".region")]
    [InlineData(".addresses")]
    public async Task A_damaged_file_is_named_and_built_again(string ending)
    {
        await using (await MapsProcess.Start(Osm, Data)) { }
        var path = Built(ending);
        var whole = File.ReadAllBytes(path);
        var damaged = (byte[])whole.Clone();
        damaged[damaged.Length / 2] ^= 0x10;
        File.WriteAllBytes(path, damaged);
        await using var again = await MapsProcess.Start(Osm, Data);
        Assert.Equal(ImportStage.Ready, again.Status.Stage);
        Assert.False(again.Status.Reused);
        Assert.Contains(again.Warnings, text => text.Contains(Path.GetFileName(path), StringComparison.Ordinal));
        Assert.True(await Answers(again));
        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task Another_extract_gets_files_of_its_own_and_current_tells_which_answers()
    {
        await using (await MapsProcess.Start(Osm, Data)) { }
        var current = Path.Combine(Data, "maps", "current");
        var first = File.ReadAllText(current).Trim();
        Assert.Equal(Path.GetFileName(Built(".region")), first);
        var other = folder.File("other.osm");
        File.WriteAllText(other, File.ReadAllText(Osm).Replace("Upper Street", "Other Street", StringComparison.Ordinal));
        await using (var maps = await MapsProcess.Start(other, Data))
        {
            Assert.False(maps.Status.Reused);
            var second = File.ReadAllText(current).Trim();
            Assert.NotEqual(first, second);
            Assert.True(File.Exists(Path.Combine(Data, "maps", second)));
        }
        // While none answers, none is named.
        await using var broken = await MapsProcess.Start(folder.File("nowhere.osm"), Data);
        Assert.False(File.Exists(current));
    }

    [Theory]
    [InlineData("truncated", "Download it again")]
    [InlineData("empty", "Download it again")]
    [InlineData("text", "")]
    [InlineData("absent", "There is no extract")]
    public async Task An_extract_that_cannot_be_read_is_named_with_what_to_do(string kind, string advice)
    {
        var path = folder.File($"{kind}.osm.pbf");
        switch (kind)
        {
            case "truncated":
                var sample = Path.Combine(AppContext.BaseDirectory, "Sample", "montevideo.osm.pbf");
                File.WriteAllBytes(path, File.ReadAllBytes(sample)[..300_000]);
                break;
            case "empty":
                File.WriteAllBytes(path, []);
                break;
            case "text":
                File.WriteAllText(path, "<html>404 not found</html>, which is what a download sometimes gives");
                break;
        }
        await using var maps = await MapsProcess.Start(path, Data);
        Assert.Equal(ImportStage.Failed, maps.Status.Stage);
        Assert.Contains(path, maps.Status.Problem, StringComparison.Ordinal);
        Assert.Contains(advice, maps.Status.Problem, StringComparison.Ordinal);
        // The process stays and says so to whoever asks.
        var (status, json) = await maps.Get("/route/v1/car/10,50;10.01,50");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("ImportFailed", json.GetProperty("code").GetString());
        Assert.Contains(path, json.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await maps.Get("/api/region")).Status);
        var (health, report) = await maps.Get("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health);
        Assert.Contains(path, report.GetProperty("checks").GetProperty("maps").GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_the_map_is_there_the_service_says_how_far_it_is()
    {
        // The bundled city takes seconds, so that the first answers come before it is there.
        var sample = Path.Combine(AppContext.BaseDirectory, "Sample", "montevideo.osm.pbf");
        await using var maps = await MapsProcess.Start(sample, Data, waits: false);
        var (ready, report) = await maps.Get("/health/ready");
        var (status, json) = await maps.Get("/nearest/v1/car/-56.18,-34.9");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Contains("%", report.GetProperty("checks").GetProperty("maps").GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("NotReady", json.GetProperty("code").GetString());
        await maps.Status.Completion.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await maps.Get("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await maps.Get("/nearest/v1/car/-56.18,-34.9")).Status);
        Assert.Equal(1, maps.Status.Fraction);
    }
}
