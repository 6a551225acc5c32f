using Routing.Contracts.Planning;
using Routing.PlanChecker;

namespace Routing.Planning.Tests;

public sealed class RecordedPlansTests(SharedRegion region)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_keeps_its_plans_to_be_judged_where_it_is_told_to(bool isTold)
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("recorded-plans-").FullName;
        try
        {
            await using (var process = await PlanningProcess.Start(region, ct, null, null, isTold ? [$"--Planning:RecordPlans={folder}"] : []))
            {
                var workshop = await process.MakeTown(2);
                for (var i = 0; i < 3; i++) await process.Publish(Town.Request(workshop.WorkshopId, i));
                await PlanningProcess.Until(() => Task.FromResult(process.Heard.All<PickupScheduled>().Count == 3), "three promises");
            }

            var (judged, faults) = RecordedPlans.Judge(folder);
            Assert.Empty(faults);
            Assert.Equal(isTold, judged > 0);

            // One that is not what it says is found.
            if (!isTold) return;
            var last = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Last();
            Optimisation.Formats.Recorded.RecordedPlan right;
            using (var file = File.OpenRead(last)) right = Optimisation.Formats.Recorded.RecordedPlan.Read(file);
            using (var file = File.Create(last)) (right with { Plan = right.Plan with { Cost = right.Plan.Cost with { Cost = right.Plan.Cost.Cost + 1 } } }).Write(file);
            Assert.Equal(last, Assert.Single(RecordedPlans.Judge(folder).Faults).File);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
