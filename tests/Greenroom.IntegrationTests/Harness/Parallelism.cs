// Each class has a host of its own and half of them a database too: more at once than this and a small machine is late with everything.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
