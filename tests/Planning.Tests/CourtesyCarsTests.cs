using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts;

namespace Routing.Planning.Tests;

/// <summary>What a workshop may say of its courtesy cars, and what it is told when that cannot be.</summary>
public sealed class CourtesyCarsTests(SharedRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_loan_is_told_step_by_step_and_what_cannot_be_is_refused(string database)
    {
        await using var process = await PlanningProcess.Start(region, Cancellation, null, null, Databases.Settings(database));
        await process.MakeTown(1);
        var workshop = (await process.Operator.GetFromJsonAsync<JsonElement>("/api/workshops", Cancellation))[0].GetProperty("workshopId").GetGuid();

        await Refused("unknown-workshop", HttpMethod.Post, "", new { workshopId = Guid.CreateVersion7(), plate = "SCC 1", gearbox = "manual", drive = "petrol" });
        var made = await Answer(HttpMethod.Post, "", new { workshopId = workshop, plate = "SCC 1", gearbox = "manual", drive = "electric", energyPercent = 80, @class = "small" });
        var car = $"/{made.GetProperty("courtesyCarId").GetGuid()}";
        await Refused("unknown-courtesy-car", HttpMethod.Get, $"/{Guid.CreateVersion7()}", null);

        // Nobody has it: it cannot come back.
        await Refused("courtesy-car-in", HttpMethod.Put, $"{car}/loan/back", new { });
        await Refused("no-courtesy-wish", HttpMethod.Put, $"{car}/loan", new { requestId = Guid.CreateVersion7() });

        // Kept for somebody at the desk, given up, kept again, lent.
        await Answer(HttpMethod.Put, $"{car}/loan", new { dueBack = Town.Morning.AddHours(8) });
        var free = await Answer(HttpMethod.Delete, $"{car}/loan", null);
        Assert.False(free.TryGetProperty("loan", out _));
        await Answer(HttpMethod.Put, $"{car}/loan", new { dueBack = Town.Morning.AddHours(8), leftAt = Town.Morning, mileageOutKm = 4000, energyOutPercent = 70 });
        await Refused("courtesy-car-taken", HttpMethod.Delete, $"{car}/loan", null);
        await Refused("courtesy-car-taken", HttpMethod.Put, $"{car}/loan", new { requestId = Guid.CreateVersion7(), dueBack = Town.Morning.AddHours(8) });

        // The contract is signed later: what was said before stays.
        var signed = await Answer(HttpMethod.Put, $"{car}/loan", new { dueBack = Town.Morning.AddHours(9), contractSignedAt = Town.Morning });
        Assert.Equal(4000, Loan(signed).GetProperty("mileageOutKm").GetInt32());
        await Refused("courtesy-mileage-falls", HttpMethod.Put, $"{car}/loan/back", new { mileageInKm = 3999 });
        var back = await Answer(HttpMethod.Put, $"{car}/loan/back", new { mileageInKm = 4100, energyInPercent = 40 });
        Assert.Equal(40, back.GetProperty("vehicle").GetProperty("energyPercent").GetInt32());
        var again = await Answer(HttpMethod.Put, $"{car}/loan/back", new { mileageInKm = 4100, energyInPercent = 40 });
        Assert.Equal(back.GetProperty("revision").GetInt32(), again.GetProperty("revision").GetInt32());

        // A new loan is another one; the one before is remembered, the one that was given up is not.
        await Answer(HttpMethod.Put, $"{car}/loan", new { dueBack = Town.Morning.AddHours(30), leftAt = Town.Morning.AddHours(10) });
        var loans = await Answer(HttpMethod.Get, $"{car}/loans", null);
        Assert.Equal([null, 4100], loans.EnumerateArray().Select(loan => loan.TryGetProperty("mileageInKm", out var read) ? read.GetInt32() : (int?)null));

        async Task<JsonElement> Answer(HttpMethod method, string path, object? body)
        {
            using var answer = await Send(method, path, body);
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {text}");
            return JsonDocument.Parse(text).RootElement;
        }

        async Task Refused(string code, HttpMethod method, string path, object? body)
        {
            using var answer = await Send(method, path, body);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            Assert.Equal(code, problem.GetProperty("code").GetString());
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Conflict });
        }

        async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body)
        {
            using var call = new HttpRequestMessage(method, $"/api/courtesy-cars{path}");
            if (body is not null) call.Content = JsonContent.Create(body, options: WireJson.Options);
            return await process.Operator.SendAsync(call, Cancellation);
        }
    }

    private static JsonElement Loan(JsonElement car) => car.GetProperty("loan");
}
