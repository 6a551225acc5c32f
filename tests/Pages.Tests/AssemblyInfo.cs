using Routing.Pages.Tests.Support;

[assembly: AssemblyFixture(typeof(Stage))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
