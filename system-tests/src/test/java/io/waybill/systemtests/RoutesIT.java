package io.waybill.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.local.Ports;
import io.waybill.local.edge.Routes;
import io.waybill.systemtests.traffic.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The calls that services describe are those that the edge leads to them. */
@ExtendWith(Installed.class)
final class RoutesIT {
    private static final Map<String, String> AS_JSON = Map.of("Accept", "application/json");

    @Test
    void every_path_of_every_service_is_routed_to_it(House house) {
        Routes routes = Routes.ofBuild();
        for (String service : Ports.SERVICES) {
            List<String> paths = pathsOf(house.stranger(), service);
            assertThat(paths).as("paths of %s", service).isNotEmpty();
            for (String path : paths) {
                assertThat(routes.serviceOf(filledIn(path)))
                        .as("%s of %s", path, service)
                        .contains(service);
            }
        }
    }

    @Test
    void the_edge_answers_each_path_as_its_service_does(House house) {
        for (String service : Ports.SERVICES) {
            Http direct = new Http(house.installation().service(service), null);
            for (String path : pathsOf(house.stranger(), service)) {
                String call = filledIn(path);
                assertThat(house.stranger().get(call))
                        .as("%s of %s", call, service)
                        .isEqualTo(direct.get(call));
            }
        }
    }

    @Test
    void the_edge_lists_the_documents_of_all_services(House house) {
        List<String> listed = new ArrayList<>();
        house.stranger()
                .get("/api/docs")
                .json()
                .get("items")
                .forEach(item -> listed.add(item.get("service").asText()));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(Ports.SERVICES);
    }

    private static List<String> pathsOf(Http edge, String service) {
        Http.Answer answer = edge.send("GET", "/api/docs/" + service + "/openapi", null, AS_JSON);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode paths = answer.json().path("paths");
        List<String> names = new ArrayList<>();
        paths.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String filledIn(String path) {
        return path.replaceAll("\\{[^}]+}", new UUID(0, 1).toString());
    }
}
