package io.waybill.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Has reporting-service build its tables anew from the ledger, and follows its progress; has
 * flow-engine-service prove its counters by it.
 */
final class Rebuild {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final URI edge;
    private final String operatorKey;

    private Rebuild(URI edge, String operatorKey) {
        this.edge = edge;
        this.operatorKey = operatorKey;
    }

    static int run(Installation installation, Progress progress) throws IOException {
        var key = new Keys(installation.layout().keys()).operatorKeyText();
        return new Rebuild(installation.edge(), key).run(progress);
    }

    /**
     * Has flow-engine-service fold its ledger anew, and says whether the lanes stand where it says.
     */
    static int proveEngine(Installation installation, Progress progress) throws IOException {
        var key = new Keys(installation.layout().keys()).operatorKeyText();
        return new Rebuild(installation.edge(), key).proveEngine(progress);
    }

    private int proveEngine(Progress progress) throws IOException {
        progress.say("Folding the ledger of leads anew");
        var proof =
                send(
                        request("/api/runs/rebuilds")
                                .timeout(Duration.ofMinutes(30))
                                .POST(HttpRequest.BodyPublishers.noBody()));
        var compared = 0;
        for (var partition : proof.path("partitions")) {
            compared += partition.path("checkpoints").asInt();
            progress.say(
                    "  partition %d: %d records, %d checkpoints, %s"
                            .formatted(
                                    partition.path("partition").asInt(),
                                    partition.path("records").asLong(),
                                    partition.path("checkpoints").asInt(),
                                    verdict(partition)));
            for (var counter : partition.path("differing")) {
                progress.say("    " + counter.asText());
            }
        }
        var equal = proof.path("equal").asBoolean();
        if (!equal) {
            progress.say("The lanes differ");
        } else if (compared > 0) {
            progress.say("The lanes stand where the ledger says");
        } else {
            progress.say("No lane has written down yet where it stands: nothing was compared");
        }
        return equal ? 0 : 1;
    }

    private static String verdict(JsonNode partition) {
        if (!partition.path("equal").asBoolean()) {
            return "differs";
        }
        return partition.path("checkpoints").asInt() == 0 ? "nothing to compare yet" : "equal";
    }

    private int run(Progress progress) throws IOException {
        var rebuild = send(request("/api/rebuilds").POST(HttpRequest.BodyPublishers.noBody()));
        var path = "/api/rebuilds/" + rebuild.path("id").asText();
        progress.say("Rebuilding the reports from the ledger");
        while (rebuild.path("state").asText().equals("running")) {
            pause();
            rebuild = send(request(path).GET());
            progress.say("  " + progressOf(rebuild));
        }
        var state = rebuild.path("state").asText();
        progress.say("Rebuild " + state + " " + rebuild.path("message").asText(""));
        return state.equals("done") ? 0 : 1;
    }

    private static String progressOf(JsonNode rebuild) {
        long done = 0;
        long total = 0;
        for (var topic : rebuild.path("progress").path("topics")) {
            done += topic.path("done").asLong();
            total += topic.path("total").asLong();
        }
        return "%d of %d records, %d a second"
                .formatted(
                        done, total, rebuild.path("progress").path("records_per_second").asLong());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(edge.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + operatorKey);
    }

    private static JsonNode send(HttpRequest.Builder request) throws IOException {
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new InstallationFailed(
                        "The rebuild was answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallationFailed("Interrupted", e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallationFailed("Interrupted", e);
        }
    }
}
