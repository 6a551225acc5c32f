using System.Threading.Channels;

namespace Routing.Planning.Days;

/// <summary>Says in this process which days have new entries.</summary>
internal sealed class DaySignal
{
    private readonly Channel<DayKey> channel = Channel.CreateUnbounded<DayKey>(new UnboundedChannelOptions { SingleReader = true });

    public void Raise(DayKey day) => channel.Writer.TryWrite(day);

    public ChannelReader<DayKey> Days => channel.Reader;
}
