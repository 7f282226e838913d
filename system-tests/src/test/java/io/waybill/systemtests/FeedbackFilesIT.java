package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waybill.systemtests.traffic.Buyer;
import io.waybill.systemtests.traffic.Buyer.Reply;
import io.waybill.systemtests.traffic.Contact;
import io.waybill.systemtests.traffic.FileServers;
import io.waybill.systemtests.traffic.Http;
import io.waybill.systemtests.traffic.Seller;
import io.waybill.systemtests.traffic.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Returns that go to their sources in files, by each way that files go. */
@ExtendWith(Installed.class)
final class FeedbackFilesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path folder;

    /** A way of files, and what has come by it. */
    private record Way(String name, Map<String, Object> destination, Supplier<String> arrived) {}

    @Test
    void a_return_reaches_its_source_in_a_file_and_then_costs_nothing(House house) {
        try (FileServers servers = new FileServers(folder);
                Buyer vendor = new Buyer((n, body) -> Reply.of(200));
                Buyer buyer = new Buyer((n, body) -> Reply.of(200))) {
            Seller seller = Seller.signUp(house.stranger(), "files");
            for (Way way : ways(servers, vendor, logIn(seller))) {
                String event = sold(house, seller, way, buyer);

                assertThat(returned(house, event, "By " + way.name())).isEqualTo("success");

                await("a file by " + way.name())
                        .atMost(LIMIT)
                        .until(way.arrived()::get, text -> text.contains("By " + way.name()));
                assertThat(FeedbackTopic.awaitNames(house, event, 4))
                        .as(way.name())
                        .containsExactly(
                                "FeedbackReceived",
                                "RevenueReversed",
                                "FeedbackSent",
                                "CostReversed");
            }
        }
    }

    @Test
    void a_file_that_the_source_refuses_leaves_the_source_paid(House house) {
        try (Buyer vendor = new Buyer((n, body) -> Reply.of(422));
                Buyer buyer = new Buyer((n, body) -> Reply.of(200))) {
            Seller seller = Seller.signUp(house.stranger(), "refused-files");
            Map<String, Object> destination =
                    batch(Map.of("type", "http"), Map.of("url", vendor.url()), Optional.empty());
            String event = sold(house, seller, new Way("refused", destination, () -> ""), buyer);

            assertThat(returned(house, event, "Wrong number")).isEqualTo("success");

            assertThat(FeedbackTopic.awaitNames(house, event, 3))
                    .startsWith("FeedbackReceived", "RevenueReversed")
                    .doesNotContain("CostReversed");
        }
    }

    private static List<Way> ways(FileServers servers, Buyer vendor, String logIn) {
        return List.of(
                new Way(
                        "sftp",
                        files(
                                "sftp",
                                servers.sftpPort(),
                                logIn,
                                Map.of("host_key", servers.hostKey())),
                        servers::bySftp),
                new Way(
                        "ftp",
                        files("ftp", servers.ftpPort(), logIn, Map.of("tls", "none")),
                        servers::byFtp),
                new Way(
                        "http",
                        batch(
                                Map.of("type", "http"),
                                Map.of("url", vendor.url()),
                                Optional.empty()),
                        () -> String.join("", vendor.bodies().values())));
    }

    private static String logIn(Seller seller) {
        Map<String, Object> basic =
                Map.of(
                        "name",
                        "Files",
                        "kind",
                        "basic",
                        "username",
                        FileServers.USER,
                        "password",
                        FileServers.PASSWORD);
        return made(seller, "/api/credentials", basic);
    }

    private static Map<String, Object> files(
            String type, int port, String logIn, Map<String, Object> more) {
        Map<String, Object> transport = new LinkedHashMap<>(more);
        transport.put("type", type);
        transport.put("host", "127.0.0.1");
        transport.put("port", port);
        transport.put("directory", "/");
        transport.put("file_name", "returns-{{batch.id}}.csv");
        return batch(transport, Map.of(), Optional.of(logIn));
    }

    private static Map<String, Object> batch(
            Map<String, Object> transport, Map<String, Object> settings, Optional<String> logIn) {
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("name", "Returns");
        destination.put("transport", transport);
        destination.put("settings", settings);
        destination.put("repeat_safe", true);
        logIn.ifPresent(id -> destination.put("credential_id", id));
        destination.put(
                "batch",
                Map.of(
                        "format",
                        "csv",
                        "columns",
                        Map.of("email", "{{lead.email}}", "why", "{{feedback.reason}}"),
                        "trigger",
                        Map.of("count", 1)));
        return destination;
    }

    /** The Event ID of a lead of a source that is told by this way. */
    private static String sold(House house, Seller seller, Way way, Buyer buyer) {
        String destination = made(seller, "/api/destinations", way.destination());
        Map<String, Object> send = Map.of("when", "batch", "destination_id", destination);
        Seller.LiveFlow flow =
                seller.deploy(
                        Map.of(
                                "name",
                                "Files by " + way.name(),
                                "respond_within_seconds",
                                20,
                                "purchase_price",
                                "5.00",
                                "sources",
                                List.of(
                                        Map.of(
                                                "name",
                                                way.name(),
                                                "feedback",
                                                Map.of("return", Map.of("send", send)))),
                                "steps",
                                List.of(Seller.recipient("Buyer", buyer.url(), "12.50"))));
        Source source = new Source(house.stranger(), flow.submitPath());
        Set<String> before = buyer.log().keySet();
        source.post(Contact.some(1, 51 + before.size()), 1, LIMIT);
        house.awaitSettled(source.acknowledged().values());
        return buyer.log().keySet().stream()
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();
    }

    /** The account may be on its way to delivery. */
    private static String made(Seller seller, String path, Map<String, Object> body) {
        Http.Answer created =
                await("an answer of delivery")
                        .atMost(LIMIT)
                        .until(
                                () -> seller.api().post(path, body),
                                answer -> answer.status() < 500);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").asText();
    }

    private static String returned(House house, String event, String reason) {
        Http.Answer answer =
                house.stranger()
                        .post(
                                "/feedback?event_id=" + event,
                                Map.of("type", "return", "reason", reason));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("outcome").asText();
    }
}
