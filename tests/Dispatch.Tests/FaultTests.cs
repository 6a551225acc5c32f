using System.Reflection;
using Routing.Defaults.Problems;

namespace Routing.Dispatch.Tests;

public sealed class FaultTests
{
    private static readonly List<(string Name, Fault Fault)> All =
    [
        .. typeof(DispatchFaults).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (field.Name, (Fault)field.GetValue(null)!)),
    ];

    [Fact]
    public void Every_fault_has_a_code_of_its_own_that_is_its_name_and_a_status_of_the_callers_unless_another_service_is_away()
    {
        Assert.NotEmpty(All);
        Assert.Equal(All.Count, All.Select(row => row.Fault.Code).Distinct().Count());
        Assert.All(All, row =>
        {
            Assert.Equal(row.Name, string.Concat(row.Fault.Code.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
            Assert.True(row.Fault.Status is >= 400 and <= 499 or 503, row.Name);
            Assert.NotEmpty(row.Fault.Title);
        });
    }

    [Fact]
    public void Every_fault_is_provoked_by_a_test()
    {
        // By its code, in the tests of this project.
        var folder = typeof(FaultTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ProjectFolder").Value!;
        var tests = string.Join('\n', Directory.EnumerateFiles(folder, "*Tests.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(All, row => Assert.True(tests.Contains(row.Fault.Code, StringComparison.Ordinal), $"No test provokes {row.Fault.Code}"));
    }
}
