package io.waybill.systemtests;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.local.Installation;
import io.waybill.systemtests.ledger.Entry;
import io.waybill.systemtests.ledger.Ledger;
import io.waybill.systemtests.model.LedgerModel;
import io.waybill.systemtests.traffic.Http;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A running installation, as tests look at it and break it. */
final class House implements AutoCloseable {

    /** Topics that are kept and must hold no personal data in clear. */
    static final List<String> LEDGER_TOPICS =
            List.of(
                    "flow.leads",
                    "flow.definitions",
                    "flow.versions",
                    "flow.lists",
                    "flow.keys",
                    "delivery.attempts",
                    "delivery.definitions",
                    "feedback.events",
                    "partner.events",
                    "partner.keys",
                    "intake.refusals",
                    "reporting.events");

    private final Installation installation;
    private boolean clientInstalled;

    House(Installation installation) {
        this.installation = installation;
    }

    Installation installation() {
        return installation;
    }

    /** A caller without a key, at the edge. */
    Http stranger() {
        return new Http(installation.edge(), null);
    }

    Ledger ledger() {
        return new Ledger(installation.bootstrapServers(), installation.registry());
    }

    LedgerModel model() {
        return LedgerModel.of(ledger().read(LedgerModel.TOPICS));
    }

    /** The partition of the lane on which an account's leads are decided. */
    int laneOf(String accountId) {
        return ledger().read("flow.leads").stream()
                .filter(entry -> entry.accountId().equals(accountId))
                .mapToInt(Entry::partition)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the engine has closed each of these leads. */
    void awaitSettled(Collection<String> leadIds) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(closed()).containsAll(leadIds));
    }

    private Set<String> closed() {
        Set<String> closed = new HashSet<>();
        Map<String, String> repeats = new HashMap<>();
        for (Entry entry : ledger().read("flow.leads")) {
            if (entry.name().equals("LeadClosed")) {
                closed.add(entry.streamId());
            } else if (entry.name().equals("DuplicateKeySeen")) {
                repeats.put(entry.streamId(), entry.text("firstLeadId"));
            }
        }
        repeats.forEach((call, first) -> {
            if (closed.contains(first)) {
                closed.add(call);
            }
        });
        return closed;
    }

    /**
     * Deletes all that the registry knows, its journal in Kafka too, and starts everything again.
     */
    void startWithAnEmptyRegistry() {
        installation.stop("registry", line -> {});
        Map<String, Object> settings = Map.of("bootstrap.servers", installation.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            Set<String> journals =
                    admin.listTopics().names().get().stream()
                            .filter(topic -> topic.startsWith("kafkasql"))
                            .collect(toSet());
            assertThat(journals).isNotEmpty();
            admin.deleteTopics(journals).all().get();
        } catch (ExecutionException e) {
            throw new AssertionError("journal not deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        installation.start(line -> {});
    }

    /** Runs {@code ./waybill} for this installation, as its operator does. */
    Script.Result waybill(String... arguments) {
        return Script.waybill(installation.layout().home(), List.of(arguments));
    }

    /** Rebuilds every report by replay and returns when the new tables are in use. */
    void rebuild() {
        Script.Result rebuilt = waybill("rebuild");
        assertThat(rebuilt.exit()).as(rebuilt.errors()).isZero();
        assertThat(rebuilt.errors()).contains("Rebuild done");
    }

    /**
     * Writes a topic of its own, compressed and in clear: each text once as a key, once as a header
     * and once as a value. What a search must be able to find.
     */
    String writeInClear(Collection<String> texts) {
        String topic = "control.clear";
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        installation.bootstrapServers(),
                        "compression.type",
                        "lz4");
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (Admin admin = Admin.create(settings);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, bytes, bytes)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            for (String text : texts) {
                byte[] clear = ("before " + text + " after").getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(topic, clear, new byte[0]));
                ProducerRecord<byte[], byte[]> headed = new ProducerRecord<>(topic, null, null);
                headed.headers().add("control", clear);
                producer.send(headed);
                producer.send(new ProducerRecord<>(topic, null, clear));
            }
        } catch (ExecutionException e) {
            throw new AssertionError("control topic not made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return topic;
    }

    /** Decodes topics with Confluent's JavaScript client; its output, a JSON line a topic. */
    String decodeWithConfluentClient(String... topics) {
        Path folder = Path.of("confluent-client").toAbsolutePath();
        if (!clientInstalled) {
            Programs.run(
                    folder, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
            clientInstalled = true;
        }
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "node",
                                "decode.mjs",
                                installation.bootstrapServers(),
                                installation.registry().resolve("/apis/ccompat/v7").toString()));
        command.addAll(List.of(topics));
        return Programs.run(folder, command);
    }

    @Override
    public void close() {
        installation.stop(line -> {});
    }
}
