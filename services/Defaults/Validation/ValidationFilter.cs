using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
            if (result.IsValid) return await next(context);
            return TypedResults.ValidationProblem(
                result.Errors.GroupBy(e => JsonPath(e.PropertyName)).ToDictionary(g => g.Key, g => g.Select(e => e.ErrorMessage).Distinct().ToArray()),
                title: "The request is not valid");
        })
        .ProducesValidationProblem();

    /// <summary><c>Places[0].Place.Lon</c> as the caller wrote it: <c>places[0].place.lon</c>.</summary>
    private static string JsonPath(string property) =>
        string.Join('.', property.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
