using Greenroom.Growth.Connections;
using Greenroom.Growth.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Growth.Data;

internal sealed class PostConfiguration : IEntityTypeConfiguration<InstagramPost>, IEntityTypeConfiguration<PostSnapshot>, IEntityTypeConfiguration<FollowerSnapshot>
{
    /// <summary>Instagram allows 2,200 characters.</summary>
    public const int LongestCaption = 2200;

    public const int LongestUrl = 2000;

    public void Configure(EntityTypeBuilder<InstagramPost> post)
    {
        post.ToTable("instagram_posts");
        post.Property(p => p.Id).ValueGeneratedNever();
        post.Property(p => p.IgPostId).HasMaxLength(40);
        post.Property(p => p.Caption).HasMaxLength(LongestCaption);
        post.Property(p => p.MediaType).HasMaxLength(20);
        post.Property(p => p.MediaUrl).HasMaxLength(LongestUrl);
        post.Property(p => p.Permalink).HasMaxLength(LongestUrl);
        post.HasIndex(p => new { p.AccountId, p.IgPostId }).IsUnique();

        // Lists and windows: the posts of one account by time, without those that are gone. Statistics of a period read that stretch and nothing else
        // (ADR 0015), and how many posts there are is counted without looking at one.
        post.HasIndex(p => new { p.AccountId, p.PostedAt }).HasFilter($"missed_syncs < {InstagramPost.GoneAfter}");
        post.HasOne<InstagramAccount>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PostSnapshot> snapshot)
    {
        snapshot.ToTable("post_snapshots");
        snapshot.HasKey(s => new { s.PostId, s.TakenAt });
        snapshot.HasOne<InstagramPost>().WithMany().HasForeignKey(s => s.PostId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<FollowerSnapshot> snapshot)
    {
        snapshot.ToTable("follower_snapshots");
        snapshot.HasKey(s => new { s.AccountId, s.Day });
        snapshot.HasOne<InstagramAccount>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
