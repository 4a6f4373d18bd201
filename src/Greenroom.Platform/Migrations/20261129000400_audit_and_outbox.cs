using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Platform.Migrations;

[DbContext(typeof(PlatformDb))]
[Migration("20261129000400_audit_and_outbox")]
internal sealed class CreateAuditAndOutbox : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "audit_events",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                name = table.Column<string>(maxLength: 60, nullable: false),
                user_id = table.Column<Guid>(nullable: true),
                actor_id = table.Column<Guid>(nullable: true),
                ip = table.Column<string>(maxLength: 45, nullable: true),
                device = table.Column<string>(maxLength: 200, nullable: true),
                detail = table.Column<string>(maxLength: 300, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_audit_events", x => x.id));
        migrationBuilder.CreateIndex("ix_audit_events_at", "audit_events", "at");
        migrationBuilder.CreateIndex("ix_audit_events_user_id_id", "audit_events", ["user_id", "id"]);

        migrationBuilder.CreateTable(
            name: "outbox",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: true),
                @sealed = table.Column<string>(name: "sealed", maxLength: 20_000, nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
                expires_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_outbox", x => x.id));
        migrationBuilder.CreateIndex("ix_outbox_user_id", "outbox", "user_id");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("outbox");
        migrationBuilder.DropTable("audit_events");
    }
}
