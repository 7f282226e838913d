package io.waybill.systemtests;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.local.Installation;
import io.waybill.systemtests.ledger.Entry;
import io.waybill.systemtests.ledger.Ledger;
import io.waybill.systemtests.model.LedgerModel;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
        return LedgerModel.of(ledger().read("flow.leads", "delivery.attempts"));
    }

    /** Waits until the engine has closed each of these leads. */
    void awaitSettled(Collection<String> leadIds) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(closed()).containsAll(leadIds));
    }

    private Set<String> closed() {
        Set<String> closed = new HashSet<>();
        for (Entry entry : ledger().read("flow.leads")) {
            if (entry.name().equals("LeadClosed")) {
                closed.add(entry.streamId());
            }
        }
        return closed;
    }

    void killAndRestart(String process) {
        installation.kill9(process);
        installation.start(process, line -> {});
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

    /** Rebuilds every report by replay and returns when the new tables are in use. */
    void rebuild() {
        Http operator = stranger().as(operatorKey());
        Http.Answer asked = operator.post("/api/rebuilds", Map.of());
        assertThat(asked.status()).as(asked.body()).isIn(200, 201, 202);
        String id = asked.json().get("id").asText();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(stateOf(operator, id)).isEqualTo("done"));
    }

    private static String stateOf(Http operator, String rebuild) {
        return operator.get("/api/rebuilds/" + rebuild).json().path("state").asText();
    }

    private String operatorKey() {
        try {
            return Files.readString(installation.layout().keys().resolve("operator-key")).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes contacts in clear to a topic of its own: what a search must be able to find. */
    String writeInClear(Collection<Contact> people) {
        String topic = "control.clear";
        Map<String, Object> settings = Map.of("bootstrap.servers", installation.bootstrapServers());
        try (Admin admin = Admin.create(settings);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                Map.of(
                                        "bootstrap.servers",
                                        installation.bootstrapServers(),
                                        "compression.type",
                                        "lz4"),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            for (Contact person : people) {
                producer.send(
                        new ProducerRecord<>(
                                topic, null, person.toString().getBytes(StandardCharsets.UTF_8)));
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
        Programs.run(folder, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
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
