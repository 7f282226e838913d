package io.waybill.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.meta.v1.Outcome;
import io.waybill.reporting.rebuild.store.RebuildLock;
import io.waybill.reporting.rebuild.store.RebuildLog;
import io.waybill.schemas.OutboundRecord;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replay, outages, and what stands on the disk. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "reporting"))
class RebuildIT {

    @SuppressWarnings("NullAway.Init") // set by the test resource before any method runs
    RealServers servers;

    @Inject DataSource database;

    @Inject RebuildLock lock;

    @Inject RebuildLog log;

    private Installation installation;
    private TestAccount seller;
    private ScriptedLedger ledger;

    @SuppressWarnings("NullAway.Init") // the field above
    @BeforeEach
    void a_ledger_with_everything() {
        installation = new Installation(servers, database);
        seller = Installation.newAccount();
        ledger = installation.ledgerOf(seller).everything();
        ledger.sold("web").erased();
        ledger.uncertain("web").reconciled(Outcome.SUCCESS, new BigDecimal("9.0000"));
        ledger.uncertain("phone").reconciled(Outcome.FAILURE, null);
    }

    @Test
    void a_rebuild_gives_the_same_rows_and_the_same_export() throws SQLException {
        // given
        installation.publish(ledger.records(), 2);
        installation.awaitEvents(ledger);
        Map<String, String> rows = installation.rows();
        String export = installation.export(seller, "?tests=true");
        long oid = installation.count("select 'live.lead'::regclass::oid::bigint");

        // when
        installation
                .rebuild()
                .body("state", equalTo("done"))
                .body("message", nullValue())
                .body("progress.topics.total", everyItem(greaterThan(0)))
                .body("progress.topics.find { it.topic == 'flow.leads' }.done", greaterThan(0));

        // then
        assertThat(installation.rows()).isEqualTo(rows);
        assertThat(installation.export(seller, "?tests=true")).isEqualTo(export);
        assertThat(installation.count("select 'live.lead'::regclass::oid::bigint"))
                .as("other tables than before")
                .isNotEqualTo(oid);
        assertThat(leftovers()).isZero();
    }

    @Test
    void the_live_consumer_goes_on_in_the_new_tables() throws SQLException {
        // given
        List<OutboundRecord> records = ledger.records();
        int half = records.size() / 2;
        installation.publish(records.subList(0, half), 1);

        // when
        installation.rebuild().body("state", equalTo("done"));
        installation.publish(records.subList(half, records.size()), 1);

        // then
        installation.awaitEvents(ledger);
        Map<String, String> rows = installation.rows();
        installation.rebuild().body("state", equalTo("done"));
        assertThat(installation.rows()).isEqualTo(rows);
    }

    @Test
    void postgresql_may_die_in_the_middle() throws SQLException {
        // given
        List<OutboundRecord> records = ledger.records();
        int half = records.size() / 2;
        installation.publish(records.subList(0, half), 1);

        // when
        servers.database().kill9();
        installation.publish(records.subList(half, records.size()), 1);
        given().header("Authorization", seller.bearer())
                .get("/api/leads")
                .then()
                .statusCode(503)
                .body("code", equalTo("unavailable"));
        servers.database().start();

        // then
        installation.awaitEvents(ledger);
        Map<String, String> rows = installation.rows();
        Awaitility.await("reads work again")
                .atMost(Installation.LIMIT)
                .until(() ->
                        given().header("Authorization", seller.bearer())
                                        .get("/api/leads")
                                        .statusCode()
                                == 200);
        installation.rebuild().body("state", equalTo("done"));
        assertThat(installation.rows()).isEqualTo(rows);
    }

    @Test
    void an_interrupted_rebuild_leaves_the_live_tables_and_can_be_started_again()
            throws SQLException {
        // given
        installation.publish(ledger.records(), 1);
        installation.awaitEvents(ledger);
        Map<String, String> rows = installation.rows();
        String id = "0193b5f0-0000-7000-8000-000000000001";
        installation.run(
                "insert into rebuild (id, state, started_at, progress) values ('"
                        + id
                        + "', 'running', now(), '{\"recordsPerSecond\":0,\"topics\":[]}')"
                        + " on conflict (id) do update set state = 'running'");
        installation.run("create schema view_999 create table lead (lead_id uuid)");

        // when
        installation.rebuild(id).body("state", equalTo("interrupted"));

        // then
        assertThat(leftovers()).isZero();
        assertThat(installation.rows()).isEqualTo(rows);
        installation.rebuild().body("state", equalTo("done"));
    }

    @Test
    void what_fails_after_the_swap_does_not_make_a_rebuild_failed() throws SQLException {
        UUID unswapped = UUID.randomUUID();
        UUID swapped = UUID.randomUUID();
        UUID died = UUID.randomUUID();
        for (UUID id : List.of(unswapped, swapped, died)) {
            log.started(id, Instant.now());
        }
        try (Connection connection = database.getConnection()) {
            log.swapped(connection, swapped, Instant.now());
            log.swapped(connection, died, Instant.now());
        }

        log.ended(unswapped, "no room", Instant.now());
        log.ended(swapped, "the old tables were not dropped", Instant.now());

        installation
                .rebuild(unswapped.toString())
                .body("state", equalTo("failed"))
                .body("message", equalTo("no room"));
        for (UUID id : List.of(swapped, died)) {
            installation
                    .rebuild(id.toString())
                    .body("state", equalTo("done"))
                    .body("message", nullValue())
                    .body("ended_at", notNullValue());
        }
    }

    @Test
    void only_one_rebuild_runs_at_a_time() throws SQLException {
        try (RebuildLock.Held held = lock.tryLock().orElseThrow()) {
            assertThat(held).isNotNull();
            installation
                    .startRebuild()
                    .statusCode(409)
                    .body("code", equalTo("reporting.rebuild-running"));
        }
    }

    @Test
    void only_the_operator_rebuilds() {
        given().post("/api/rebuilds")
                .then()
                .statusCode(401)
                .body("code", equalTo("reporting.operator-key-wrong"));
        given().header("Authorization", seller.bearer())
                .post("/api/rebuilds")
                .then()
                .statusCode(401);
    }

    @Test
    void no_value_of_a_person_stands_in_the_tables() throws SQLException {
        installation.publish(ledger.records(), 1);
        installation.awaitEvents(ledger);

        String everything = String.join("\n", installation.rows().values());

        // What is sealed and what is random may hold any five digits.
        assertThat(
                        everything.replaceAll(
                                "\\\\+x[0-9a-f]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ""))
                .contains("example.org")
                .doesNotContain("ada@", "5127891111", "512-789-1111", "7891111", "Ada")
                .doesNotContain("Wrong number", "State must not", "78704");
    }

    private long leftovers() throws SQLException {
        return installation.count(
                "select count(*) from pg_namespace where nspname ~ '^(view|old)_'");
    }
}
