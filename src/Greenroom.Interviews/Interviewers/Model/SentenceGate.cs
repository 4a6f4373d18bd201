using System.Text;

namespace Greenroom.Interviews.Interviewers.Model;

internal enum GateRuling
{
    Pass,

    /// <summary>Leave the sentence out and go on.</summary>
    Drop,

    /// <summary>Nothing of this wording can be used.</summary>
    Refuse,
}

/// <summary>Lets a stream through sentence by sentence, each one looked at as a whole: what is cut into pieces cannot slip by.</summary>
internal sealed class SentenceGate(Func<string, GateRuling> judge, int longestSentence, int longestText)
{
    private readonly StringBuilder _held = new();
    private readonly StringBuilder _passed = new();

    public bool IsRefused { get; private set; }

    public string Passed => _passed.ToString().TrimEnd();

    /// <summary>Takes a piece and gives back what may be shown of what has come so far.</summary>
    public string Take(string piece)
    {
        _held.Append(piece);
        var ready = new StringBuilder();
        while (!IsRefused && EndOfSentence() is { } end)
        {
            Rule(_held.ToString(0, end), ready);
            _held.Remove(0, end);
        }

        if (_held.Length > longestSentence)
        {
            IsRefused = true;
        }

        return IsRefused ? "" : ready.ToString();
    }

    /// <summary>The stream is over: what is left is the last sentence.</summary>
    public string End()
    {
        var ready = new StringBuilder();
        if (!IsRefused && _held.Length > 0)
        {
            Rule(_held.ToString(), ready);
            _held.Clear();
        }

        return IsRefused ? "" : ready.ToString().TrimEnd();
    }

    private void Rule(string sentence, StringBuilder ready)
    {
        switch (judge(sentence))
        {
            case GateRuling.Pass:
                var text = _passed.Length == 0 ? sentence.TrimStart() : sentence;
                _passed.Append(text);
                ready.Append(text);
                IsRefused = _passed.Length > longestText;
                break;
            case GateRuling.Refuse:
                IsRefused = true;
                break;
            case GateRuling.Drop:
                break;
        }
    }

    /// <summary>After the blank that follows a full stop, so that "3.5" and a stop at the end of a piece stay together; CJK stops need none.</summary>
    private int? EndOfSentence()
    {
        for (var index = 0; index < _held.Length; index++)
        {
            var letter = _held[index];
            var isStop = letter is '.' or '!' or '?' or '…' or ':';
            if (letter is '\n' or '。' or '！' or '？' || (isStop && index + 1 < _held.Length && char.IsWhiteSpace(_held[index + 1])))
            {
                return letter is '\n' or '。' or '！' or '？' ? index + 1 : index + 2;
            }
        }

        return null;
    }
}
