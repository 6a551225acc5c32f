using System.Diagnostics;
using System.Globalization;
using Routing.Messaging.Tests.Support;
using Routing.Messaging.Tests.Victim;

namespace Routing.Messaging.Tests;

/// <summary>
/// A process takes a stream of orders and is killed (SIGKILL) again and again. Whatever it was doing: every order that
/// it took has its effect in the other service, and the answer to that its effect in the first, exactly once.
/// </summary>
[Collection("RabbitMQ")]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Orders = 60;

    public static TheoryData<BackendKind, FailPoint> Points()
    {
        var data = new TheoryData<BackendKind, FailPoint>();
        foreach (var kind in Enum.GetValues<BackendKind>())
        {
            foreach (var point in Enum.GetValues<FailPoint>().Where(point => point != FailPoint.None))
                data.Add(kind, point);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_process_killed_at_each_step_loses_and_doubles_nothing(BackendKind kind, FailPoint point)
    {
        await using var backend = await Backend.Create(kind);
        var acknowledged = new HashSet<int>();
        // The first, then somewhere in the stream, then later, when it also has the past to deal with.
        foreach (var after in new[] { 1, 7, 25 })
        {
            using var victim = new VictimProcess(backend, point, after);
            await victim.TakeOrders(Missing(acknowledged), acknowledged, TestContext.Current.CancellationToken);
            await victim.UntilDead();
        }
        await Finish(backend, acknowledged);
    }

    [Theory]
    [InlineData(BackendKind.Embedded)]
    [InlineData(BackendKind.Distributed)]
    public async Task A_process_killed_at_random_loses_and_doubles_nothing(BackendKind kind)
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        output.WriteLine($"SEED={seed}");
        var random = new Random(seed);
        await using var backend = await Backend.Create(kind);
        var acknowledged = new HashSet<int>();
        for (var round = 0; round < 6; round++)
        {
            using var victim = new VictimProcess(backend, FailPoint.None, 0);
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            // From the first order on, so that it dies at work and not while it loads.
            var orders = victim.TakeOrders(Missing(acknowledged).Take(20), acknowledged, cancel.Token);
            await Task.WhenAny(victim.FirstAnswer, orders);
            await Task.Delay(random.Next(0, 150), TestContext.Current.CancellationToken);
            victim.Kill();
            await orders;
        }
        await Finish(backend, acknowledged);
    }

    private static IEnumerable<int> Missing(HashSet<int> acknowledged) =>
        Enumerable.Range(1, Orders).Where(number => !acknowledged.Contains(number)).ToArray();

    private async Task Finish(Backend backend, HashSet<int> acknowledged)
    {
        output.WriteLine($"{acknowledged.Count} of {Orders} acknowledged before the last start");
        using (var victim = new VictimProcess(backend, FailPoint.None, 0))
        {
            await victim.TakeOrders(Missing(acknowledged), acknowledged, TestContext.Current.CancellationToken);
            await victim.Stop();
        }
        Assert.Equal(Orders, acknowledged.Count);

        await using var running = await Running.Start(backend.Settings());
        await running.UntilConfirmed(Orders);
        await running.UntilSent<OrdersContext>();
        await running.UntilSent<StockContext>();
        var all = Enumerable.Range(1, Orders).ToArray();
        Assert.Equal(all, await running.Ask<OrdersContext, int[]>(context =>
            Task.FromResult(context.Orders.Select(order => order.Number).Order().ToArray())));
        Assert.Equal(all, (await running.Reserved()).Order());
        Assert.Equal(all, (await running.Confirmed()).Order());
        Assert.Empty(await running.Outbox<OrdersContext>());
        Assert.Empty(await running.Outbox<StockContext>());
        if (backend.Kind == BackendKind.Distributed)
        {
            Assert.Equal(0u, await backend.CountInQueue("stock_error", TestContext.Current.CancellationToken));
            Assert.Equal(0u, await backend.CountInQueue("orders_error", TestContext.Current.CancellationToken));
        }
    }

    private sealed class VictimProcess : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private readonly Process _process;
        private readonly TaskCompletionSource _firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task<string> _errors;

        public VictimProcess(Backend backend, FailPoint point, int after)
        {
            var start = new ProcessStartInfo("dotnet")
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Routing.Messaging.Tests.Victim.dll") },
            };
            foreach (var (key, value) in backend.Settings())
                start.ArgumentList.Add($"--{key}={value}");
            start.ArgumentList.Add($"--FailAt={point}");
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--FailAfter={after}"));
            _process = Process.Start(start)!;
            _errors = _process.StandardError.ReadToEndAsync();
        }

        public Task FirstAnswer => _firstAnswer.Task;

        /// <summary>Sends the orders; returns when all are answered or the process is dead.</summary>
        public async Task TakeOrders(IEnumerable<int> numbers, HashSet<int> acknowledged, CancellationToken cancellationToken)
        {
            try
            {
                foreach (var number in numbers)
                    await _process.StandardInput.WriteLineAsync(number.ToString(CultureInfo.InvariantCulture));
                await _process.StandardInput.WriteLineAsync("end");
                await _process.StandardInput.FlushAsync(cancellationToken);
            }
            catch (IOException)
            {
                // Dead already; what it has answered is still to be read.
            }
            while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line == "ended")
                    return;
                if (line.StartsWith("ok ", StringComparison.Ordinal))
                {
                    acknowledged.Add(int.Parse(line[3..], CultureInfo.InvariantCulture));
                    _firstAnswer.TrySetResult();
                }
            }
        }

        public void Kill() => _process.Kill();

        public async Task UntilDead()
        {
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.True(_process.ExitCode == 137, $"It ended with {_process.ExitCode}, not by SIGKILL:\n{await _errors}");
        }

        public async Task Stop()
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.True(_process.ExitCode == 0, $"It ended with {_process.ExitCode}:\n{await _errors}");
        }

        public void Dispose()
        {
            if (!_process.HasExited)
                _process.Kill();
            _process.Dispose();
        }
    }
}
