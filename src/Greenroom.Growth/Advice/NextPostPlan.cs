using System.Runtime.InteropServices;
using Greenroom.Growth.Posts;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

/// <summary>What to post and when.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AdviceCell(ContentType Type, Daypart Daypart);

/// <summary>One suggestion.</summary>
/// <param name="Tags">Only tags with a claim of their own; often none.</param>
/// <param name="Expected">Lift over the account's usual post.</param>
/// <param name="Interval">80 % of single posts would fall here; wide, because single posts scatter.</param>
/// <param name="Support">The claims of its type and its daypart. Without any the slot is the best guess and says so.</param>
/// <param name="IsExperiment">Chosen for what it would teach, not for what it would bring.</param>
/// <param name="N">Posts there are in this cell.</param>
internal sealed record PlanSlot(
    AdviceCell Cell, IReadOnlyList<string> Tags, double Expected, Interval Interval, IReadOnlyList<Claim> Support, bool IsExperiment, int N,
    IReadOnlyList<Guid> PostIds);

internal sealed record PlanReport(IReadOnlyList<PlanSlot> Slots, Window Window, string TimeZone, Refusal? Refusal);

/// <summary>
/// Three slots for the coming week: the two best cells (type × daypart) and one experiment in the cell we know least about, without which an
/// account that always posts at noon never learns about evenings. Cells add up from the shrunken effects of type and daypart; a table of
/// 4 × 5 means would be noise. What the person says of a suggestion decides which cells are proposed, and changes no effect.
/// </summary>
internal static class NextPostPlan
{
    public const int LeastPosts = 20;
    public const int MostTags = 3;

    private const int Best = 2;

    private static readonly double Z80 = Normal.InvCDF(0, 1, 0.9);

    /// <param name="dismissed">Not proposed; with all of them here the plan is empty, and that is no refusal.</param>
    /// <param name="done">Posted this week: they stay, for the rest of it, behind the three when they are no longer among them.</param>
    public static PlanReport Make(
        IReadOnlyList<ScoredPost> posts, GroupReport types, GroupReport dayparts, TagReport tags, Scope scope, IReadOnlyCollection<AdviceCell> dismissed,
        IReadOnlyCollection<AdviceCell> done)
    {
        var used = posts.Where(post => post.Residual is not null && scope.Window.Contains(post.Post.PostedAtUtc)).ToArray();
        if (used.Length < LeastPosts)
        {
            return new PlanReport([], scope.Window, scope.Zone.Id, new Refusal(RefusalReason.TooFewPosts, used.Length, LeastPosts - used.Length));
        }

        var known = used.ToLookup(post => new AdviceCell(post.Post.Type, Dayparts.Of(post.Post.PostedAtUtc, scope.Zone)), post => post.Post.Id);
        // Only kinds this account makes: "post a reel" is no advice to somebody who never made one.
        var scatter = used.Select(post => post.Winsorised!.Value).Variance();
        var cells = (
            from type in used.Select(post => post.Post.Type).Distinct().Order()
            from daypart in Enum.GetValues<Daypart>()
            let key = new AdviceCell(type, daypart)
            where !dismissed.Contains(key)
            select Cell(key, types, dayparts, scatter, [.. known[key]])).ToArray();
        var best = cells.OrderByDescending(cell => cell.Ids.Length > 0).ThenByDescending(cell => cell.Effect).ThenByDescending(cell => cell.Ids.Length).Take(Best).ToArray();
        var trial = cells.Except(best).OrderByDescending(cell => cell.Doubt).ThenByDescending(cell => cell.Effect).Take(1).ToArray();
        var rising = tags.Tags.Where(tag => tag is { IsClaimed: true, Effect: > 0 }).OrderByDescending(tag => tag.Interval.Low).Take(MostTags).ToArray();

        // A cell that was tried is no longer the one of which least is known, and a sync may move the best.
        var kept = cells.Except([.. best, .. trial]).Where(cell => done.Contains(cell.Key));
        PlanSlot[] slots =
        [
            .. best.Select(cell => Slot(cell, rising, types, dayparts, isExperiment: false)),
            .. trial.Select(cell => Slot(cell, [], types, dayparts, isExperiment: true)),
            .. kept.Select(cell => Slot(cell, [], types, dayparts, isExperiment: false)),
        ];
        return new PlanReport(slots, scope.Window, scope.Zone.Id, null);
    }

    private static PlanCell Cell(AdviceCell key, GroupReport types, GroupReport dayparts, double scatter, Guid[] ids)
    {
        var (typeEffect, typeVariance) = Effect(types, Dayparts.Name(key.Type));
        var (partEffect, partVariance) = Effect(dayparts, Dayparts.Name(key.Daypart));
        // How little is known of the cell itself: its two effects, and its own mean with one post more than it has.
        var doubt = typeVariance + partVariance + (scatter / (ids.Length + 1));
        return new PlanCell(key, ids, typeEffect + partEffect, typeVariance + partVariance, scatter, doubt);
    }

    // A group nobody has posted in is as good as the mean, with the groups' own variance.
    private static (double Effect, double Variance) Effect(GroupReport report, string name) =>
        report.Cells.FirstOrDefault(cell => cell.Cell == name) is { } cell
            ? (cell.Effect, cell.StandardError * cell.StandardError)
            : (0, report.BetweenVariance);

    private static PlanSlot Slot(PlanCell cell, TagEffect[] tags, GroupReport types, GroupReport dayparts, bool isExperiment)
    {
        // Tags come together on posts: their effects are not added up, the strongest stands for all.
        var effect = cell.Effect + (tags.Length == 0 ? 0 : Math.Log(1 + tags[0].Effect) * (1 - Share(tags[0])));
        var reach = Z80 * Math.Sqrt(cell.Variance + cell.Scatter);
        Claim?[] support = [ClaimOf(types, $"type:{Dayparts.Name(cell.Key.Type)}"), ClaimOf(dayparts, $"daypart:{Dayparts.Name(cell.Key.Daypart)}")];
        return new PlanSlot(
            cell.Key, [.. tags.Select(tag => tag.Tag)], Lift.FromLog(effect), new Interval(effect - reach, effect + reach).ToLift(),
            [.. support.OfType<Claim>()], isExperiment, cell.Ids.Length, cell.Ids);
    }

    // The usual post carries the tag this often already, so only the rest of the effect comes on top of it.
    private static double Share(TagEffect tag) => (double)tag.With / (tag.With + tag.Without);

    private static Claim? ClaimOf(GroupReport report, string subject) => report.Finding.Claim is { } claim && claim.Subject == subject ? claim : null;

    private sealed record PlanCell(AdviceCell Key, Guid[] Ids, double Effect, double Variance, double Scatter, double Doubt);
}
