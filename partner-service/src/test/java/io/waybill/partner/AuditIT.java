package io.waybill.partner;

import static io.waybill.partner.PartnerClient.PASSWORD;
import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerClient.signIn;
import static io.waybill.partner.PartnerClient.signUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.partner.PartnerClient.Member;
import io.waybill.partner.PartnerWorld.Person;
import io.waybill.servicekit.testing.RealServers;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What an account's people read of what was done in it. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class AuditIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CLIENT = "Zebra Browser 7";

    @SuppressWarnings("NullAway.Init") // filled in by the test resource
    RealServers servers;

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataSource dataSource;

    @Test
    void sign_ins_are_listed_with_where_they_came_from_and_failed_ones_counted() {
        Member member = signUp();
        logIn(member, "wrong").then().statusCode(401);
        logIn(member, "wrong").then().statusCode(401);
        String token = logIn(member, PASSWORD).path("token");

        awaitKinds(
                token,
                "",
                "session-begun",
                "sign-in-failed",
                "sign-in-failed",
                "user-added",
                "account-opened");
        Response list = audit(token, "?kind=session-begun");
        assertThat(list.<String>path("items[0].address")).isEqualTo("203.0.113.7");
        assertThat(list.<String>path("items[0].client")).isEqualTo(CLIENT);
        assertThat(list.<String>path("items[0].actor.kind")).isEqualTo("user");
        assertThat(list.<String>path("items[0].actor.email")).isEqualTo(member.email());
        Response counts = as(token).get("/api/audit/counts?kind=sign-in-failed");
        assertThat(counts.<List<Integer>>path("items.count")).containsExactly(2);
        Response failed = audit(token, "?kind=sign-in-failed&user=" + member.userId());
        assertThat(failed.<List<String>>path("items.address")).containsOnly("203.0.113.7");
        assertThat(failed.<List<Object>>path("items.actor")).containsOnlyNulls();
    }

    @Test
    void what_was_done_here_and_in_other_services_is_listed_by_who_did_it() {
        try (PartnerWorld world = new PartnerWorld(servers)) {
            Person seller = PartnerWorld.seller();
            as(seller.token()).body(Map.of("label", "CRM")).post("/api/api-keys");
            as(seller.token())
                    .body(Map.of("email", newEmail(), "role", "analyst"))
                    .post("/api/users/invitations")
                    .then()
                    .statusCode(201);
            UUID destination = world.destination(seller);

            await("the destination is listed")
                    .atMost(LIMIT)
                    .until(() ->
                            List.of(destination.toString())
                                    .equals(
                                            audit(seller.token(), "?kind=destination-created")
                                                    .path("items.subject.id")));
            awaitKinds(seller.token(), "?kind=api-key-issued", "api-key-issued");
            Response invited = audit(seller.token(), "?kind=colleague-invited");
            assertThat(invited.<String>path("items[0].actor.email")).isEqualTo(seller.email());
            assertThat(invited.<String>path("items[0].details.role")).isEqualTo("analyst");
        }
    }

    @Test
    void pages_follow_each_other_and_times_limit_them() {
        Member member = signUp();
        String token = signIn(member).token();
        awaitKinds(token, "", "session-begun", "user-added", "account-opened");

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = audit(token, "?limit=1" + cursor);
            seen.addAll(page.path("items.kind"));
            cursor = page.path("next") == null ? "" : "&cursor=" + page.path("next");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("session-begun", "user-added", "account-opened");
        audit(token, "?to=2020-01-01T00:00:00Z").then().body("items", hasSize(0));
        audit(token, "?from=" + Instant.now().plusSeconds(60)).then().body("items", hasSize(0));
        audit(token, "?user=nobody").then().statusCode(400);
        audit(token, "?cursor=x").then().statusCode(400);
    }

    @Test
    void only_owners_and_managers_of_the_account_read_it() {
        Member member = signUp();
        String token = signIn(member).token();
        String analyst =
                as(token)
                        .body(Map.of("label", "Reports", "role", "analyst"))
                        .post("/api/api-keys")
                        .path("key");
        String stranger = signIn(signUp()).token();

        awaitKinds(
                token, "?user=" + member.userId(), "api-key-issued", "session-begun", "user-added");
        as(analyst).get("/api/audit").then().statusCode(403);
        as(analyst).get("/api/audit/counts").then().statusCode(403);
        awaitKinds(stranger, "", "session-begun", "user-added", "account-opened");
        audit(stranger, "?user=" + member.userId()).then().body("items", hasSize(0));
    }

    @Test
    void where_somebody_signed_in_from_stands_nowhere_in_clear() throws SQLException {
        Member member = signUp();
        String token = logIn(member, PASSWORD).path("token");
        awaitKinds(token, "?kind=session-begun", "session-begun");

        for (String query :
                List.of(
                        "SELECT payload FROM event WHERE record LIKE '%SessionBegun'",
                        "SELECT address FROM audit_entry WHERE kind = 'session-begun'",
                        "SELECT client FROM audit_entry WHERE kind = 'session-begun'")) {
            assertThat(all(query)).isNotEmpty().noneMatch(AuditIT::tellsWhere);
        }
    }

    private static boolean tellsWhere(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains("203.0.113.7") || text.contains(CLIENT);
    }

    private List<byte[]> all(String query) throws SQLException {
        List<byte[]> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getBytes(1));
            }
        }
        return found;
    }

    private static void awaitKinds(String token, String query, String... kinds) {
        await("the audit log has " + List.of(kinds))
                .atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(audit(token, query).<List<String>>path("items.kind"))
                                .containsExactly(kinds));
    }

    private static Response audit(String token, String query) {
        return as(token).get("/api/audit" + query);
    }

    private static Response logIn(Member member, String password) {
        return as("nobody")
                .header("X-Forwarded-For", "203.0.113.7")
                .header("User-Agent", CLIENT)
                .body(Map.of("email", member.email(), "password", password))
                .post("/api/sessions");
    }
}
