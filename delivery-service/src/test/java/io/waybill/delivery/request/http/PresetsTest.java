package io.waybill.delivery.request.http;

import static io.waybill.delivery.request.http.Vendor.isAuthorised;
import static io.waybill.delivery.request.http.Vendor.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.vertx.core.Vertx;
import io.waybill.delivery.credential.Credential;
import io.waybill.delivery.credential.CredentialKind;
import io.waybill.delivery.credential.CredentialUse;
import io.waybill.delivery.credential.http.TestAuthorizers;
import io.waybill.delivery.destination.Definition;
import io.waybill.delivery.destination.DestinationReader;
import io.waybill.delivery.destination.http.Presets;
import io.waybill.delivery.request.Setting;
import io.waybill.delivery.request.Settings;
import io.waybill.delivery.request.http.Vendor.Reply;
import io.waybill.delivery.settling.AttemptOutcome;
import io.waybill.delivery.settling.AttemptResult;
import io.waybill.language.FieldCatalogue;
import io.waybill.language.LeadData;
import io.waybill.language.Vars;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each preset against a stand-in that asks for what the vendor's documentation asks for. */
@Timeout(60)
class PresetsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Guard HERE = Guard.of("127.0.0.1");
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final UUID CREDENTIAL = UUID.randomUUID();
    private static final String EVENT = "5b0f2c1d-9a3e-8f47-a1b2-c3d4e5f60718";

    private final Presets presets = new Presets(Optional.empty());

    @AfterAll
    static void close() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void salesforce_makes_a_lead_by_the_event_id() throws Exception {
        AttemptResult result =
                deliver(
                        "salesforce",
                        Map.of("instance", "acme"),
                        bearer("sf-token"),
                        (exchange, body) -> {
                            boolean known =
                                    path(exchange)
                                            .equals(
                                                    "PATCH /services/data/v62.0/sobjects/Lead/"
                                                            + "Waybill_Event_Id__c/"
                                                            + EVENT);
                            if (!known || !isAuthorised(exchange, "Bearer sf-token")) {
                                return new Reply(
                                        401,
                                        "[{\"message\":\"Session expired or invalid\","
                                                + "\"errorCode\":\"INVALID_SESSION_ID\"}]");
                            }
                            boolean complete =
                                    !body.path("LastName").asText().isEmpty()
                                            && !body.path("Company").asText().isEmpty();
                            return complete
                                    ? new Reply(
                                            201,
                                            "{\"id\":\"00QD000000FP14JMAT\",\"success\":true,"
                                                    + "\"errors\":[],\"created\":true}")
                                    : new Reply(
                                            400,
                                            "[{\"message\":\"Required fields are missing\","
                                                    + "\"errorCode\":\"REQUIRED_FIELD_MISSING\"}]");
                        });

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCESS);
        assertThat(result.read().reference()).isEqualTo("00QD000000FP14JMAT");
        assertThat(refused("salesforce", Map.of("instance", "acme"), bearer("other")).reason())
                .isEqualTo("Session expired or invalid");
    }

    @Test
    void hubspot_makes_a_contact_and_names_a_known_one() throws Exception {
        BiFunction<HttpExchange, JsonNode, Reply> hubspot =
                (exchange, body) -> {
                    if (!path(exchange).equals("POST /crm/v3/objects/contacts")
                            || !isAuthorised(exchange, "Bearer pat-1")) {
                        return new Reply(
                                401, "{\"status\":\"error\",\"message\":\"Not authenticated\"}");
                    }
                    JsonNode properties = body.path("properties");
                    boolean complete =
                            body.size() == 1
                                    && properties.path("email").asText().contains("@")
                                    && properties.path("waybill_event_id").asText().equals(EVENT);
                    return complete
                            ? new Reply(201, "{\"id\":\"512\",\"properties\":{}}")
                            : new Reply(400, "{\"message\":\"Property values were not valid\"}");
                };

        AttemptResult made = deliver("hubspot", Map.of(), bearer("pat-1"), hubspot);

        assertThat(made.outcome()).isEqualTo(AttemptOutcome.SUCCESS);
        assertThat(made.read().reference()).isEqualTo("512");
        AttemptResult known =
                deliver(
                        "hubspot",
                        Map.of(),
                        bearer("pat-1"),
                        (_, _) ->
                                new Reply(
                                        409,
                                        "{\"status\":\"error\",\"message\":\"Contact already exists."
                                                + " Existing ID: 512\",\"category\":\"CONFLICT\"}"));
        assertThat(known.outcome()).isEqualTo(AttemptOutcome.FAILURE);
        assertThat(known.reason()).isEqualTo("Contact already exists. Existing ID: 512");
    }

    @Test
    void marketo_says_in_a_200_whether_it_took_the_lead() throws Exception {
        BiFunction<HttpExchange, JsonNode, Reply> marketo =
                (exchange, body) -> {
                    boolean complete =
                            path(exchange).equals("POST /rest/v1/leads.json")
                                    && body.path("action").asText().equals("createOrUpdate")
                                    && body.path("lookupField").asText().equals("email")
                                    && body.path("input").isArray()
                                    && body.path("input").size() == 1
                                    && body.at("/input/0/waybillEventId").asText().equals(EVENT);
                    return complete && isAuthorised(exchange, "Bearer mk")
                            ? new Reply(
                                    200,
                                    "{\"requestId\":\"e42b\",\"success\":true,"
                                            + "\"result\":[{\"id\":50,\"status\":\"created\"}]}")
                            : new Reply(
                                    200,
                                    "{\"requestId\":\"e42b\",\"success\":false,\"errors\":"
                                            + "[{\"code\":\"601\",\"message\":\"Access token invalid\"}]}");
                };
        Map<String, Object> parameters = Map.of("munchkin", "123-ABC-456");

        AttemptResult made = deliver("marketo", parameters, bearer("mk"), marketo);

        assertThat(made.outcome()).isEqualTo(AttemptOutcome.SUCCESS);
        assertThat(made.read().reference()).isEqualTo("50");
        AttemptResult skipped =
                deliver(
                        "marketo",
                        parameters,
                        bearer("mk"),
                        (_, _) ->
                                new Reply(
                                        200,
                                        "{\"success\":true,\"result\":[{\"status\":\"skipped\","
                                                + "\"reasons\":[{\"code\":\"1007\",\"message\":\"Multiple lead match\"}]}]}"));
        assertThat(skipped.outcome()).isEqualTo(AttemptOutcome.FAILURE);
        assertThat(skipped.reason()).isEqualTo("Multiple lead match");
        AttemptResult refused = deliver("marketo", parameters, bearer("other"), marketo);
        assertThat(refused.outcome()).isNotEqualTo(AttemptOutcome.SUCCESS);
        assertThat(refused.read().appended()).contains("Access token invalid");
    }

    @Test
    void close_makes_a_lead_with_a_contact() throws Exception {
        Credential key =
                credential(CredentialKind.BASIC, Map.of("username", "api_key", "password", ""));

        AttemptResult made =
                deliver(
                        "close",
                        Map.of(),
                        key,
                        (exchange, body) -> {
                            boolean complete =
                                    path(exchange).equals("POST /api/v1/lead/")
                                            && isAuthorised(exchange, "Basic YXBpX2tleTo=")
                                            && body.path("name").asText().equals("Zoe Lead")
                                            && body.at("/contacts/0/emails/0/email")
                                                    .asText()
                                                    .contains("@")
                                            && body.at("/contacts/0/emails/0/type")
                                                    .asText()
                                                    .equals("office")
                                            && body.path("description").asText().contains(EVENT);
                            return complete
                                    ? new Reply(200, "{\"id\":\"lead_1\"}")
                                    : new Reply(400, "{\"error\":\"incomplete\"}");
                        });

        assertThat(made.reason()).isNull();
        assertThat(made.outcome()).isEqualTo(AttemptOutcome.SUCCESS);
        assertThat(made.read().reference()).isEqualTo("lead_1");
    }

    private AttemptResult refused(String preset, Map<String, Object> parameters, Credential with)
            throws Exception {
        return deliver(
                preset,
                parameters,
                with,
                (_, _) -> new Reply(401, "[{\"message\":\"Session expired or invalid\"}]"));
    }

    private AttemptResult deliver(
            String preset,
            Map<String, Object> parameters,
            Credential credential,
            BiFunction<HttpExchange, JsonNode, Reply> vendor)
            throws Exception {
        DestinationReader.Result read =
                DestinationReader.read(
                        presets.applied(Map.of("preset", preset, "parameters", parameters)), "UTC");
        assertThat(read.flaws()).isEmpty();
        Sender sender =
                new Sender(
                        TestAuthorizers.outbound(
                                new Outbound(VERTX, Duration.ofSeconds(5), 10, HERE),
                                Optional.of(credential)));
        try (Vendor standIn = new Vendor(vendor)) {
            ReadyRequest ready =
                    (ReadyRequest)
                            ReadyRequest.of(
                                    settings(read.definition(), standIn.address()),
                                    vars(),
                                    EVENT,
                                    HERE);
            return sender.send(
                            ready.showing(new CredentialUse(ACCOUNT, CREDENTIAL, EVENT)),
                            Duration.ofSeconds(20))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    /** The vendor's address is that of the stand-in. */
    private static Settings settings(Definition definition, String address) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        definition
                .settings()
                .forEach((name, value) -> {
                    String text = value.toString();
                    settings.put(
                            name,
                            Setting.template(
                                    name.equals("url")
                                            ? text.replaceFirst("https://[^/]+", address)
                                            : text));
                });
        return new Settings(settings);
    }

    private static Vars vars() {
        Map<String, Object> lead =
                Map.of(
                        "first_name", "Zoe",
                        "last_name", "Lead",
                        "company", "Acme",
                        "email", "zoe@example.com",
                        "phone_1", "512-789-1111");
        return Vars.of(
                Map.of(
                        "lead", LeadData.type(lead, FieldCatalogue.standard()),
                        "source", Map.of("name", "Web form"),
                        "event_id", EVENT));
    }

    private static Credential bearer(String token) {
        return credential(CredentialKind.BEARER, Map.of("token", token));
    }

    private static Credential credential(CredentialKind kind, Map<String, Object> members) {
        return new Credential(CREDENTIAL, ACCOUNT, "CRM", 1, kind, members, "", Optional.empty());
    }
}
