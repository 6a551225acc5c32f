using System.Net;
using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Doors;
using Routing.Defaults.Tests.Support;
using Routing.Defaults.Validation;

namespace Routing.Defaults.Tests.Validation;

public sealed class ValidationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private sealed record Trip(string? CarPlate, List<Halt>? Halts);

    private sealed record Halt(Spot? Spot);

    private sealed record Spot(double Lon);

    private sealed class TripValidator : AbstractValidator<Trip>
    {
        public TripValidator()
        {
            RuleFor(trip => trip.CarPlate).NotEmpty().WithMessage("Name the car.").MaximumLength(8).WithMessage("Too long.");
            RuleForEach(trip => trip.Halts).ChildRules(halt => halt.RuleFor(h => h.Spot!.Lon).InclusiveBetween(-180, 180).WithMessage("Off the globe."));
        }
    }

    [Fact]
    public async Task A_good_body_reaches_the_handler()
    {
        await using var app = await Start();
        using var answer = await Post(app, """{"carPlate":"SBA 1234","halts":[{"spot":{"lon":-56.1}}]}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("SBA 1234", (await DefaultsApp.Json(answer)).GetString());
    }

    [Fact]
    public async Task Each_bad_field_is_named_as_the_caller_wrote_it_once()
    {
        await using var app = await Start();
        using var answer = await Post(app, """{"halts":[{"spot":{"lon":1}},{"spot":{"lon":500}}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var errors = (await DefaultsApp.Json(answer)).GetProperty("errors").EnumerateObject()
            .Select(error => $"{error.Name}: {string.Join('|', error.Value.EnumerateArray().Select(text => text.GetString()))}");
        Assert.Equal(["carPlate: Name the car.", "halts[1].spot.lon: Off the globe."], errors);
    }

    [Fact]
    public async Task A_body_of_null_is_told_from_a_bad_one()
    {
        await using var app = await Start();
        using var answer = await Post(app, "null");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static Task<DefaultsApp> Start() => DefaultsApp.Start(
        web => web.MapPost("/trips", (Trip? trip) => TypedResults.Ok(trip!.CarPlate)).Validated<Trip>().Admits(Door.Anyone),
        builder => builder.Services.AddSingleton<IValidator<Trip>, TripValidator>());

    private static async Task<HttpResponseMessage> Post(DefaultsApp app, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await app.Stranger.PostAsync("/trips", content, Token);
    }
}
