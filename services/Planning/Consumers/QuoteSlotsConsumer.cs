using MassTransit;
using Routing.Contracts.Planning;
using Routing.Planning.Slots;

namespace Routing.Planning.Consumers;

/// <summary>Answers which windows could be offered; changes nothing.</summary>
internal sealed class QuoteSlotsConsumer(SlotQuotes quotes) : IConsumer<QuoteSlots>
{
    public async Task Consume(ConsumeContext<QuoteSlots> context) =>
        await context.RespondAsync(await quotes.Quote(context.Message, context.CancellationToken));
}
