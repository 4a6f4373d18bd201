using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Practice;

/// <summary>Which questions will be asked, in which order, decided once at creation. The same seed over the same bank gives the same plan.</summary>
/// <param name="Topics">Slugs in order of first appearance.</param>
/// <param name="Brief">What the interview is about, for a person to read.</param>
internal sealed record InterviewPlan(IReadOnlyList<BankEntry> Entries, IReadOnlyList<string> Topics, string Brief, int Seed)
{
    /// <param name="alreadyAsked">Ids of entries that this user met lately: asked again only when nothing else is left.</param>
    public static InterviewPlan From(QuestionBank bank, CreateInterviewRequest request, int seed, IReadOnlySet<string> alreadyAsked)
    {
        var wanted = request.Topics is { Count: > 0 } topics ? topics.ToHashSet(StringComparer.Ordinal) : null;
        var candidates = bank.Entries.Where(e => wanted is null || wanted.Contains(e.Topic) || wanted.Contains(e.Subtopic)).ToList();

        // Nearest difficulty first, then what is new to this user, then the shuffle of the seed.
        var ranked = candidates
            .OrderBy(e => Distance(e.Difficulty, request.Difficulty))
            .ThenBy(e => alreadyAsked.Contains(e.Id))
            .ThenBy(e => LevelDistance(e.Level, request.Level))
            .ThenBy(e => Shuffle(seed, e.Id))
            .ToList();
        var entries = SpreadOverTopics(ranked, request.NumberQuestions, request.Difficulty);
        var slugs = entries.Select(e => e.Topic).Distinct(StringComparer.Ordinal).ToList();
        return new InterviewPlan(entries, slugs, entries.Count == 0 ? "" : Describe(bank, request, entries, slugs), seed);
    }

    public static bool Fits(int difficulty, InterviewDifficulty wanted) => Distance(difficulty, wanted) == 0;

    /// <summary>One question of each topic, then a second of each: three questions on three topics beat three on one.</summary>
    private static List<BankEntry> SpreadOverTopics(List<BankEntry> ranked, int count, InterviewDifficulty difficulty)
    {
        var chosen = new List<BankEntry>();
        foreach (var band in ranked.GroupBy(e => Distance(e.Difficulty, difficulty)))
        {
            var queues = band.GroupBy(e => e.Topic, StringComparer.Ordinal).Select(g => new Queue<BankEntry>(g)).ToList();
            while (chosen.Count < count && queues.Count > 0)
            {
                foreach (var queue in queues.TakeWhile(_ => chosen.Count < count))
                {
                    chosen.Add(queue.Dequeue());
                }

                queues.RemoveAll(q => q.Count == 0);
            }
        }

        return chosen;
    }

    private static int Distance(int difficulty, InterviewDifficulty wanted) => wanted switch
    {
        InterviewDifficulty.Easy => Math.Max(0, difficulty - 2),
        InterviewDifficulty.Medium => Math.Abs(difficulty - 3),
        _ => Math.Max(0, 4 - difficulty),
    };

    private static int LevelDistance(string level, CandidateLevel? wanted) =>
        wanted is { } w && Enum.TryParse<CandidateLevel>(level, ignoreCase: true, out var l) ? Math.Abs(l - w) : 0;

    /// <summary>An order that depends on nothing but the seed and the id, so that it is the same on every machine and runtime.</summary>
    private static ulong Shuffle(int seed, string id) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{id}")));

    private static string Describe(QuestionBank bank, CreateInterviewRequest request, List<BankEntry> entries, List<string> slugs)
    {
        var titles = slugs.Select(slug => bank.Topics.First(t => t.Slug == slug && t.ParentId is null).Title).ToList();
        var shown = titles.Count <= 4 ? Sentence(titles) : $"{string.Join(", ", titles.Take(3))} and {titles.Count - 3} more topics";
        var questions = entries.Count == 1 ? "One question" : $"{entries.Count} questions";
        var brief = $"{questions} on {shown}, {request.Difficulty.ToString().ToLowerInvariant()}, {request.Length} minutes.";
        if (entries.Count < request.NumberQuestions)
        {
            brief += $" The bank holds no more than {entries.Count} on what you chose.";
        }

        if (entries.Any(e => !Fits(e.Difficulty, request.Difficulty)))
        {
            brief += " Some are of a neighbouring difficulty, because the bank ran out of the one you chose.";
        }

        return brief;
    }

    private static string Sentence(List<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";
}
