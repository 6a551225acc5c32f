using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Commands;

/// <summary>Takes commands for Planning, each id once, and waits for what becomes of them.</summary>
internal sealed class CommandDesk(DispatchContext data, DayWriter days, DayFeed feed, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Keeps the command and publishes it, in one transaction. One that was taken before under this id is returned as it
    /// stands; null when the id is another command's.
    /// </summary>
    /// <param name="key">The day that it is for.</param>
    /// <param name="kind">Its last path segment.</param>
    /// <param name="commandId">Its id.</param>
    /// <param name="by">Who gives it.</param>
    /// <param name="body">What is asked, without the id: tells a repetition from a mistake.</param>
    /// <param name="message">Makes the contract's message, given the instant.</param>
    public async Task<CommandRow?> Take(
        DayKey key, string kind, Guid commandId, string by, object body, Func<DateTimeOffset, object> message, CancellationToken cancellationToken)
    {
        var asked = JsonSerializer.Serialize(body, body.GetType(), WireJson.Options);
        try
        {
            await using var transaction = await data.Database.BeginTransactionAsync(cancellationToken);
            var day = await days.Take(key, cancellationToken);
            if (await data.Commands.FindAsync([commandId], cancellationToken) is { } known) return Same(known);
            var now = clock.GetUtcNow();
            var row = new CommandRow
            {
                CommandId = commandId,
                Area = key.Area,
                Day = key.Day,
                Kind = kind,
                By = by,
                At = now,
                Body = asked,
            };
            data.Commands.Add(row);
            data.Publish(message(now));
            await days.Note(day, "command", new { row.CommandId, row.Kind, row.By, row.State }, cancellationToken);
            await data.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return row;
        }
        catch (DbUpdateException)
        {
            // The same id at the same moment, for another day: whoever committed first has it.
            data.ChangeTracker.Clear();
            if (await data.Commands.FindAsync([commandId], cancellationToken) is not { } known) throw;
            return Same(known);
        }

        CommandRow? Same(CommandRow known) =>
            known.Area == key.Area && known.Day == key.Day && known.Kind == kind && known.By == by && known.Body == asked ? known : null;
    }

    /// <summary>The command as soon as it is answered, or as it stands after <paramref name="atMost"/>; null when there is none.</summary>
    public async Task<CommandRow?> Find(Guid commandId, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        DayKey? day = null;
        while (true)
        {
            var news = day is { } key ? feed.News(key) : null;
            var row = await data.Commands.AsNoTracking().SingleOrDefaultAsync(command => command.CommandId == commandId, cancellationToken);
            if (row is not { State: CommandState.Pending }) return row;
            var left = atMost - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero) return row;
            day = new(row.Area, row.Day);

            // Without having asked for news before the look, look again at once.
            if (news is null) continue;
            await DayFeed.Wait(news, Poll, left, clock, cancellationToken);
        }
    }
}
