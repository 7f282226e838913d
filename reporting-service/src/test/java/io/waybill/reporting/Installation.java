package io.waybill.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.ValidatableResponse;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.reporting.projection.kafka.ProjectedTopics;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** What the tests do to the service: write its topics, read its tables, ask as an account. */
final class Installation {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String OPERATOR = "Bearer test-operator-key";
    private static final List<String> TABLES =
            List.of(
                    "lead",
                    "lead_key",
                    "delivery",
                    "lead_event",
                    "flow_name",
                    "source_name",
                    "step_name",
                    "account",
                    "projection_offset",
                    "projection_stream");

    private final RealServers servers;
    private final DataSource database;

    Installation(RealServers servers, DataSource database) {
        this.servers = servers;
        this.database = database;
    }

    ScriptedLedger ledgerOf(TestAccount account) {
        return new ScriptedLedger(account.id(), MasterKeys.load(servers.masterKeys()));
    }

    /** Writes each record so many times, as a relay does that died before it could note it. */
    void publish(List<OutboundRecord> records, int times) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers.kafka().bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (OutboundRecord record : records) {
                for (int i = 0; i < times; i++) {
                    producer.send(record.toProducerRecord(RealServers.PARTITIONS)).get();
                }
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the record was not written", e);
        }
    }

    /** Waits until all that was written is in the tables. */
    void awaitEvents(ScriptedLedger ledger) {
        long end = endOfTopics();
        Awaitility.await("the events are projected")
                .atMost(LIMIT)
                .ignoreExceptions()
                .until(
                        () -> count("select sum(next_offset) from live.projection_offset"),
                        next -> next == end);
        assertThat(eventsOf(ledger.account())).isEqualTo(ledger.events());
    }

    private long eventsOf(UUID account) {
        try {
            return count(
                    "select count(*) from live.lead_event where account_id = '" + account + "'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long endOfTopics() {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers.kafka().bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (Topic topic : ProjectedTopics.ALL) {
                for (int partition = 0; partition < RealServers.PARTITIONS; partition++) {
                    latest.put(
                            new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
                }
            }
            return admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
                    .sum();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("Kafka does not tell where the topics end", e);
        }
    }

    ValidatableResponse get(TestAccount account, String path) {
        return given().header("Authorization", account.bearer()).get(path).then();
    }

    String export(TestAccount account, String query) {
        return get(account, "/api/exports/leads.csv" + query)
                .statusCode(200)
                .extract()
                .body()
                .asString();
    }

    /** Every row of every table, as text. */
    Map<String, String> rows() throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        for (String table : TABLES) {
            rows.put(
                    table,
                    text(
                            "select string_agg(t::text, E'\\n' order by t::text) from live."
                                    + table
                                    + " t"));
        }
        return rows;
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    String text(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rebuilds and waits for the end. */
    ValidatableResponse rebuild() {
        String id = startRebuild().statusCode(202).extract().path("id");
        Awaitility.await("the rebuild ends")
                .atMost(LIMIT)
                .until(
                        () -> rebuild(id).extract().<String>path("state"),
                        s -> !s.equals("running"));
        return rebuild(id);
    }

    ValidatableResponse startRebuild() {
        return given().header("Authorization", OPERATOR).post("/api/rebuilds").then();
    }

    ValidatableResponse rebuild(String id) {
        return given().header("Authorization", OPERATOR)
                .get("/api/rebuilds/" + id)
                .then()
                .statusCode(200);
    }

    static TestAccount newAccount() {
        return TestAccounts.seller();
    }
}
