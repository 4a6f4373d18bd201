using Greenroom.Interviews.Interviewers.BuiltIn;

namespace Greenroom.Interviews.Interviewers;

/// <summary>Finds the interviewer that an interview was created with; the built-in one stands in when a model is no longer configured.</summary>
internal sealed class InterviewerSelection(IEnumerable<IInterviewer> interviewers)
{
    private readonly Dictionary<string, IInterviewer> _byName = interviewers.ToDictionary(i => i.Name, StringComparer.Ordinal);

    /// <summary>Who takes new interviews: a configured model first.</summary>
    public IInterviewer ForNew => _byName.Values.FirstOrDefault(i => i.Name != BuiltInInterviewer.EngineName) ?? BuiltIn;

    public IInterviewer For(string engine) => _byName.GetValueOrDefault(engine.Split(':')[0]) ?? BuiltIn;

    private IInterviewer BuiltIn => _byName[BuiltInInterviewer.EngineName];
}
