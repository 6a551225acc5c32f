namespace Routing.Addresses.Tests;

/// <summary>Data beside the repository, in <c>../shared</c>; a test that needs what is absent is skipped.</summary>
internal static class SharedData
{
    public static string File(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", path);
            if (System.IO.File.Exists(candidate))
                return candidate;
        }
        Assert.Skip($"shared/{path} is not beside the repository");
        return "";
    }
}
