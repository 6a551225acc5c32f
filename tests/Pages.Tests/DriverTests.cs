using Routing.Pages.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Routing.Pages.Tests;

public sealed class DriverTests(Stage stage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_pairing_code_says_so()
    {
        await using var visitor = await Visitor.Enter(stage, night: true);
        await visitor.Page.GotoAsync("/drive");
        await visitor.Page.GetByLabel("Code", new() { Exact = true }).FillAsync("AAAA-BBBB");
        await visitor.Button("Pair").ClickAsync();
        await Expect(visitor.Page.GetByText("The code is not valid")).ToBeVisibleAsync();
        await visitor.IsUsableByAll();
    }
}
