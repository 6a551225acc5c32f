using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Routing.Defaults.Problems;

/// <summary>A row of a service's table of faults: what can be wrong with a call, as a stable code and a status.</summary>
/// <param name="Code">A stable word for programs, such as <c>unknown-workshop</c>.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">The same for people, without particulars.</param>
public sealed record Fault(string Code, int Status, string Title)
{
    /// <summary>The answer, with what is wrong, where, and what to do.</summary>
    public ProblemHttpResult With(string detail) =>
        TypedResults.Problem(detail, statusCode: Status, title: Title, extensions: [new("code", Code)]);
}
