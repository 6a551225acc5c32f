using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Routing.Defaults.Validation;

/// <summary>Checks an endpoint's body before its handler runs.</summary>
public static class ValidationFilter
{
    /// <summary>
    /// Runs the registered <see cref="IValidator{T}"/> over the endpoint's argument of type <typeparamref name="T"/>;
    /// what is wrong is answered as 400 with problem details that name each field by its JSON path.
    /// </summary>
    public static RouteHandlerBuilder Validated<T>(this RouteHandlerBuilder endpoint) where T : class =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            var argument = context.Arguments.OfType<T>().FirstOrDefault();
            if (argument is null)
                return TypedResults.Problem("The body is missing.", statusCode: StatusCodes.Status400BadRequest, title: "The request is not valid");
            var validator = context.HttpContext.RequestServices.GetRequiredService<IValidator<T>>();
            var result = await validator.ValidateAsync(argument, context.HttpContext.RequestAborted);
            return result.IsValid ? await next(context) : Problem(result.Errors);
        })
        .ProducesValidationProblem();

    private const string Title = "The request is not valid";

    /// <summary>The answer that names each bad field by its JSON path.</summary>
    public static ValidationProblem Problem(IEnumerable<ValidationFailure> failures) => TypedResults.ValidationProblem(ByField(failures), title: Title);

    /// <summary>The same, for a handler whose other answers are problems too.</summary>
    public static ProblemHttpResult ProblemOf(IEnumerable<ValidationFailure> failures) =>
        TypedResults.Problem(new HttpValidationProblemDetails(ByField(failures)) { Title = Title, Status = StatusCodes.Status400BadRequest });

    private static Dictionary<string, string[]> ByField(IEnumerable<ValidationFailure> failures) =>
        failures.GroupBy(f => JsonPath(f.PropertyName)).ToDictionary(g => g.Key, g => g.Select(f => f.ErrorMessage).Distinct().ToArray());

    /// <summary><c>Places[0].Place.Lon</c> as the caller wrote it: <c>places[0].place.lon</c>.</summary>
    private static string JsonPath(string property) =>
        string.Join('.', property.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
