using Routing.Contracts.Planning;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>Planning's answers to commands: the first one counts.</summary>
internal sealed partial class DayWriter
{
    public async Task On(CommandApplied message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        if (await Pending(message.CommandId, cancellationToken) is not { } row) return;
        row.State = CommandState.Applied;
        row.PlanVersion = message.PlanVersion;
        await Answered(day, row, cancellationToken);
    }

    public async Task On(CommandRefused message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        if (await Pending(message.CommandId, cancellationToken) is not { } row) return;
        row.State = CommandState.Refused;
        row.Code = message.Code;
        row.Text = message.Text;
        await Answered(day, row, cancellationToken);
    }

    /// <summary>Null when it is not ours or was answered before.</summary>
    private async Task<CommandRow?> Pending(Guid commandId, CancellationToken cancellationToken) =>
        await data.Commands.FindAsync([commandId], cancellationToken) is { State: CommandState.Pending } row ? row : null;

    private Task Answered(DayRow day, CommandRow row, CancellationToken cancellationToken)
    {
        row.AnsweredAt = clock.GetUtcNow();
        return Note(day, "command", new { row.CommandId, row.Kind, row.By, row.State, row.PlanVersion, row.Code, row.Text }, cancellationToken);
    }
}
