using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Routing.Planning.Roads;
using Routing.RoadNetwork;

namespace Routing.Planning.Tests;

public sealed class RegionSourceTests(SharedRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newer_region_is_taken_up_while_the_one_before_still_answers()
    {
        var folder = Directory.CreateTempSubdirectory("planning-swap-").FullName;
        foreach (var name in (string[])["a.region", "b.region"])
            File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine(region.Folder, "montevideo.region"));
        Announce("a.region");
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Maps:Directory", folder)]).Build();
        using (var source = new RegionSource(settings, TimeProvider.System, NullLogger<RegionSource>.Instance))
        {
            await source.StartAsync(Cancellation);
            var before = await source.Get(Cancellation);
            Announce("gone.region");
            Announce("b.region");
            await PlanningProcess.Until(() => Task.FromResult(!ReferenceEquals(source.Current, before)), "the newer region");

            // Maps deletes the file that it does not use any more; whoever has it open goes on.
            File.Delete(Path.Combine(folder, "a.region"));
            foreach (var roads in (RoadsInUse[])[before, source.Current!])
                Assert.Equal(SnapOutcome.Ok, roads.Router.Nearest(Profile.Car, new Coordinate(Town.Depot.Lon, Town.Depot.Lat)).Outcome);
            await source.StopAsync(Cancellation);
        }

        Directory.Delete(folder, recursive: true);

        void Announce(string name)
        {
            File.WriteAllText(Path.Combine(folder, "current.new"), name);
            File.Move(Path.Combine(folder, "current.new"), Path.Combine(folder, "current"), overwrite: true);
        }
    }
}
