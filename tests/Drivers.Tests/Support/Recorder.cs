using System.Collections.Concurrent;
using MassTransit;

namespace Routing.Drivers.Tests.Support;

/// <summary>What other services would hear.</summary>
public sealed class Heard
{
    private readonly ConcurrentQueue<object> messages = new();

    public void Add(object message) => messages.Enqueue(message);

    public IReadOnlyList<T> All<T>() => [.. messages.OfType<T>()];

    /// <summary>Waits until so many have been heard.</summary>
    public async Task<IReadOnlyList<T>> Expect<T>(int count = 1)
    {
        await Wait.Until(() => All<T>().Count >= count, () => $"{count} {typeof(T).Name}, heard {All<T>().Count}");
        return All<T>();
    }
}

public sealed class Recorder<T>(Heard heard) : IConsumer<T> where T : class
{
    public Task Consume(ConsumeContext<T> context)
    {
        heard.Add(context.Message);
        return Task.CompletedTask;
    }
}
