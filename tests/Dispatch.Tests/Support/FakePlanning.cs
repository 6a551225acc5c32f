using System.Collections.Concurrent;
using MassTransit;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Planning;
using Routing.Messaging;

namespace Routing.Dispatch.Tests.Support;

/// <summary>Hears commands, and what else Dispatch tells, as Planning would, and answers as the test says.</summary>
internal sealed class FakePlanning
{
    private readonly ConcurrentQueue<object> heard = new();

    /// <summary>Makes the answer to a command; null leaves it pending.</summary>
    public Func<object, object?> Answer { get; set; } = _ => null;

    public IReadOnlyList<object> Heard => [.. heard];

    public static void Subscribe(Subscriptions subscriptions) => subscriptions
        .Add<Ear<LockStop>>().Add<Ear<MoveStop>>().Add<Ear<UnassignStop>>().Add<Ear<AddDriver>>()
        .Add<Ear<RemoveDriver>>().Add<Ear<ReplanArea>>().Add<Ear<PublishPlan>>().Add<Ear<DiscardDraft>>().Add<Ear<VehicleReady>>().Add<Ear<DispatcherWrote>>()
        .AddResponder<Ear<TryMove>>().AddResponder<Ear<TryDrivers>>().AddResponder<Ear<ShowDraft>>();

    private sealed class Ear<T>(FakePlanning planning) : IConsumer<T> where T : class
    {
        public async Task Consume(ConsumeContext<T> context)
        {
            planning.heard.Enqueue(context.Message);
            if (planning.Answer(context.Message) is not { } answer) return;
            if (context.ResponseAddress is null) await context.Publish(answer, answer.GetType(), context.CancellationToken);
            else await context.RespondAsync(answer, answer.GetType());
        }
    }
}
