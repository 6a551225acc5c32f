using Routing.Addresses.Text;

namespace Routing.Addresses.Tests.Text;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Avenida José Batlle y Ordóñez", "avenida jose batlle y ordonez")]
    [InlineData("Fürst-Franz-Josef-Straße", "furst franz josef strasse")]
    [InlineData("Boulevard d'Italie", "boulevard d italie")]
    [InlineData("Morena's", "morenas")]
    [InlineData("  8 de  OCTUBRE,  ", "8 de octubre")]
    [InlineData("Łódź Ærø", "lodz aero")]
    [InlineData("", "")]
    public void Text_is_folded(string text, string folded) => Assert.Equal(folded, Folding.Key(text));
}
