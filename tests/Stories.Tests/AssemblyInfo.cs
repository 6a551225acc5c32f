using Routing.Stories.Tests.City;

// One city and one clock for all: a story that puts the clock forward would do so under the feet of another.
[assembly: AssemblyFixture(typeof(DemoCity))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
