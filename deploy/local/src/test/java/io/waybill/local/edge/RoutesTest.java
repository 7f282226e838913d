package io.waybill.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.local.Ports;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutesTest {

    private final Routes routes = Routes.ofBuild();

    @ParameterizedTest
    @CsvSource({
        "/flows/f1/sources/s1/submit, intake",
        "/flows/f1/sources/s1/ping, intake",
        "/flows/f1/sources/s1/docs, intake",
        "/flows/f1/sources/s1/leads/l1, reporting",
        "/feedback, feedback",
        "/api/feedback/reasons, feedback",
        "/api/submissions/preview, intake",
        "/api/flows, flow-engine",
        "/api/flows/, flow-engine",
        "/api/flows/f1/deploy, flow-engine",
        "/api/rules/evaluate, flow-engine",
        "/api/templates/render, flow-engine",
        "/api/field-types/phone/parse, flow-engine",
        "/api/fields, flow-engine",
        "/api/deliveries/preview, delivery",
        "/api/accounts/current, partner",
        "/api/sessions/keys, partner",
        "/api/api-keys, partner",
        "/api/leads/l1, reporting",
        "/api/exports/leads.csv, reporting",
        "/api/rebuilds, reporting"
    })
    void a_path_goes_to_the_service_that_owns_it(String path, String service) {
        assertThat(routes.serviceOf(path)).contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/flows",
                "/flows/f1",
                "/flows/f1/sources//submit",
                "/flows/f1/sources/s1/submit/more",
                "/feedback/more",
                "/apifoo",
                "/api/flowsx"
            })
    void a_path_that_no_service_owns_is_the_consoles(String path) {
        assertThat(routes.serviceOf(path)).isEmpty();
    }

    @Test
    void the_most_specific_pattern_wins_whatever_the_order() {
        var rest = new Route("/a/**", "rest");
        var variable = new Route("/a/{x}/c", "variable");
        var literal = new Route("/a/b/c", "literal");

        for (var order :
                List.of(List.of(rest, variable, literal), List.of(literal, rest, variable))) {
            var mixed = new Routes(order);
            assertThat(mixed.serviceOf("/a/b/c")).contains("literal");
            assertThat(mixed.serviceOf("/a/z/c")).contains("variable");
            assertThat(mixed.serviceOf("/a/z/d")).contains("rest");
            assertThat(mixed.serviceOf("/a")).contains("rest");
        }
    }

    @Test
    void every_route_leads_to_a_service_that_exists() {
        assertThat(routes.all()).isNotEmpty();
        assertThat(routes.all()).extracting(Route::service).isSubsetOf(Ports.SERVICES);
        assertThat(routes.all()).extracting(Route::path).doesNotHaveDuplicates();
    }
}
