namespace Greenroom.BrowserTests;

/// <summary>The picture of the README, taken of the product as it is: GREENROOM_README_IMAGE=1 ./test browser.</summary>
public sealed class ReadmeImageTests(Theatre theatre) : BrowserTest(theatre)
{
    private const int HalfTyped = 150;

    [Fact]
    public async Task The_room_can_be_shown()
    {
        var person = await Theatre.NewPersonAsync();
        var page = await OpenAsync($"/app/interviews/{await person.StartInterviewAsync(questions: 6, topics: ["caching", "databases", "reliability"])}", new Look { As = person, Scheme = ColorScheme.Dark });
        var room = new Room(page);
        await Expect(room.Field).ToBeEditableAsync();

        var question = await room.AskedAsync();
        await room.AnswerAsync(question.HalfAnswer);
        await Expect(room.Field).ToBeEditableAsync();
        await room.Field.FillAsync(question.ModelAnswer[..question.ModelAnswer.LastIndexOf(' ', HalfTyped)]);
        await Expect(page.GetByText("Draft saved")).ToBeVisibleAsync();

        await PictureAsync(page, "room");
        if (Environment.GetEnvironmentVariable("GREENROOM_README_IMAGE") == "1")
        {
            var path = Repository.PathTo("docs", "images", "room.png");
            await page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Initial });
            new FileInfo(path).Length.ShouldBeLessThanOrEqualTo(200 * 1024);
        }
    }
}
