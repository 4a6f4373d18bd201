using Greenroom.Platform.Audit;
using Greenroom.Platform.Email;
using Greenroom.Platform.Http;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.Operation;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.Data;

/// <summary>What every module needs and none owns: jobs, idempotency keys, rate-limit counters, the wrapped keys of Data Protection and what became of backups.</summary>
public sealed class PlatformDb(DbContextOptions<PlatformDb> options) : ModuleDbContext(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    internal DbSet<Job> Jobs => Set<Job>();

    internal DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();

    internal DbSet<RateLimitWindow> RateLimitWindows => Set<RateLimitWindow>();

    internal DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    internal DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    internal DbSet<Backup> Backups => Set<Backup>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AuditEvent>(line =>
        {
            line.ToTable("audit_events");
            line.Property(e => e.Id).ValueGeneratedNever();
            line.Property(e => e.Name).HasMaxLength(AuditEvent.LongestName);
            line.Property(e => e.Ip).HasMaxLength(RequestOrigin.LongestIp);
            line.Property(e => e.Device).HasMaxLength(RequestOrigin.LongestDevice);
            line.Property(e => e.Detail).HasMaxLength(AuditEvent.LongestDetail);
            line.HasIndex(e => e.At);
            line.HasIndex(e => new { e.UserId, e.Id });
        });

        modelBuilder.Entity<OutboxMail>(mail =>
        {
            mail.ToTable("outbox");
            mail.Property(m => m.Id).ValueGeneratedNever();
            mail.Property(m => m.Sealed).HasMaxLength(OutboxMail.LongestSealed);
            mail.HasIndex(m => m.UserId);
        });

        modelBuilder.Entity<Job>(job =>
        {
            job.ToTable("jobs");
            job.Property(j => j.Id).ValueGeneratedNever();
            job.Property(j => j.Kind).HasMaxLength(80);
            job.Property(j => j.Payload).HasMaxLength(4000);
            job.Property(j => j.DedupeKey).HasMaxLength(200);
            job.Property(j => j.LastError).HasMaxLength(1000);
            job.Property(j => j.Claims).HasDefaultValue(0);
            job.HasIndex(j => j.DedupeKey).IsUnique();

            // The runner asks for what is due and nothing else.
            job.HasIndex(j => new { j.DoneAt, j.RunAt });
        });

        modelBuilder.Entity<IdempotentRequest>(request =>
        {
            request.ToTable("idempotency");
            request.HasKey(r => new { r.UserId, r.Route, r.Key });
            request.Property(r => r.Route).HasMaxLength(100);
            request.Property(r => r.Key).HasMaxLength(255);
            request.Property(r => r.RequestHash).HasMaxLength(64);
            request.Property(r => r.Response).HasMaxLength(300_000);
            request.Property(r => r.Location).HasMaxLength(300);
            request.HasIndex(r => r.ExpiresAt);
        });

        modelBuilder.Entity<RateLimitWindow>(window =>
        {
            window.ToTable("rate_limits");
            window.HasKey(w => new { w.Key, w.StartsAt });
            window.Property(w => w.Key).HasMaxLength(200);
            window.HasIndex(w => w.ExpiresAt);
        });

        modelBuilder.Entity<DataProtectionKey>(key =>
        {
            key.ToTable("data_protection_keys");
            key.Property(k => k.FriendlyName).HasMaxLength(200);
            key.Property(k => k.Xml).HasMaxLength(8000);
        });

        modelBuilder.Entity<Backup>(backup =>
        {
            backup.ToTable("backups");
            backup.Property(b => b.Id).ValueGeneratedNever();
            backup.Property(b => b.FileName).HasMaxLength(Backup.LongestFileName);
            backup.Property(b => b.Error).HasMaxLength(Backup.LongestError);
            backup.HasIndex(b => b.StartedAt);
        });
    }
}
