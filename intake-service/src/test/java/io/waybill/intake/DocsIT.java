package io.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.servicekit.testing.RealServers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The documents of a source, from the live version that intake follows. */
@QuarkusTest
@TestProfile(FastMinutes.class)
@WithTestResource(RealServers.class)
class DocsIT extends AtTheGateway {

    @Test
    void a_person_gets_a_page_that_loads_and_runs_nothing() {
        HttpResponse<String> page = docs(flow.source(), "", "Accept", "text/html,*/*");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(page.body()).contains("Submitting leads to Autos").contains(flow.submit());
    }

    @Test
    void a_source_with_a_key_reads_its_documents_with_it() {
        HttpResponse<String> without = docs(flow.keyed(), "");

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(docs(flow.keyed(), "", "Authorization", "Bearer " + TestFlow.KEY).body())
                .contains("A key is needed");
    }

    @Test
    void a_program_gets_open_api() {
        assertThat(docs(flow.source(), "", "Accept", "application/json").body())
                .startsWith("{\"openapi\":\"3.1.0\"");
        assertThat(docs(flow.source(), "?format=openapi", "Accept", "text/html").body())
                .startsWith("{\"openapi\":\"3.1.0\"");
    }

    @Test
    void an_unknown_source_has_no_documents() {
        assertThat(docs(UUID.randomUUID(), "").statusCode()).isEqualTo(404);
        assertThat(intake.calls.get("/flows/x/sources/y/docs").statusCode()).isEqualTo(404);
        HttpResponse<String> posted = intake.calls.form(path(flow.source()), "a=1");
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    private HttpResponse<String> docs(UUID source, String query, String... headers) {
        return intake.calls.get(path(source) + query, headers);
    }

    private String path(UUID source) {
        return "/flows/" + flow.id() + "/sources/" + source + "/docs";
    }
}
