using Greenroom.Growth.Advice;
using Greenroom.Growth.Callbacks;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Insights;
using Greenroom.Growth.Posts;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Data;

/// <summary>Connected accounts, their posts and the history of both.</summary>
internal sealed class GrowthDb(DbContextOptions<GrowthDb> options) : ModuleDbContext(options)
{
    public DbSet<InstagramAccount> Accounts => Set<InstagramAccount>();

    public DbSet<ConnectState> ConnectStates => Set<ConnectState>();

    public DbSet<PendingConnection> PendingConnections => Set<PendingConnection>();

    public DbSet<InstagramPost> Posts => Set<InstagramPost>();

    public DbSet<PostSnapshot> PostSnapshots => Set<PostSnapshot>();

    public DbSet<FollowerSnapshot> FollowerSnapshots => Set<FollowerSnapshot>();

    public DbSet<DataDeletion> Deletions => Set<DataDeletion>();

    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();

    public DbSet<AdviceVerdict> Verdicts => Set<AdviceVerdict>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<AccountState>().HaveConversion<SnakeCaseEnum<AccountState>>().HaveMaxLength(20);
        configurationBuilder.Properties<SyncStatus>().HaveConversion<SnakeCaseEnum<SyncStatus>>().HaveMaxLength(20);
        configurationBuilder.Properties<ContentType>().HaveConversion<SnakeCaseEnum<ContentType>>().HaveMaxLength(20);
        configurationBuilder.Properties<Daypart>().HaveConversion<SnakeCaseEnum<Daypart>>().HaveMaxLength(20);
        configurationBuilder.Properties<SlotVerdict>().HaveConversion<SnakeCaseEnum<SlotVerdict>>().HaveMaxLength(20);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var connections = new ConnectionConfiguration();
        var posts = new PostConfiguration();
        modelBuilder
            .ApplyConfiguration<InstagramAccount>(connections).ApplyConfiguration<ConnectState>(connections).ApplyConfiguration<PendingConnection>(connections)
            .ApplyConfiguration<InstagramPost>(posts).ApplyConfiguration<PostSnapshot>(posts).ApplyConfiguration<FollowerSnapshot>(posts)
            .ApplyConfiguration(new LedgerConfiguration()).ApplyConfiguration(new VerdictConfiguration()).ApplyConfiguration(new DeletionConfiguration());

        // The table is Accounts'; this stub only carries the foreign keys that delete with the user.
        modelBuilder.Entity<Owner>(owner => owner.ToTable("users", table => table.ExcludeFromMigrations()));
    }
}

/// <summary>The user of another module, as a foreign key sees it.</summary>
internal sealed class Owner
{
    public Guid Id { get; private set; }
}
