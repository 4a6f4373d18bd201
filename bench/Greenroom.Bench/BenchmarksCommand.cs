using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.Bench;

/// <summary>
/// <c>bench benchmarks PROGRAM.dll</c>: start-up, memory, CPU per request, the overhead of a turn and the time of a mark, all in one run on SQLite, each
/// beside something that tells how much of it is the machine. PROGRAM is a published Greenroom.Host.dll (<c>./run</c> leaves one in artifacts/app).
/// </summary>
internal static class BenchmarksCommand
{
    private const int Connections = 16;
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
            Print("start to healthy, no database yet", $"{first.StartUp.TotalSeconds:0.00} s");
        }

        var again = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await using var server = await ServerUnderTest.StartAsync(program, data);
            again.Add(server.StartUp.TotalSeconds);
        }

        Print("start to healthy", $"{Percentile(again, 50):0.00} s (5 starts, {again.Min():0.00} to {again.Max():0.00})", "1.3 s");
    }

    /// <summary>What the framework alone takes on this machine: the measure for the rest.</summary>
    private static async Task EmptyHostAsync(string data)
    {
        await using var empty = await ServerUnderTest.StartAsync(typeof(EmptyHost).Assembly.Location, data, EmptyHost.Name);
        using var client = new HttpClient { BaseAddress = empty.Address };
        await Task.Delay(Settling);
        Print("an empty host: start, memory idle", $"{empty.StartUp.TotalSeconds:0.00} s, {await empty.MemoryAsync():0} MB");
        await MeasureAsync(empty, client, "/health", token: null, "GET /health of an empty host");
    }

    private static async Task ServeAsync(ServerUnderTest server)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 4 * Connections }) { BaseAddress = server.Address };
        await Task.Delay(Settling);
        Print("memory just started", $"{await server.MemoryAsync():0} MB");
        await Task.Delay(Idling);
        Print("memory idle", $"{await server.MemoryAsync():0} MB after {(Settling + Idling).TotalSeconds:0} s", "130 MB");

        var token = await GuestAsync(client);
        await MeasureAsync(server, client, "/health/live", token: null, "GET /health/live, a constant");
        await MeasureAsync(server, client, "/health", token: null, "GET /health, asks the database");
        await MeasureAsync(server, client, "/api/user/me", token, "GET /api/user/me");

        await InterviewAsync(server, client, Turns / Connections / 2, report: false);
        await InterviewAsync(server, client, Turns / Connections, report: true);
        Print($"memory after {(Turns / Connections / 2 * Connections) + (Turns / Connections * Connections)} turns", $"{await server.MemoryAsync():0} MB");
    }

    private static async Task MeasureAsync(ServerUnderTest server, HttpClient client, string path, string? token, string name)
    {
        // The second round counts: the compiler works on the first.
        await RequestAsync(client, path, token);
        var before = await server.CpuAsync();
        var clock = Stopwatch.StartNew();
        var latencies = await RequestAsync(client, path, token);
        var elapsed = clock.Elapsed;
        var cpu = await server.CpuAsync() - before;
        Print(name, $"{Requests / elapsed.TotalSeconds:0}/s, p50 {Percentile(latencies, 50):0.0} ms, p99 {Percentile(latencies, 99):0.0} ms, server CPU {cpu.TotalMicroseconds / Requests:0} µs a request");
    }

    private static async Task<double[]> RequestAsync(HttpClient client, string path, string? token)
    {
        var latencies = new double[Requests];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i < Requests)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
                var started = Stopwatch.GetTimestamp();
                using var response = await client.SendAsync(request);
                response.EnsureSuccessStatusCode();
                latencies[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }));
        return latencies;
    }

    /// <summary>16 interviews at once, each by a new guest, because limits count for each; everybody thinks one second, which is faster than anybody types. The server's times come from its log, the client's from its own clock; those of a constant, asked for half-way between the turns, tell how much of them is the client and the wire.</summary>
    private static async Task InterviewAsync(ServerUnderTest server, HttpClient client, int turnsEach, bool report)
    {
        var latencies = new List<double>();
        var constants = new List<double>();
        _ = server.TakeTimesOf(AppendRoute);
        var before = await server.CpuAsync();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async candidate =>
        {
            await Task.Delay(Thinking / Connections * candidate);
            (string Token, Guid Conversation)? room = null;
            for (var turn = 0; turn < turnsEach; turn++)
            {
                var (token, conversation) = room ??= await OpenAsync(client);
                var started = Stopwatch.GetTimestamp();
                var result = await PostAsync(client, token, AppendRoute, new { conversation_id = conversation, message = Answer, client_message_id = $"turn-{turn}" });
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
            Print($"a turn, {Connections} interviews at once", $"server p50 {Percentile(served, 50):0.0} ms over {served.Count} sampled turns", "10 ms");
            Print("  as the client sees it", $"p50 {Percentile(latencies, 50):0.0} ms, p99 {Percentile(latencies, 99):0.0} ms over {latencies.Count} turns; a constant between them p50 {Percentile(constants, 50):0.0} ms", "p99 50 ms");
            Print("  CPU", $"{cpu.TotalMilliseconds / latencies.Count:0.0} ms a turn, set-up included");
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

        Print("marking 200 words", $"p50 {Percentile(times, 50):0.00} ms, p99 {Percentile(times, 99):0.00} ms over {times.Count} marks of {bank.Entries.Count} entries", "5 ms");
    }

    private const string Answer =
        "When the key expires every request misses at the same moment and they all run the same query against the database. I would compare the miss rate with the CPU of the "
        + "database at the minute boundary. One caller takes a short lock per key and rebuilds the value while the others get the old one. The lock needs a timeout because its holder can crash.";

    private static async Task<string> GuestAsync(HttpClient client) =>
        (await PostAsync(client, token: null, "/api/auth/demo", new { })).GetProperty("token").GetString()!;

    private static async Task<(string Token, Guid Conversation)> OpenAsync(HttpClient client)
    {
        var token = await GuestAsync(client);
        var interview = await PostAsync(client, token, "/api/interviews", new { length = 120, number_questions = 5, difficulty = "medium", language = "en" });
        var conversation = await PostAsync(client, token, "/api/conversations/create", new { interview_id = interview.GetProperty("id").GetGuid() });
        return (token, conversation.GetProperty("id").GetGuid());
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string? token, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} from {path}: {await response.Content.ReadAsStringAsync()}");
        }

        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Nearest rank.</summary>
    private static double Percentile(IReadOnlyCollection<double> values, double percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    private static void Print(string what, string figures, string? goal = null) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} {figures}{(goal is null ? "" : $" [goal {goal}]")}"));
}
