namespace Greenroom.IntegrationTests.Harness;

/// <summary>For tests that look at the time: beside them nothing else runs.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
