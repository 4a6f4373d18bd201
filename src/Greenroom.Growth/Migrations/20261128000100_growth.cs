using Greenroom.Growth.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Greenroom.Growth.Migrations;

[DbContext(typeof(GrowthDb))]
[Migration("20261128000100_growth")]
internal sealed class CreateGrowth : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        CreateConnections(migrationBuilder);
        CreatePosts(migrationBuilder);
    }

    private static void CreateConnections(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "instagram_accounts",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                ig_user_id = table.Column<string>(maxLength: 40, nullable: false),
                flavour = table.Column<string>(maxLength: 20, nullable: false),
                username = table.Column<string>(maxLength: 100, nullable: false),
                access_token = table.Column<string>(maxLength: 4000, nullable: false),
                token_expires_at = table.Column<DateTime>(nullable: true),
                token_issued_at = table.Column<DateTime>(nullable: false),
                followers = table.Column<int>(nullable: true),
                time_zone = table.Column<string>(maxLength: 60, nullable: false),
                state = table.Column<string>(maxLength: 20, nullable: false),
                state_reason = table.Column<string>(maxLength: 500, nullable: true),
                sync_status = table.Column<string>(maxLength: 20, nullable: false),
                sync_posts = table.Column<int>(nullable: false),
                sync_expected = table.Column<int>(nullable: true),
                sync_skipped = table.Column<int>(nullable: false),
                sync_error = table.Column<string>(maxLength: 500, nullable: true),
                sync_version = table.Column<int>(nullable: false),
                last_synced_at = table.Column<DateTime>(nullable: true),
                next_sync_at = table.Column<DateTime>(nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
                updated_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_instagram_accounts", x => x.id);
                table.ForeignKey("fk_instagram_accounts_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_instagram_accounts_ig_user_id", "instagram_accounts", "ig_user_id", unique: true);
        migration.CreateIndex("ix_instagram_accounts_user_id_created_at", "instagram_accounts", ["user_id", "created_at"]);
        migration.CreateIndex("ix_instagram_accounts_state_next_sync_at", "instagram_accounts", ["state", "next_sync_at"]);
        migration.CreateIndex("ix_instagram_accounts_state_token_expires_at", "instagram_accounts", ["state", "token_expires_at"]);

        migration.CreateTable(
            name: "connect_states",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                user_id = table.Column<Guid>(nullable: false),
                flavour = table.Column<string>(maxLength: 20, nullable: false),
                browser = table.Column<string>(maxLength: 64, nullable: false),
                expires_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_connect_states", x => x.id);
                table.ForeignKey("fk_connect_states_user_id", x => x.user_id, "users", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_connect_states_user_id", "connect_states", "user_id");
        migration.CreateIndex("ix_connect_states_expires_at", "connect_states", "expires_at");
    }

    private static void CreatePosts(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "instagram_posts",
            columns: table => new
            {
                id = table.Column<Guid>(nullable: false),
                account_id = table.Column<Guid>(nullable: false),
                ig_post_id = table.Column<string>(maxLength: 40, nullable: false),
                caption = table.Column<string>(maxLength: 2200, nullable: true),
                media_type = table.Column<string>(maxLength: 20, nullable: false),
                is_reel = table.Column<bool>(nullable: false),
                media_url = table.Column<string>(maxLength: 2000, nullable: true),
                permalink = table.Column<string>(maxLength: 2000, nullable: true),
                like_count = table.Column<int>(nullable: true),
                comments_count = table.Column<int>(nullable: true),
                saves_count = table.Column<int>(nullable: true),
                shares_count = table.Column<int>(nullable: true),
                reach_count = table.Column<int>(nullable: true),
                views_count = table.Column<int>(nullable: true),
                posted_at = table.Column<DateTime>(nullable: false),
                fetched_at = table.Column<DateTime>(nullable: false),
                missed_syncs = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_instagram_posts", x => x.id);
                table.ForeignKey("fk_instagram_posts_account_id", x => x.account_id, "instagram_accounts", "id", onDelete: ReferentialAction.Cascade);
            });
        migration.CreateIndex("ix_instagram_posts_account_id_ig_post_id", "instagram_posts", ["account_id", "ig_post_id"], unique: true);
        migration.CreateIndex("ix_instagram_posts_account_id_posted_at", "instagram_posts", ["account_id", "posted_at"]);

        migration.CreateTable(
            name: "post_snapshots",
            columns: table => new
            {
                post_id = table.Column<Guid>(nullable: false),
                taken_at = table.Column<DateTime>(nullable: false),
                like_count = table.Column<int>(nullable: true),
                comments_count = table.Column<int>(nullable: true),
                saves_count = table.Column<int>(nullable: true),
                shares_count = table.Column<int>(nullable: true),
                reach_count = table.Column<int>(nullable: true),
                views_count = table.Column<int>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_post_snapshots", x => new { x.post_id, x.taken_at });
                table.ForeignKey("fk_post_snapshots_post_id", x => x.post_id, "instagram_posts", "id", onDelete: ReferentialAction.Cascade);
            });

        migration.CreateTable(
            name: "follower_snapshots",
            columns: table => new
            {
                account_id = table.Column<Guid>(nullable: false),
                day = table.Column<DateOnly>(nullable: false),
                followers = table.Column<int>(nullable: false),
                taken_at = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_follower_snapshots", x => new { x.account_id, x.day });
                table.ForeignKey("fk_follower_snapshots_account_id", x => x.account_id, "instagram_accounts", "id", onDelete: ReferentialAction.Cascade);
            });
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable("follower_snapshots");
        migrationBuilder.DropTable("post_snapshots");
        migrationBuilder.DropTable("instagram_posts");
        migrationBuilder.DropTable("connect_states");
        migrationBuilder.DropTable("instagram_accounts");
    }
}
