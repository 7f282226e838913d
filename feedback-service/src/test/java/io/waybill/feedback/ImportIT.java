package io.waybill.feedback;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waybill.feedback.Ledger.Delivery;
import io.waybill.feedback.v1.FeedbackReceived;
import io.waybill.servicekit.auth.Role;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of feedback, through the API and real servers. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "feedback"))
class ImportIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String PATH = "/api/feedback/imports";

    @Nullable RealServers servers;
    private @Nullable Ledger ledger;
    private final Map<UUID, String> keys = new HashMap<>();

    @BeforeEach
    void begin() {
        ledger = new Ledger(Objects.requireNonNull(servers));
    }

    private Ledger ledger() {
        return Objects.requireNonNull(ledger);
    }

    private RequestSpecification as(UUID account) {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + keys.computeIfAbsent(
                                        account, id -> TestAccounts.apiKey(id, Role.OWNER)));
    }

    /** A delivery that the service knows: a return of it has been taken. */
    private Delivery known() {
        Delivery delivery = ledger().accepted();
        given().queryParam("event_id", delivery.eventId())
                .queryParam("type", "return")
                .get("/feedback")
                .then()
                .statusCode(201);
        return delivery;
    }

    private Response awaitDone(UUID account, String id) {
        return Awaitility.await("the import is done")
                .atMost(LIMIT)
                .until(
                        () -> as(account).get(PATH + "/" + id),
                        answer -> "done".equals(answer.path("state")));
    }

    @Test
    void each_row_is_one_feedback_with_a_result_of_its_own() {
        Delivery delivery = known();
        String file =
                "event_id,type,reason\n%s,return,Wrong number\n%s,return\n%s,return,x\n%s,sold,x\n"
                        .formatted(
                                delivery.eventId(),
                                delivery.eventId(),
                                Ledger.delivery().eventId(),
                                delivery.eventId());
        String id =
                as(delivery.sellerId())
                        .contentType("text/csv")
                        .body(file)
                        .post(PATH)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");

        awaitDone(delivery.sellerId(), id)
                .then()
                .body("rows", equalTo(4))
                .body("done", equalTo(4))
                .body("succeeded", equalTo(1))
                .body("failed", equalTo(1))
                .body("errors", equalTo(2));
        as(delivery.sellerId())
                .get(PATH + "/" + id + "/rows")
                .then()
                .body("items.outcome", hasItems("success", "error", "failure"))
                .body("items[1].code", equalTo("feedback.row-unreadable"))
                .body("items[2].code", equalTo("feedback.event-unknown"));
        assertThat(ledger().feedbackOn(delivery.eventId()))
                .filteredOn(FeedbackReceived.class::isInstance)
                .hasSize(2);
    }

    @Test
    void parts_come_one_by_one_and_again_and_are_done_once() {
        Delivery delivery = known();
        UUID seller = delivery.sellerId();
        String part = "event_id\n%s\n".formatted(delivery.eventId());
        String id =
                as(seller)
                        .contentType("application/json")
                        .body("{\"name\":\"November\",\"type\":\"return\"}")
                        .post(PATH)
                        .then()
                        .statusCode(201)
                        .body("state", equalTo("open"))
                        .extract()
                        .path("id");

        for (int number : new int[] {1, 2, 1}) {
            as(seller)
                    .contentType("text/csv")
                    .body(part)
                    .put(PATH + "/" + id + "/parts/" + number)
                    .then()
                    .statusCode(200);
        }
        as(seller)
                .contentType("text/csv")
                .body(part + part)
                .put(PATH + "/" + id + "/parts/1")
                .then()
                .statusCode(409)
                .body("code", equalTo("feedback.import-part-changed"));
        as(seller).get(PATH + "/" + id + "/parts").then().body("items", equalTo(List.of(1, 2)));
        as(seller).post(PATH + "/" + id + "/start").then().statusCode(200);

        awaitDone(seller, id).then().body("rows", equalTo(2)).body("succeeded", equalTo(2));
        as(seller)
                .contentType("text/csv")
                .body(part)
                .put(PATH + "/" + id + "/parts/3")
                .then()
                .statusCode(409)
                .body("code", equalTo("feedback.import-closed"));
    }

    @Test
    void another_accounts_events_and_imports_do_not_exist() {
        Delivery delivery = known();
        UUID stranger = UUID.randomUUID();
        String file = "event_id,type\n%s,return\n".formatted(delivery.eventId());
        String id =
                as(stranger)
                        .contentType("text/csv")
                        .body(file)
                        .post(PATH)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");

        awaitDone(stranger, id).then().body("errors", equalTo(1));
        as(delivery.sellerId()).get(PATH + "/" + id).then().statusCode(404);
        as(delivery.sellerId()).post(PATH + "/" + id + "/start").then().statusCode(404);
        given().get(PATH + "/" + id).then().statusCode(401);
        assertThat(ledger().feedbackOn(delivery.eventId())).hasSize(1);
    }

    @Test
    void a_file_that_is_posted_again_is_the_same_import() {
        Delivery delivery = known();
        UUID seller = delivery.sellerId();
        String file = "event_id,type,reason\n%s,return,Twice\n".formatted(delivery.eventId());

        String first = posted(seller, "file 1", file).then().extract().path("id");
        String again = posted(seller, "file 1", file).then().extract().path("id");
        String bare = as(seller).contentType("text/csv").body(file).post(PATH).path("id");
        String bareAgain = as(seller).contentType("text/csv").body(file).post(PATH).path("id");

        assertThat(again).isEqualTo(first);
        assertThat(bareAgain).isEqualTo(bare).isNotEqualTo(first);
        posted(seller, "file 1", file + file)
                .then()
                .statusCode(422)
                .body("code", equalTo("feedback.key-reused"));
        awaitDone(seller, first).then().body("rows", equalTo(1)).body("succeeded", equalTo(1));
    }

    private Response posted(UUID account, String key, String file) {
        return as(account)
                .header("Idempotency-Key", key)
                .contentType("text/csv")
                .body(file)
                .post(PATH);
    }

    @Test
    void an_import_is_held_at_once_and_goes_on_with_what_is_left() {
        Delivery delivery = known();
        UUID seller = delivery.sellerId();
        // Nobody knows the second event: its row is put back until that is certain.
        String file =
                "event_id,type\n%s,return\n%s,return\n"
                        .formatted(delivery.eventId(), Ledger.delivery().eventId());
        String id = posted(seller, "held", file).then().extract().path("id");

        as(seller).post(PATH + "/" + id + "/hold").then().body("state", equalTo("held"));
        as(seller).post(PATH + "/" + id + "/start").then().body("state", equalTo("running"));

        awaitDone(seller, id)
                .then()
                .body("done", equalTo(2))
                .body("succeeded", equalTo(1))
                .body("errors", equalTo(1));
    }

    @Test
    void what_stands_in_place_of_an_event_id_is_shown_to_its_account() {
        UUID account = UUID.randomUUID();
        String id =
                posted(account, "shifted", "event_id,type\njoe@example.com,return\n")
                        .then()
                        .extract()
                        .path("id");

        awaitDone(account, id).then().body("errors", equalTo(1));
        as(account)
                .get(PATH + "/" + id + "/rows")
                .then()
                .body("items[0].event_id", equalTo("joe@example.com"))
                .body("items[0].code", equalTo("feedback.event-unknown"));
    }

    @Test
    void a_file_that_says_nothing_of_any_row_is_refused_with_the_reason() {
        as(UUID.randomUUID())
                .contentType("text/csv")
                .body("id,kind\n1,return\n")
                .post(PATH)
                .then()
                .statusCode(400)
                .body("code", equalTo("feedback.import-unreadable"))
                .body("detail", equalTo("The column event_id is missing."));
    }
}
