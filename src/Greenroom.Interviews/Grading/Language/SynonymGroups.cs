namespace Greenroom.Interviews.Grading.Language;

/// <summary>Groups of words that engineers use for the same thing, a group a line; the first group that claims a word keeps it.</summary>
internal static class SynonymGroups
{
    public const string All = """
        request call invocation
        client caller consumer browser
        server backend host node machine instance box
        database db postgres postgresql sql mysql rdbms
        store save persist record write
        read load fetch retrieve query select lookup
        row record tuple
        delete remove drop discard evict purge erase clear
        invalidate expire lapse
        create generate make produce build construct
        rebuild recompute recalculate regenerate refresh reload repopulate refill
        update change modify alter edit mutate
        stale old outdated previous obsolete past
        fresh current newest latest recent
        duplicate double twice again repeat repeated
        retry resend reattempt redo replay
        fail error crash die break broken exception failure fault outage
        down unavailable unreachable offline
        wait block hang stuck queue stall pause
        proceed continue progress advance
        lock mutex latch semaphore monitor
        acquire take grab obtain claim
        release free unlock
        same identical equal alike equivalent
        different distinct other separate
        single one only sole exactly
        all every each everyone everybody whole entire complete full
        many several multiple numerous lots various plenty
        few handful
        simultaneous concurrent parallel together once
        immediate instant instantly directly straight
        slow sluggish delay latency lag slower
        fast quick rapid speed quicker faster swift
        increase grow raise rise climb
        decrease reduce lower shrink cut drop fewer lessen
        big large huge high heavy massive
        small little tiny low short
        begin start initiate launch open kick
        end finish complete stop terminate close
        limit cap bound bounded ceiling maximum max quota threshold
        minimum min least
        timeout deadline
        backoff delay
        random randomize jitter randomness
        spread scatter stagger distribute
        check verify validate confirm inspect test
        compare match
        detect notice discover spot see find recognise recognize identify
        measure monitor observe watch track
        metric graph dashboard chart figure
        log logs logging
        trace span tracing
        alert alarm page pager notify
        user customer person visitor
        attacker hacker thief intruder malicious
        stolen steal leak leaked compromised
        token credential ticket
        key identifier id
        unique uniqueness
        secret password
        hash digest checksum fingerprint
        encrypt cipher encryption
        sign signature
        allow permit let enable
        forbid deny reject refuse disallow block
        accept approve
        safe secure harmless
        danger dangerous unsafe risk risky hazard
        guarantee ensure promise assure
        consistent consistency agree agreement
        inconsistent diverge disagree mismatch
        message event notification
        queue broker kafka rabbitmq topic
        producer publisher sender
        consumer subscriber receiver
        publish emit send deliver dispatch transmit post
        receive consume get accept
        acknowledge ack confirmation
        order sequence ordering sorted
        transaction tx
        commit commits
        rollback undo revert reverse compensate
        atomic indivisible nothing
        isolation isolated
        snapshot version
        replica copy follower secondary slave standby
        leader primary master
        replicate replication sync synchronise synchronize propagate
        shard partition split divide slice
        index btree
        scan walk iterate traverse
        table relation
        column field attribute property
        schema structure layout
        migrate migration
        deploy deployment release rollout ship
        environment production prod
        branch fork
        memory ram heap
        disk storage drive
        cpu processor core
        allocate allocation
        collect collection gc garbage
        thread worker goroutine fiber
        process program
        pool pooled
        async asynchronous nonblocking background
        sync synchronous
        connection socket link
        network wire
        packet datagram segment
        handshake negotiate
        certificate cert
        address ip
        domain hostname name
        route forward proxy redirect
        balance balancer
        traffic load demand
        overload overwhelm saturate flood hammer swamp
        capacity throughput
        spike burst surge peak jump
        cost price expense penalty overhead expensive
        benefit advantage gain upside pro
        drawback disadvantage downside con
        tradeoff compromise
        fallback default alternative
        degrade degradation worse
        recover recovery heal restore resume
        partial incomplete half
        lost lose loss vanish disappear missing
        keep retain preserve hold maintain
        data information value content
        payload body
        header headers
        response reply answer result
        status state
        code codes
        parent owner
        child children
        list collection array set
        item element entry object record
        first initial earliest
        last final newest
        container structure
        function method procedure routine
        class type
        interface contract api
        dependency dependent depend rely
        module component part piece
        boundary border edge
        couple coupled coupling tied
        independent decoupled autonomous
        cause reason lead trigger
        effect consequence impact
        fix solve repair remedy cure resolve
        prevent avoid stop
        bug defect
        change modification
        permanent forever
        temporary transient brief short
        often frequent
        rarely seldom
        always invariably
        hot popular busy
        idle unused
        shared common
        local private
        global central
        periodic regularly scheduled cron
        job task work
        schedule scheduler plan
        cache cached caching redis memcached
        miss misses
        hit hits
        ttl expiry expiration lifetime
        constant o(1)
        linear o(n)
        logarithmic o(log)
        quadratic
        average typical mean usual
        collide collision clash conflict
        bucket slot
        money payment charge amount
        debit withdraw
        credit deposit
        ledger journal book
        account wallet
        buy purchase order checkout
        estimate guess
        estimated approximate roughly about
        feature function
        flag toggle switch
        canary gradual incremental stepwise
        container docker image
        rollback undo
        unit isolated
        document text
        search find look
        rank score weight
        prefix beginning
        crawl visit
        url link
        follower subscriber fan
        celebrity famous
        timeline feed
        merge combine join
        batch bulk group
        stream flow
        buffer buffered
        chunk piece
        slowdown pressure backpressure
        poison malformed
        deadletter parked
        quorum majority
        elect election vote
        clock time timestamp
        drift skew
        order ordered
        saga workflow
        step stage phase
        owner holder
        lease ttl
        tenant organisation organization company
        role permission right privilege
        authenticate login identity
        authorize authorise authorization
        inject injection
        escape sanitise sanitize encode
        parameter argument placeholder
        include contain comprise encompass
        show display print present output
        help assist support aid
        represent denote signify stand describe
        pointer reference refer point
        inherit inheritance derive derived extend subclass
        superclass base ancestor
        override redefine reimplement
        encapsulate hide conceal wrap
        execute run running execution
        recursion recursive itself
        insert add append push enqueue put
        pop dequeue
        middle midpoint center centre halve
        leaf leaves
        root topmost
        depth height level
        balanced even evenly uniform
        letter character char symbol
        number integer numeric digit
        location position place
        contiguous adjacent consecutive neighbouring neighboring sequential
        size length
        fixed static
        dynamic flexible growable resizable
        swap exchange
        assign give
        declare define definition declaration specify
        library package
        blueprint template design
        prototype draft mockup
        maintenance maintainable upkeep
        readable readability understandable
        complex complicated difficult hard
        simple easy trivial easier
        problem issue trouble
        physical hardware
        software application app
        kernel os
        interrupt preempt suspend
        starve starvation
        translate convert map
        integrity intact untampered
        developer programmer engineer colleague
        automatic automatically auto
        manual manually hand
        shared
        loop iteration
        condition predicate
        memoize remember reuse reusable
        reach access accessible arrive
        choose select pick
        happen occur
        important essential crucial vital
        """;
}
