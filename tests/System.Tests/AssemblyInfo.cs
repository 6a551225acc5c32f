// The tests start whole systems, which share one broker and two cores.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
