package io.waybill.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.local.Installation;
import io.waybill.local.Progress;
import io.waybill.local.demo.Way.Door;
import io.waybill.local.demo.Way.Places;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A few leads through every way out, in an account of its own: each format and each transport to a
 * real server, each lead by itself or with others, and what arrived compared with the ledger.
 */
final class EveryWayOut {

    static final int LEADS = 3;

    private static final int SEED = 5;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Api stranger;
    private final Api seller;
    private final Api buyers;
    private final Api mail;
    private final Places places;
    private final Progress progress;

    private EveryWayOut(Installation installation, Progress progress) {
        this.stranger = new Api(installation.edge(), null);
        this.seller = stranger.with(Party.signUp(stranger, "Demo of every way out", true).apiKey());
        this.progress = progress;
        var ports = installation.ports();
        this.buyers = new Api(URI.create("http://127.0.0.1:" + ports.ways()), null);
        this.mail = new Api(installation.mailPage(), null);
        this.places =
                new Places(
                        ports.ways(),
                        ports.sftp(),
                        ports.ftp(),
                        buyers.tryGet("/host-key").text(),
                        UUID.randomUUID().toString().substring(0, 8));
    }

    /** Ends when each lead has arrived by each way, as the ledger says too. */
    static void run(Installation installation, Progress progress) {
        new EveryWayOut(installation, progress).run();
    }

    private void run() {
        var credentials = credentials();
        var destinations = new EnumMap<Way, String>(Way.class);
        for (var way : Way.values()) {
            var destination =
                    way.destination(places, Optional.ofNullable(credentials.get(way)), LEADS);
            destinations.put(way, seller.post("/api/destinations", destination).get("id").asText());
        }
        var leads = MadeUpLeads.some(LEADS, SEED);
        var flow = DemoFlow.deploy(seller, draft(leads.getFirst().keySet(), destinations));
        new LeadTraffic(stranger, flow.submitUrl(), progress).post(leads);
        destinations.forEach((way, destination) ->
                Await.until(
                        "The arrival of %d leads by %s".formatted(LEADS, way.key()),
                        LIMIT,
                        () -> Optional.of(way).filter(each -> haveArrived(each, destination))));
        progress.say("%d leads through %d ways out".formatted(LEADS, Way.values().length));
    }

    private Map<Way, String> credentials() {
        var logIn =
                Map.of(
                        "name",
                        "Log-in for files",
                        "kind",
                        "basic",
                        "username",
                        WayServers.USER,
                        "password",
                        WayServers.PASSWORD);
        var signing = Map.of("name", "Signature", "kind", "standard_webhooks");
        var files = seller.post("/api/credentials", logIn).get("id").asText();
        var signature = seller.post("/api/credentials", signing);
        buyers.post("/secret", Map.of("secret", signature.get("secret").asText()));
        var credentials = new EnumMap<Way, String>(Way.class);
        for (var way : Way.values()) {
            if (way.door() == Door.SFTP || way.door() == Door.FTP) {
                credentials.put(way, files);
            }
        }
        credentials.put(Way.SIGNED, signature.get("id").asText());
        return credentials;
    }

    private static Map<String, Object> draft(Set<String> fields, Map<Way, String> destinations) {
        var steps =
                destinations.entrySet().stream()
                        .map(each ->
                                Map.<String, Object>of(
                                        "type",
                                        "recipient",
                                        "key",
                                        each.getKey().key(),
                                        "name",
                                        each.getKey().key(),
                                        "enabled",
                                        true,
                                        "sale_price",
                                        "1.00",
                                        "destination_id",
                                        each.getValue()))
                        .toList();
        return Map.of(
                "name",
                "Every way out",
                "fields",
                DemoFlow.ownFields(fields),
                "sources",
                List.of(Map.of("name", "Web form", "enabled", true)),
                "steps",
                steps);
    }

    private boolean haveArrived(Way way, String destination) {
        var sold = sold(way);
        return sold.size() == LEADS
                && (!way.isBatch() || wentTogether(destination))
                && (way.door() == Door.MAIL ? haveBeenMailed(way, sold) : wereTaken(way, sold));
    }

    /** The Event IDs that the ledger has as taken. */
    private Set<String> sold(Way way) {
        var ids = new HashSet<String>();
        for (var event :
                seller.get("/api/events?type=step_settled&outcome=success&limit=200")
                        .path("items")) {
            if (event.path("step").path("name").asText().equals(way.key())) {
                ids.add(event.path("event_id").asText());
            }
        }
        return ids;
    }

    private boolean wentTogether(String destination) {
        JsonNode batch =
                seller.get("/api/destinations/" + destination + "/batches").path("items").path(0);
        return batch.path("state").asText().equals("sent") && batch.path("taken").asInt() == LEADS;
    }

    private boolean wereTaken(Way way, Set<String> sold) {
        var taken = buyers.tryGet("/received?" + way.key()).text();
        return Set.copyOf(taken.lines().toList()).containsAll(sold);
    }

    private boolean haveBeenMailed(Way way, Set<String> sold) {
        var subjects = new ArrayList<String>();
        for (var each : mail.get("/messages").path("items")) {
            if (each.path("to").path(0).asText().equals(way.mailbox(places))) {
                subjects.add(each.path("subject").asText());
            }
        }
        return way.isBatch()
                ? subjects.size() == 1
                : sold.stream().allMatch(id -> subjects.contains("Lead " + id));
    }
}
