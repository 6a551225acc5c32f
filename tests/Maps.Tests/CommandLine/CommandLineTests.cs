using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Numerics;
using System.Text.Json;

namespace Routing.Maps.Tests.CommandLine;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string osm;

    public CommandLineTests() => osm = Town.Write(folder.File("town.osm"));

    public void Dispose() => folder.Dispose();

    private Process Start(params string[] arguments) => Start(arguments, []);

    private Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Routing.Maps.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private Task<(int Code, string Out, string Error)> Run(params string[] arguments) => Run(arguments, []);

    private async Task<(int Code, string Out, string Error)> Run(string[] arguments, params (string Name, string Value)[] environment)
    {
        var ct = TestContext.Current.CancellationToken;
        using var process = Start(arguments, environment);
        var error = process.StandardError.ReadToEndAsync(ct);
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, output, await error);
    }

    [Fact]
    public async Task Serve_answers_anyone_on_the_port_that_its_ready_line_names()
    {
        var ct = TestContext.Current.CancellationToken;
        using var process = Start(["serve", "--osm", osm, "--data", folder.File("data"), "--min-island", "0", "--urls", "http://127.0.0.1:0"]);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(ct);
            Assert.StartsWith("Ready: town at http://127.0.0.1:", line, StringComparison.Ordinal);
            using var http = new HttpClient { BaseAddress = new Uri(line!.Split(' ')[^1]) };
            var route = await http.GetFromJsonAsync<JsonElement>($"/route/v1/car/{Town.At(0, 4)};{Town.At(10, 0)}", ct);
            Assert.Equal("Ok", route.GetProperty("code").GetString());
            using var answer = await http.GetAsync(new Uri($"/nearest/v1/driving/{Town.At(0, 4).Replace(",", "%2C", StringComparison.Ordinal)}", UriKind.Relative), ct);
            Assert.True(answer.IsSuccessStatusCode);
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            foreach (var (path, code) in ((string, string)[])[("/", "InvalidUrl"), ("/route", "InvalidUrl"), ("/rute/v1/car/1.5,2;3,4.5", "InvalidService"), ("/route/v7/car/1,2;3,4", "InvalidVersion")])
            {
                using var refusal = await http.GetAsync(new Uri(path, UriKind.Relative), ct);
                Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
                Assert.Equal(code, (await refusal.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("code").GetString());
            }

            var found = await http.GetFromJsonAsync<JsonElement>("/api/geocode?q=upper+street+3", ct);
            Assert.Equal(1, found.GetProperty("features").GetArrayLength());
            var other = Start("serve", "--osm", osm, "--data", folder.File("data"), "--urls", http.BaseAddress.ToString());
            using (other)
            {
                await other.WaitForExitAsync(ct);
                Assert.Equal(2, other.ExitCode);
                Assert.Contains("in use", await other.StandardError.ReadToEndAsync(ct), StringComparison.Ordinal);
            }
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Without_data_files_are_temporary_and_gone_after_the_answer_or_the_stop()
    {
        var ct = TestContext.Current.CancellationToken;
        var temporary = Directory.CreateDirectory(folder.File("tmp")).FullName;
        var (code, output, error) = await Run(["info", "--osm", osm, "--json"], ("TMPDIR", temporary));
        Assert.True(code == 0, error);
        Assert.Equal("town", JsonDocument.Parse(output).RootElement.GetProperty("name").GetString());
        Assert.Empty(Directory.GetFileSystemEntries(temporary, "maps-*"));

        using var server = Start(["serve", "--osm", osm, "--urls", "http://127.0.0.1:0"], ("TMPDIR", temporary));
        Assert.StartsWith("Ready: town", await server.StandardOutput.ReadLineAsync(ct), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(temporary, "*.region", SearchOption.AllDirectories));
        using (var stop = Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]))
            await stop.WaitForExitAsync(ct);
        await server.WaitForExitAsync(ct);
        Assert.True(server.ExitCode == 0, await server.StandardError.ReadToEndAsync(ct));
        Assert.Empty(Directory.GetFileSystemEntries(temporary, "maps-*"));
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task Serve_takes_road_conditions_from_anyone_and_keeps_them()
    {
        var ct = TestContext.Current.CancellationToken;
        for (var start = 1; start <= 2; start++)
        {
            using var process = Start(["serve", "--osm", osm, "--data", folder.File("data"), "--min-island", "0", "--urls", "http://127.0.0.1:0"]);
            try
            {
                var line = await process.StandardOutput.ReadLineAsync(ct);
                using var http = new HttpClient { BaseAddress = new Uri(line!.Split(' ')[^1]) };
                if (start == 2)
                    Assert.True(await Metres(http) > 900, "The first request after a restart does not heed them.");
                else
                {
                    using var added = await http.PostAsJsonAsync("/api/road-conditions", new { closed = true, road = new { way = 1 } }, ct);
                    Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync(ct));
                    using var wrong = await http.PostAsJsonAsync("/api/road-conditions", new { closed = true }, ct);
                    Assert.Equal("application/problem+json", wrong.Content.Headers.ContentType?.MediaType);
                }

                var listed = await http.GetFromJsonAsync<JsonElement>("/api/road-conditions", ct);
                Assert.Equal(1, listed.GetProperty("conditions").GetArrayLength());
                Assert.True(await Metres(http) > 900);
                var description = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", ct);
                Assert.True(description.GetProperty("paths").GetProperty("/api/road-conditions").TryGetProperty("post", out _));
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync(ct);
            }
        }
    }

    private static async Task<double> Metres(HttpClient http)
    {
        var route = await http.GetFromJsonAsync<JsonElement>($"/route/v1/car/{Town.At(1, 4)};{Town.At(9, 4)}", TestContext.Current.CancellationToken);
        return route.GetProperty("routes")[0].GetProperty("distance").GetDouble();
    }

    [Fact]
    public async Task Import_route_table_match_isochrone_and_info_give_JSON()
    {
        string[] map = ["--osm", osm, "--data", folder.File("data"), "--json"];
        var (code, output, error) = await Run(["import", .. map]);
        Assert.True(code == 0, error);
        var import = JsonDocument.Parse(output).RootElement;
        Assert.False(import.GetProperty("reused").GetBoolean());
        Assert.True(File.Exists(import.GetProperty("region").GetString()));

        (code, output, error) = await Run(["route", .. map, "--min-island", "0", Town.At(0, 4), Town.At(10, 0)]);
        Assert.True(code == 0, error);
        var route = JsonDocument.Parse(output).RootElement.GetProperty("routes")[0];
        Assert.True(route.GetProperty("duration").GetDouble() > 30);

        (code, output, error) = await Run(["table", .. map, "--min-island", "0", "--profile", "foot", Town.At(0, 4), Town.At(10, 0)]);
        Assert.True(code == 0, error);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("distances").GetArrayLength());

        (code, output, error) = await Run(["match", .. map, "--min-island", "0", "--timestamps", "0;10;20", Town.At(1, 4), Town.At(3, 4.05), Town.At(5, 4)]);
        Assert.True(code == 0, error);
        Assert.Equal(3, JsonDocument.Parse(output).RootElement.GetProperty("tracepoints").GetArrayLength());

        (code, output, error) = await Run(["isochrone", .. map, "--min-island", "0", "--minutes", "1,2", Town.At(0, 4)]);
        Assert.True(code == 0, error);
        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("features").GetArrayLength());

        (code, output, error) = await Run(["info", .. map]);
        Assert.True(code == 0, error);
        Assert.Equal("town", JsonDocument.Parse(output).RootElement.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("info")]
    [InlineData("import")]
    public async Task A_region_file_that_was_written_wrong_is_found_out_and_built_again(string command)
    {
        string[] map = ["--osm", osm, "--data", folder.File("data"), "--json"];
        var (code, output, error) = await Run(["import", .. map]);
        Assert.True(code == 0, error);
        var path = JsonDocument.Parse(output).RootElement.GetProperty("region").GetString()!;
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        // A segment of a way that is not there, with checksums that are right: see FORMAT.md.
        const int table = 32, entryBytes = 24, wayOfSegment = 24;
        var wrong = (byte[])whole.Clone();
        var entry = Enumerable.Range(0, BitConverter.ToInt32(wrong, 12)).Select(i => table + i * entryBytes).Single(at => BitConverter.ToInt32(wrong, at) == wayOfSegment);
        BitConverter.TryWriteBytes(wrong.AsSpan((int)BitConverter.ToInt64(wrong, entry + 8)), 1_000_000);
        BitConverter.TryWriteBytes(wrong.AsSpan(24), Crc32C(wrong.AsSpan(table)));
        BitConverter.TryWriteBytes(wrong.AsSpan(28), Crc32C(wrong.AsSpan(0, 28)));
        await File.WriteAllBytesAsync(path, wrong, TestContext.Current.CancellationToken);

        (code, _, error) = await Run([command, .. map]);
        Assert.True(code == 0, error);
        Assert.Contains("was written wrong: a segment is of a way that is not there", string.Join(' ', error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(whole, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    [Fact]
    public async Task A_table_of_any_size_is_made_of_a_file_of_points()
    {
        const int points = 2100; // More cells than HTTP gives.
        var file = folder.File("points.txt");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, points).Select(i => Town.At(i % 10, 4 + i % 3 * 0.01)), TestContext.Current.CancellationToken);
        string[] map = ["--osm", osm, "--data", folder.File("data"), "--min-island", "0", "--json"];

        var (code, output, error) = await Run(["table", .. map, "--points", file]);
        Assert.True(code == 0, error);
        var whole = JsonDocument.Parse(output).RootElement;
        Assert.Equal(points, whole.GetProperty("durations").GetArrayLength());
        Assert.Equal(points, whole.GetProperty("distances")[points - 1].GetArrayLength());

        (code, output, error) = await Run(["table", .. map, "--points", file, "--sources", "3;5", "--destinations", "7"]);
        Assert.True(code == 0, error);
        var part = JsonDocument.Parse(output).RootElement.GetProperty("durations");
        Assert.Equal(2, part.GetArrayLength());
        Assert.Equal(whole.GetProperty("durations")[5][7].GetRawText(), part[1][0].GetRawText());

        (code, _, error) = await Run(["table", .. map]);
        Assert.NotEqual(0, code);
        Assert.Contains("--points", error, StringComparison.Ordinal);
        (code, _, error) = await Run(["table", .. map, "--points", folder.File("nowhere.txt")]);
        Assert.Equal(2, code);
        Assert.Contains("nowhere.txt", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said_on_standard_error_with_code_2()
    {
        var (code, output, error) = await Run("serve", "--osm", folder.File("nowhere.osm.pbf"), "--data", folder.File("data"));
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("nowhere.osm.pbf", error, StringComparison.Ordinal);

        (code, _, error) = await Run("route", "--osm", osm, "--data", folder.File("data"), "--profile", "rocket", "10,50", "10.01,50");
        Assert.Equal(2, code);
        Assert.Contains("'rocket'", error, StringComparison.Ordinal);

        (code, _, error) = await Run("sevre");
        Assert.Equal(2, code);
        Assert.Contains("'sevre'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("serve")]
    [InlineData("import")]
    [InlineData("route")]
    [InlineData("table")]
    [InlineData("isochrone")]
    [InlineData("match")]
    [InlineData("info")]
    public async Task Help_is_given(params string[] command)
    {
        var (code, output, _) = await Run([.. command, "--help"]);
        Assert.Equal(0, code);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }
}
