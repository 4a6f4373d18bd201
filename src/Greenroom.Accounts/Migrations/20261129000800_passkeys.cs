using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Accounts.Migrations;

[DbContext(typeof(AccountsDb))]
[Migration("20261129000800_passkeys")]
internal sealed class CreatePasskeys : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "passkeys",
            columns: table => new
            {
                credential_id = table.Column<byte[]>(maxLength: 1023, nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                last_used_at = table.Column<DateTime>(nullable: true),
                data = table.Column<string>(type: migrationBuilder.JsonType(), nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_passkeys", x => x.credential_id);
                table.ForeignKey("fk_passkeys_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_passkeys_user_id", "passkeys", "user_id");

        migrationBuilder.CreateTable(
            name: "passkey_ceremonies",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: true),
                kind = table.Column<string>(maxLength: 20, nullable: false),
                state = table.Column<string>(maxLength: 2000, nullable: false),
                expires_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_passkey_ceremonies", x => x.id);
                table.ForeignKey("fk_passkey_ceremonies_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("ix_passkey_ceremonies_user_id", "passkey_ceremonies", "user_id");
        migrationBuilder.CreateIndex("ix_passkey_ceremonies_expires_at", "passkey_ceremonies", "expires_at");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("passkey_ceremonies");
        migrationBuilder.DropTable("passkeys");
    }
}
