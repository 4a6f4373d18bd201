using Greenroom.Platform.Start;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Interviews.Questions;

/// <summary>An error in a pack stops the start with its file and line, before the database is migrated for a program that will not run.</summary>
internal sealed class BankIsReadable(IServiceProvider services) : IStartCheck
{
    public void Check() => services.GetRequiredService<QuestionBank>();
}
