using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Platform.Migrations;

[DbContext(typeof(PlatformDb))]
[Migration("20261122000000_platform")]
internal sealed class CreatePlatform : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "jobs",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                kind = table.Column<string>(maxLength: 80, nullable: false),
                payload = table.Column<string>(maxLength: 4000, nullable: true),
                dedupe_key = table.Column<string>(maxLength: 200, nullable: true),
                run_at = table.Column<DateTime>(nullable: false),
                lease_until = table.Column<DateTime>(nullable: true),
                attempts = table.Column<int>(nullable: false),
                last_error = table.Column<string>(maxLength: 1000, nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
                done_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_jobs", x => x.id));
        migrationBuilder.CreateIndex("ix_jobs_dedupe_key", "jobs", "dedupe_key", unique: true);
        migrationBuilder.CreateIndex("ix_jobs_done_at_run_at", "jobs", ["done_at", "run_at"]);

        migrationBuilder.CreateTable(
            name: "idempotency",
            columns: table => new
            {
                user_id = table.Column<Guid>(nullable: false),
                route = table.Column<string>(maxLength: 100, nullable: false),
                key = table.Column<string>(maxLength: 255, nullable: false),
                request_hash = table.Column<string>(maxLength: 64, nullable: false),
                status = table.Column<int>(nullable: true),
                response = table.Column<string>(maxLength: 300_000, nullable: true),
                location = table.Column<string>(maxLength: 300, nullable: true),
                expires_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_idempotency", x => new { x.user_id, x.route, x.key }));
        migrationBuilder.CreateIndex("ix_idempotency_expires_at", "idempotency", "expires_at");

        migrationBuilder.CreateTable(
            name: "rate_limits",
            columns: table => new
            {
                key = table.Column<string>(maxLength: 200, nullable: false),
                starts_at = table.Column<DateTime>(nullable: false),
                used = table.Column<int>(nullable: false),
                expires_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_rate_limits", x => new { x.key, x.starts_at }));
        migrationBuilder.CreateIndex("ix_rate_limits_expires_at", "rate_limits", "expires_at");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("rate_limits");
        migrationBuilder.DropTable("idempotency");
        migrationBuilder.DropTable("jobs");
    }
}
