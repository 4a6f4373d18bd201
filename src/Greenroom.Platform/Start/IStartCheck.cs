namespace Greenroom.Platform.Start;

/// <summary>Refuses the start by throwing, before anything is touched.</summary>
public interface IStartCheck
{
    void Check();
}
