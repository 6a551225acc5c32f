using System.Globalization;
using System.Text;

namespace Routing.Optimisation.Formats.LiLim;

/// <summary>A solution as SINTEF publishes them: a head, then a line a route with its nodes, the depot left out.</summary>
public static class SintefSolution
{
    /// <param name="date">Of the solution.</param>
    public static string Write(string instance, IReadOnlyList<IReadOnlyList<int>> routes, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var text = new StringBuilder();
        text.Append("Instance name : ").Append(instance).Append('\n');
        text.Append("Authors       : Routing.Optimisation\n");
        text.Append("Date          : ").Append(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append('\n');
        text.Append("Reference     : -\n");
        text.Append("Solution\n");
        for (var r = 0; r < routes.Count; r++)
            text.Append(CultureInfo.InvariantCulture, $"Route {r + 1} : {string.Join(' ', routes[r])}\n");
        return text.ToString();
    }
}
