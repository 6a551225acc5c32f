using System.Diagnostics;

namespace Routing.Dispatch.Tests.Support;

internal static class Wait
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(began) > Deadline) Assert.Fail($"Waited {Deadline.TotalSeconds} s in vain for {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
