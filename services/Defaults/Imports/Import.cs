using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Routing.Contracts;
using Routing.Defaults.Problems;
using Routing.Defaults.Validation;

namespace Routing.Defaults.Imports;

/// <summary>What became of a row.</summary>
public enum RowOutcome
{
    /// <summary>Nothing is wrong with it: in a dry run.</summary>
    Good,

    /// <summary>It made something new.</summary>
    Created,

    /// <summary>It changed what its key stood for.</summary>
    Changed,

    /// <summary>What its key stands for is so already.</summary>
    Same,

    /// <summary>Something is wrong with it; nothing was done.</summary>
    Refused,
}

/// <param name="Row">See <see cref="ImportRow"/>.</param>
/// <param name="Key">The row's key.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Id">Of what it made, changed or stands for.</param>
/// <param name="Errors">Column to what is wrong there; <c>""</c> is the row as a whole.</param>
public sealed record ImportedRow(int Row, string? Key, RowOutcome Outcome, Guid? Id, IDictionary<string, string[]>? Errors)
{
    public static ImportedRow Refuse(ImportRow row, IDictionary<string, string[]> errors) => new(row.Row, row.Key, RowOutcome.Refused, null, errors);

    public static ImportedRow Refuse(ImportRow row, string column, string why) => Refuse(row, new Dictionary<string, string[]>(StringComparer.Ordinal) { [column] = [why] });
}

/// <summary>Takes a file row by row, each in a scope of its own, and tells of each as it goes.</summary>
public static class Import
{
    private static readonly Fault NotReadable = new("import-not-readable", StatusCodes.Status400BadRequest, "The file cannot be read");

    /// <summary>
    /// Server-sent events: <c>begin</c> with the number of rows, <c>row</c> with an <see cref="ImportedRow"/> for each in order, <c>end</c>.
    /// </summary>
    /// <param name="http">The call: CSV or JSON in its body.</param>
    /// <param name="take">Takes a row whose key is good; its services come from the scope.</param>
    /// <param name="cancellationToken">Ends it after the row that is taken: what is done stays, and the file can be sent again.</param>
    public static async Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> Run(
        HttpContext http, Func<ImportRow, IServiceProvider, CancellationToken, Task<ImportedRow>> take, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await ImportFile.Read(http.Request.Body, http.Request.ContentType, cancellationToken);
            http.Response.Headers["X-Accel-Buffering"] = "no";
            return TypedResults.ServerSentEvents(Told(rows, http.RequestServices.GetRequiredService<IServiceScopeFactory>(), take, cancellationToken));
        }
        catch (ImportException problem)
        {
            return NotReadable.With(problem.Message);
        }
    }

    /// <summary>The same id for the same key, so that a file sent again finds what it made.</summary>
    public static Guid IdOf(string kind, string area, string key) => NamedIds.Of($"{kind}\n{area}\n{key}");

    /// <summary>The row as a body of the API; with what is wrong with it, by column, where it is not valid.</summary>
    public static async Task<(T? Body, ImportedRow? Refused)> BodyOf<T>(ImportRow row, IValidator<T>? validator, CancellationToken cancellationToken) where T : class
    {
        T? body;
        try
        {
            body = row.Body.Deserialize<T>(WireJson.Options);
        }
        catch (JsonException problem)
        {
            var column = (problem.Path ?? "$").TrimStart('$').TrimStart('.');
            return (null, ImportedRow.Refuse(row, column, "It is not a value of this column: see the template."));
        }

        if (body is null) return (null, ImportedRow.Refuse(row, "", "The row is empty."));
        if (validator is null || await validator.ValidateAsync(body, cancellationToken) is not { IsValid: false } result) return (body, null);
        return (null, ImportedRow.Refuse(row, ValidationFilter.Problem(result.Errors).ProblemDetails.Errors));
    }

    private static async IAsyncEnumerable<SseItem<string>> Told(
        IReadOnlyList<ImportRow> rows, IServiceScopeFactory scopes, Func<ImportRow, IServiceProvider, CancellationToken, Task<ImportedRow>> take, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Item("begin", new { rows = rows.Count });
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (string.IsNullOrWhiteSpace(row.Key))
            {
                yield return Item("row", ImportedRow.Refuse(row, "key", "Give the row a key of its own."));
            }
            else if (!keys.Add(row.Key))
            {
                yield return Item("row", ImportedRow.Refuse(row, "key", $"'{row.Key}' is another row's key too."));
            }
            else
            {
                await using var scope = scopes.CreateAsyncScope();
                yield return Item("row", await take(row, scope.ServiceProvider, cancellationToken));
            }
        }

        yield return Item("end", new { rows = rows.Count });
    }

    private static SseItem<string> Item(string kind, object what) => new(JsonSerializer.Serialize(what, what.GetType(), WireJson.Options), kind);
}
