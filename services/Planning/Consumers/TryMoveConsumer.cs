using MassTransit;
using Routing.Contracts.Planning;
using Routing.Planning.Trials;

namespace Routing.Planning.Consumers;

/// <summary>Answers what a command would do; changes nothing.</summary>
internal sealed class TryMoveConsumer(TrialDesk trials) : IConsumer<TryMove>
{
    public async Task Consume(ConsumeContext<TryMove> context) =>
        await context.RespondAsync(await trials.Try(context.Message, context.CancellationToken));
}

/// <summary>Answers what giving a move to each driver would do; changes nothing.</summary>
internal sealed class TryDriversConsumer(TrialDesk trials) : IConsumer<TryDrivers>
{
    public async Task Consume(ConsumeContext<TryDrivers> context) =>
        await context.RespondAsync(await trials.Try(context.Message, context.CancellationToken));
}

/// <summary>Answers what publishing the draft would change; changes nothing.</summary>
internal sealed class ShowDraftConsumer(TrialDesk trials) : IConsumer<ShowDraft>
{
    public async Task Consume(ConsumeContext<ShowDraft> context) =>
        await context.RespondAsync(await trials.Show(context.Message, context.CancellationToken));
}
