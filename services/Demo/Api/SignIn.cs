namespace Routing.Demo.Api;

/// <summary>Signs in as a member of staff.</summary>
public static class SignIn
{
    /// <summary>A token for the account.</summary>
    /// <exception cref="ApiRefusedException">Name or password are wrong.</exception>
    public static async Task<string> Token(ApiClient api, Uri dispatch, string name, string password, CancellationToken ct) =>
        (await api.Send<Answer>(HttpMethod.Post, new Uri(dispatch, "/api/sign-in"), new { Name = name, Password = password }, null, ct)).Token;

    private sealed record Answer(string Token);
}
