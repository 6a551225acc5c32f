using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Routing.Dispatch.Accounts;

namespace Routing.Dispatch.Tests.Accounts;

public sealed class SignInGuardTests
{
    [Fact]
    public void The_wait_doubles_up_to_its_longest_and_ends_with_a_success()
    {
        var clock = new FakeTimeProvider();
        using var guard = new SignInGuard(Options.Create(new AccountOptions { FreeFailures = 3, LongestWaitSeconds = 10, AttemptsPerMinute = 1000 }), clock);
        var waits = new List<double>();
        for (var failure = 0; failure < 8; failure++)
        {
            guard.Failed("ana");
            var wait = guard.Wait("10.0.0.1", "ana");
            waits.Add(wait.TotalSeconds);
            clock.Advance(wait);
            Assert.Equal(TimeSpan.Zero, guard.Wait("10.0.0.1", "ana"));
        }

        Assert.Equal([0, 0, 1, 2, 4, 8, 10, 10], waits);
        Assert.Equal(TimeSpan.Zero, guard.Wait("10.0.0.1", "beto"));
        guard.Failed("ana");
        guard.Succeeded("ana");
        Assert.Equal(TimeSpan.Zero, guard.Wait("10.0.0.1", "ana"));
        guard.Failed("ana");
        Assert.Equal(TimeSpan.Zero, guard.Wait("10.0.0.1", "ana"));
    }

    [Fact]
    public void A_made_up_password_can_be_read_aloud_and_is_another_each_time()
    {
        var made = Enumerable.Range(0, 100).Select(_ => Passwords.New()).ToList();
        Assert.All(made, password => Assert.Matches("^([bdfghklmnprstv][aeiou]){2}(-([bdfghklmnprstv][aeiou]){2}){4}$", password));
        Assert.Equal(100, made.Distinct().Count());
    }
}
