using System.Diagnostics;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.Bench;

/// <summary>
/// <c>bench benchmarks PROGRAM.dll</c>: start-up, memory, CPU per request, the overhead of a turn and the time of a mark, all in one run on SQLite, each
/// beside something that tells how much of it is the machine. PROGRAM is a published Greenroom.Host.dll (<c>./run</c> leaves one in artifacts/app).
/// </summary>
internal static class BenchmarksCommand
{
    private const int Turns = 1000;
    private const int Requests = 10_000;
    private const string AppendRoute = "/api/conversations/append";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>Long enough for the jobs of every minute to have run and for their memory to have been handed back.</summary>
    private static readonly TimeSpan Idling = TimeSpan.FromSeconds(125);
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var program] || !File.Exists(program))
        {
            await Console.Error.WriteLineAsync("bench benchmarks PROGRAM.dll: a published Greenroom.Host.dll, for example artifacts/app/Greenroom.Host.dll");
            return 2;
        }

        var data = Directory.CreateTempSubdirectory("greenroom-bench-").FullName;
        try
        {
            Console.WriteLine($"{Environment.ProcessorCount} cores, {Environment.OSVersion}, .NET {Environment.Version}; client and server share the machine");
            await StartUpAsync(program, data);
            await EmptyHostAsync(data);
            await using var server = await ServerUnderTest.StartAsync(program, data);
            await ServeAsync(server);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        Grading();
        return 0;
    }

    private static async Task StartUpAsync(string program, string data)
    {
        await using (var first = await ServerUnderTest.StartAsync(program, data))
        {
            Report.Line("start to healthy, no database yet", $"{first.StartUp.TotalSeconds:0.00} s");
        }

        var again = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await using var server = await ServerUnderTest.StartAsync(program, data);
            again.Add(server.StartUp.TotalSeconds);
        }

        Report.Line("start to healthy", $"{Statistics.Percentile(again, 50):0.00} s (5 starts, {again.Min():0.00} to {again.Max():0.00})", "1.3 s");
    }

    /// <summary>What the framework alone takes on this machine: the measure for the rest.</summary>
    private static async Task EmptyHostAsync(string data)
    {
        await using var empty = await ServerUnderTest.StartAsync(typeof(EmptyHost).Assembly.Location, data, argument: EmptyHost.Name);
        using var client = new HttpClient { BaseAddress = empty.Address };
        await Task.Delay(Settling);
        Report.Line("an empty host: start, memory idle", $"{empty.StartUp.TotalSeconds:0.00} s, {await empty.MemoryAsync():0} MB");
        await MeasureAsync(empty, client, "/health", token: null, "GET /health of an empty host");
    }

    private static async Task ServeAsync(ServerUnderTest server)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 4 * HttpLoad.Clients }) { BaseAddress = server.Address };
        await Task.Delay(Settling);
        Report.Line("memory just started", $"{await server.MemoryAsync():0} MB");
        await Task.Delay(Idling);
        Report.Line("memory idle", $"{await server.MemoryAsync():0} MB after {(Settling + Idling).TotalSeconds:0} s", "130 MB");

        var (_, token) = await Api.GuestAsync(client);
        await MeasureAsync(server, client, "/health/live", token: null, "GET /health/live, a constant");
        await MeasureAsync(server, client, "/health", token: null, "GET /health, asks the database");
        await MeasureAsync(server, client, "/api/user/me", token, "GET /api/user/me");

        await InterviewAsync(server, client, Turns / HttpLoad.Clients / 2, report: false);
        await InterviewAsync(server, client, Turns / HttpLoad.Clients, report: true);
        Report.Line($"memory after {(Turns / HttpLoad.Clients / 2 * HttpLoad.Clients) + (Turns / HttpLoad.Clients * HttpLoad.Clients)} turns", $"{await server.MemoryAsync():0} MB");
    }

    private static async Task MeasureAsync(ServerUnderTest server, HttpClient client, string path, string? token, string name)
    {
        // The second round counts: the compiler works on the first.
        await RequestAsync(server, client, path, token);
        Report.Line(name, $"{await RequestAsync(server, client, path, token)}");
    }

    private static Task<LoadFigures> RequestAsync(ServerUnderTest server, HttpClient client, string path, string? token)
    {
        var asked = 0;
        return HttpLoad.RunAsync(server, client, () => Interlocked.Increment(ref asked) <= Requests ? Api.Get(path, token) : null);
    }

    /// <summary>16 interviews at once, each by a new guest, because limits count for each; everybody thinks one second, which is faster than anybody types. The server's times come from its log, the client's from its own clock; those of a constant, asked for half-way between the turns, tell how much of them is the client and the wire.</summary>
    private static async Task InterviewAsync(ServerUnderTest server, HttpClient client, int turnsEach, bool report)
    {
        var latencies = new List<double>();
        var constants = new List<double>();
        _ = server.TakeTimesOf(AppendRoute);
        var before = await server.CpuAsync();
        await Task.WhenAll(Enumerable.Range(0, HttpLoad.Clients).Select(async candidate =>
        {
            await Task.Delay(Thinking / HttpLoad.Clients * candidate);
            (string Token, Guid Conversation)? room = null;
            for (var turn = 0; turn < turnsEach; turn++)
            {
                var (token, conversation) = room ??= await OpenAsync(client);
                var started = Stopwatch.GetTimestamp();
                var result = await Api.PostAsync(client, token, AppendRoute, new { conversation_id = conversation, message = Answer, client_message_id = $"turn-{turn}" });
                lock (latencies)
                {
                    latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }

                if (result.GetProperty("state").GetString() == "closed")
                {
                    room = null;
                }

                await Task.Delay(Thinking / 2);
                started = Stopwatch.GetTimestamp();
                await client.GetStringAsync("/health/live");
                lock (constants)
                {
                    constants.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }

                await Task.Delay(Thinking / 2);
            }
        }));
        var cpu = await server.CpuAsync() - before;
        if (report)
        {
            var served = server.TakeTimesOf(AppendRoute);
            Report.Line($"a turn, {HttpLoad.Clients} interviews at once", $"server p50 {Statistics.Percentile(served, 50):0.0} ms over {served.Count} sampled turns", "10 ms");
            Report.Line("  as the client sees it", $"p50 {Statistics.Percentile(latencies, 50):0.0} ms, p99 {Statistics.Percentile(latencies, 99):0.0} ms over {latencies.Count} turns; a constant between them p50 {Statistics.Percentile(constants, 50):0.0} ms", "p99 50 ms");
            Report.Line("  CPU", $"{cpu.TotalMilliseconds / latencies.Count:0.0} ms a turn, set-up included");
        }
    }

    private static void Grading()
    {
        var bank = QuestionBank.Embedded();
        var grader = new BuiltInGrader(bank);
        var words = Answer.Split(' ');
        var answer = string.Join(' ', Enumerable.Range(0, 200).Select(i => words[i % words.Length]));
        foreach (var entry in bank.Entries)
        {
            grader.Grade(entry, answer);
        }

        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            foreach (var entry in bank.Entries)
            {
                var started = Stopwatch.GetTimestamp();
                grader.Grade(entry, answer);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        Report.Line("marking 200 words", $"p50 {Statistics.Percentile(times, 50):0.00} ms, p99 {Statistics.Percentile(times, 99):0.00} ms over {times.Count} marks of {bank.Entries.Count} entries", "5 ms");
    }

    private const string Answer =
        "When the key expires every request misses at the same moment and they all run the same query against the database. I would compare the miss rate with the CPU of the "
        + "database at the minute boundary. One caller takes a short lock per key and rebuilds the value while the others get the old one. The lock needs a timeout because its holder can crash.";

    private static async Task<(string Token, Guid Conversation)> OpenAsync(HttpClient client)
    {
        var (_, token) = await Api.GuestAsync(client);
        var interview = await Api.PostAsync(client, token, "/api/interviews", new { length = 120, number_questions = 5, difficulty = "medium", language = "en" });
        var conversation = await Api.PostAsync(client, token, "/api/conversations/create", new { interview_id = interview.GetProperty("id").GetGuid() });
        return (token, conversation.GetProperty("id").GetGuid());
    }
}
