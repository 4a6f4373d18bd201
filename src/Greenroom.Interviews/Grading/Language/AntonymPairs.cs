namespace Greenroom.Interviews.Grading.Language;

/// <summary>Words that turn a statement round when one replaces the other, "left words / right words" a line.</summary>
internal static class AntonymPairs
{
    public const string All = """
        fast faster quick quicker / slow slower
        increase increases more higher raise grow rise / decrease reduce less lower fewer shrink drop
        all every each everybody / none no nobody
        always / never
        first earliest / last latest newest final
        before / after
        same identical / different distinct
        allow permit enable / forbid prevent deny disable reject
        accept / reject refuse
        acquire / release
        lock / unlock
        open / close closed
        connect connected / disconnect disconnected
        connectionless / oriented
        success succeed / fail failure
        safe / unsafe dangerous
        stateful / stateless
        strong / weak
        new / old
        fresh / stale
        many multiple several / one single only
        synchronous sync / asynchronous async
        ordered / unordered
        reliable / unreliable
        consistent / inconsistent
        mutable / immutable
        public / private
        push / pull
        leader primary master / follower replica secondary
        short shorter / long longer
        small smaller / large larger big bigger
        cheap cheaper / expensive
        optimistic / pessimistic
        vertical / horizontal
        encrypt / decrypt
        upstream / downstream
        available / unavailable
        possible / impossible
        valid / invalid
        start begin / end stop finish
        keep retain / lose discard
        hit / miss
        up / down
        high / low
        constant o(1) / linear o(n)
        necessary required / unnecessary optional
        bounded limited / unbounded unlimited
        blocking / nonblocking
        idempotent / nonidempotent
        static / dynamic
        internal / external
        early / late
        hidden / visible
        together / separately
        positive / negative
        """;
}
