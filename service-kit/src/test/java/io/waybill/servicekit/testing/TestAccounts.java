package io.waybill.servicekit.testing;

import io.quarkus.arc.Arc;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.v1.AccountOpened;
import io.waybill.partner.v1.ApiKeyIssued;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.auth.AccountDirectory;
import io.waybill.servicekit.auth.ApiKeys;
import io.waybill.servicekit.auth.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Accounts for the tests of a service that is not partner-service: their records are written to
 * {@code partner.events}, and the service under test knows them when a method here returns. To be
 * called from inside a Quarkus test.
 */
public final class TestAccounts {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private TestAccounts() {}

    /** An account and a key of its owner; {@code bearer()} is the Authorization header. */
    public record TestAccount(UUID id, String apiKey) {

        public String bearer() {
            return "Bearer " + apiKey;
        }
    }

    public static TestAccount seller() {
        return open(true, false);
    }

    public static TestAccount buyer() {
        return open(false, true);
    }

    private static TestAccount open(boolean sells, boolean buys) {
        UUID id = UUID.randomUUID();
        send(
                AccountOpened.newBuilder()
                        .setMeta(meta(id, 1))
                        .setName(text("sealed in real life"))
                        .setSells(sells)
                        .setBuys(buys)
                        .setCurrency("USD")
                        .setZone("America/New_York")
                        .build());
        return new TestAccount(id, apiKey(id, Role.OWNER));
    }

    /** One more key of an account, in a role. */
    public static String apiKey(UUID account, Role role) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String key = ApiKeys.text(random);
        send(
                ApiKeyIssued.newBuilder()
                        .setMeta(meta(account, 2))
                        .setKeyId(UUID.randomUUID())
                        .setKeyHash(ByteBuffer.wrap(ApiKeys.hash(key)))
                        .setRole(role.text())
                        .setLabel(null)
                        .build());
        AccountDirectory directory = Arc.container().instance(AccountDirectory.class).get();
        Awaitility.await("the key is known")
                .atMost(LIMIT)
                .until(() -> directory.identify(key, Instant.now()).isPresent());
        return key;
    }

    /** Writes any record of {@code partner.events} with the account as its key. */
    static void send(SpecificRecord event) {
        EventMeta meta = (EventMeta) event.get(0);
        OutboundRecord record =
                new OutboundRecord(Topic.PARTNER_EVENTS, meta.getStreamId().toString(), event);
        String servers =
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            producer.send(record.toProducerRecord(RealServers.PARTITIONS)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the record was not written", e);
        }
    }

    static EventMeta meta(UUID account, long sequence) {
        return EventMeta.newBuilder()
                .setRecordId(UUID.randomUUID())
                .setStreamId(account)
                .setSequence(sequence)
                .setOccurredAt(Instant.now())
                .setAccountId(account)
                .setLane(account.toString())
                .setCorrelationId(UUID.randomUUID())
                .setTest(false)
                .build();
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
