using System.Diagnostics;

namespace Routing.Drivers.Tests.Support;

internal static class Wait
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static Task Until(Func<bool> holds, Func<string> what) => Until(() => Task.FromResult(holds()), what);

    public static async Task Until(Func<Task<bool>> holds, Func<string> what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(began) > Deadline) Assert.Fail($"Waited {Deadline.TotalSeconds} s in vain for {what()}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
