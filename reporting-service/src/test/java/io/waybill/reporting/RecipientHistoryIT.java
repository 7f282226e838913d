package io.waybill.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waybill.flow.v1.RecipientCounts;
import io.waybill.flow.v1.RecipientHistory;
import io.waybill.meta.v1.Outcome;
import io.waybill.schemas.Decoded;
import io.waybill.schemas.DecodedDeserializer;
import io.waybill.schemas.Lanes;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the engine hears of recipients; each record of the ledger was written twice. */
@QuarkusTest
@TestProfile(RecipientHistoryIT.Often.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "reporting"))
class RecipientHistoryIT {

    /** Looks often, and far enough back to see the scripted leads. */
    public static final class Often implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "waybill.reporting.history.every", "200ms",
                    "waybill.reporting.history.days", "20000");
        }
    }

    @SuppressWarnings("NullAway.Init") // set by the test resource before any method runs
    RealServers servers;

    @Inject DataSource database;

    @Test
    void a_recipient_is_told_of_when_something_changed_and_only_then() throws SQLException {
        Installation installation = new Installation(servers, database);
        TestAccount seller = Installation.newAccount();
        ScriptedLedger ledger = installation.ledgerOf(seller).everything();
        installation.publish(ledger.records(), 2);

        RecipientHistory first = awaited(seller, 3);
        assertThat(first.getFlowId()).isEqualTo(ledger.flow());
        assertThat(first.getStepId()).isEqualTo(ScriptedLedger.BUYER);
        assertThat(first.getMeta().getTest()).isFalse();
        assertThat(counts(first)).isEqualTo("20000 days: 3 3 1 1 37.5000");

        int told = told(seller.id()).size();
        installation.publish(ledger.records(), 1);
        othersAreToldOf(installation);
        assertThat(told(seller.id())).hasSize(told);

        int known = ledger.records().size();
        ledger.sold("web").feedback("conversion", "Bought it too");
        ledger.lead("web", false)
                .received()
                .accepted()
                .requested()
                .settled(Outcome.FAILURE, true)
                .completed(Outcome.FAILURE, ScriptedLedger.BUYER, "No thanks")
                .closed();
        List<OutboundRecord> records = ledger.records();
        installation.publish(records.subList(known, records.size()), 2);

        RecipientHistory second = awaited(seller, 5);
        assertThat(counts(second)).isEqualTo("20000 days: 5 4 2 1 50.0000");
        assertThat(second.getCounts().getAsOf()).isAfter(first.getCounts().getAsOf());
    }

    @Test
    void one_writer_at_a_time_tells_and_another_goes_on() throws SQLException {
        Installation installation = new Installation(servers, database);
        TestAccount seller = Installation.newAccount();
        ScriptedLedger ledger = installation.ledgerOf(seller);
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(7166202603)");
            ledger.sold("web");
            installation.publish(ledger.records(), 1);
            installation.awaitEvents(ledger);
            assertThat(installation.count("select count(*) from live.recipient_due")).isPositive();
            assertThat(told(seller.id())).isEmpty();
            statement.execute("select pg_advisory_unlock(7166202603)");
        }

        assertThat(counts(awaited(seller, 1))).isEqualTo("20000 days: 1 1 0 0 12.5000");
        Awaitility.await("the queue is empty")
                .atMost(Installation.LIMIT)
                .until(() -> installation.count("select count(*) from live.recipient_due") == 0);
    }

    @Test
    void tables_that_were_made_anew_tell_the_same() throws SQLException {
        Installation installation = new Installation(servers, database);
        TestAccount seller = Installation.newAccount();
        ScriptedLedger ledger = installation.ledgerOf(seller).everything();
        installation.publish(ledger.records(), 1);
        awaited(seller, 3);
        int told = told(seller.id()).size();

        installation.rebuild();
        othersAreToldOf(installation);

        assertThat(told(seller.id())).hasSize(told);
        assertThat(
                        installation.count(
                                "select sum(delivered) from live.recipient_day where account_id = '"
                                        + seller.id()
                                        + "'"))
                .isEqualTo(3);
    }

    /** A round that saw all that was there before. */
    private void othersAreToldOf(Installation installation) {
        TestAccount another = Installation.newAccount();
        ScriptedLedger ledger = installation.ledgerOf(another);
        ledger.sold("web");
        installation.publish(ledger.records(), 1);
        awaited(another, 1);
    }

    private RecipientHistory awaited(TestAccount seller, long delivered) {
        return Awaitility.await("the engine is told")
                .atMost(Installation.LIMIT)
                .until(
                        () -> told(seller.id()),
                        all ->
                                !all.isEmpty()
                                        && all.getLast().getCounts().getDelivered() == delivered)
                .getLast();
    }

    private static String counts(RecipientHistory history) {
        RecipientCounts counts = history.getCounts();
        return "%d days: %d %d %d %d %s"
                .formatted(
                        counts.getDays(),
                        counts.getDelivered(),
                        counts.getAccepted(),
                        counts.getConverted(),
                        counts.getReturned(),
                        counts.getRevenue());
    }

    /** All that stands in the engine's inbox about an account, on its lane's partition. */
    private List<RecipientHistory> told(UUID account) {
        List<RecipientHistory> found = new ArrayList<>();
        try (KafkaConsumer<String, Decoded> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers.kafka().bootstrapServers()),
                        new StringDeserializer(),
                        new DecodedDeserializer())) {
            TopicPartition partition =
                    new TopicPartition(
                            Topic.FLOW_REQUESTS.topicName(),
                            Lanes.partition(account.toString(), RealServers.PARTITIONS));
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, Decoded> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (record.value() instanceof Decoded.Event(RecipientHistory history)
                            && history.getMeta().getAccountId().equals(account)) {
                        found.add(history);
                    }
                }
            }
        }
        return found;
    }
}
