using Microsoft.Extensions.DependencyInjection;

namespace Routing.Messaging;

/// <summary>
/// A part of the start that waits for nothing else, such as opening a database. A process that has more to do before its
/// host starts calls <see cref="EarlyStart.Begin"/> first, so that both go on side by side; in others the part begins with
/// the host.
/// </summary>
public interface IBeginsEarly
{
    /// <summary>Returns at once. Called again it does nothing; whatever goes wrong is told by the host's start.</summary>
    void Begin();
}

public static class EarlyStart
{
    /// <summary>Begins all such parts.</summary>
    public static void Begin(this IServiceProvider services)
    {
        foreach (var part in services.GetServices<IBeginsEarly>())
            part.Begin();
    }
}
