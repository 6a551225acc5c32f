using Routing.Contracts.Planning;
using Routing.Dispatch.Commands;
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
        if (row.Kind is "remove-driver") await Unavailable(day, row, DayView.Read<RemoveDriverBody>(row.Body), cancellationToken);
        if (row.Kind is "add-driver") await Available(day, DayView.Read<AddDriverBody>(row.Body), cancellationToken);
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

    /// <summary>Only who was said to be unable to go on is shown so; others have no route any more.</summary>
    private async Task Unavailable(DayRow day, CommandRow row, RemoveDriverBody removed, CancellationToken cancellationToken)
    {
        if (removed is not { DriverId: { } id, Reason: { } reason }) return;
        var driver = await Driver(day, id, cancellationToken);
        (driver.UnavailableAt, driver.UnavailableReason, driver.UnavailableNote) = (Later(driver.ActiveAt, row.At), reason, removed.Note);
        await Note(day, "unavailable", new { driver.DriverId, Reason = reason, removed.Note, row.At }, cancellationToken);
    }

    private async Task Available(DayRow day, AddDriverBody added, CancellationToken cancellationToken)
    {
        var driver = await Driver(day, added.DriverId!.Value, cancellationToken);
        (driver.UnavailableAt, driver.UnavailableReason, driver.UnavailableNote) = (null, null, null);
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
