package io.waybill.partner;

import static io.restassured.RestAssured.given;
import static io.waybill.partner.PartnerClient.PASSWORD;
import static io.waybill.partner.PartnerClient.application;
import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerClient.post;
import static io.waybill.partner.PartnerClient.signIn;
import static io.waybill.partner.PartnerClient.signUp;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.partner.PartnerClient.Member;
import io.waybill.servicekit.testing.RealServers;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class AccountIT {

    @Test
    void who_signs_up_sees_the_account_and_its_owner() {
        Member member = signUp();
        String token = signIn(member).token();

        as(token)
                .get("/api/accounts/current")
                .then()
                .statusCode(200)
                .body("id", equalTo(member.accountId()))
                .body("name", equalTo("Zebra Leads"))
                .body("sells", equalTo(true))
                .body("buys", equalTo(false))
                .body("currency", equalTo("EUR"))
                .body("zone", equalTo("Europe/Berlin"))
                .body("opened_at", notNullValue());
        as(token)
                .get("/api/users")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(member.userId()))
                .body("items[0].email", equalTo(member.email()))
                .body("items[0].role", equalTo("owner"));
    }

    @Test
    void an_address_signs_up_once_whatever_its_case() {
        Member member = signUp();

        post("/api/accounts", application(member.email().toUpperCase(Locale.ROOT)))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("partner.email-taken"))
                .body(not(containsString(member.email())));
    }

    @Test
    void of_many_who_sign_up_at_once_with_one_address_one_succeeds() {
        String email = newEmail();

        var statuses =
                IntStream.range(0, 6)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(() ->
                                        post("/api/accounts", application(email)).statusCode()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        Assertions.assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
    }

    @Test
    void everything_that_is_wrong_with_an_application_is_told_at_once() {
        post(
                        "/api/accounts",
                        Map.of(
                                "email", "nobody",
                                "password", "short",
                                "currency", "XXL",
                                "zone", "Mars/Olympus"))
                .then()
                .statusCode(400)
                .body("code", equalTo("request.invalid"))
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "name", "email", "password", "sells", "currency", "zone"))
                .body(not(containsString("nobody")));
        given().contentType("application/json").post("/api/accounts").then().statusCode(400);
    }

    @Test
    void a_key_is_shown_once_and_works_until_it_is_revoked() {
        String token = signIn(signUp()).token();
        Response issued =
                as(token).body(Map.of("label", "Import")).post("/api/api-keys").andReturn();
        issued.then()
                .statusCode(201)
                .body("key", startsWith("wbk_"))
                .body("role", equalTo("manager"));
        String key = issued.path("key");
        String id = issued.path("id");

        as(key).get("/api/accounts/current").then().statusCode(200);
        as(key).get("/api/api-keys")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id))
                .body("items[0].label", equalTo("Import"))
                .body("items[0].revoked_at", nullValue())
                .body(not(containsString(key)));

        as(token).delete("/api/api-keys/" + id).then().statusCode(204);
        as(token).delete("/api/api-keys/" + id).then().statusCode(204);
        as(key).get("/api/accounts/current").then().statusCode(401);
        as(token).get("/api/api-keys").then().body("items[0].revoked_at", notNullValue());
    }

    @Test
    void a_key_may_not_make_a_key_above_itself() {
        String token = signIn(signUp()).token();
        String manager = as(token).body(Map.of("label", "m")).post("/api/api-keys").path("key");

        as(manager)
                .body(Map.of("label", "o", "role", "owner"))
                .post("/api/api-keys")
                .then()
                .statusCode(403)
                .body("code", equalTo("partner.role-not-grantable"));
        as(manager)
                .body(Map.of("label", "r", "role", "emperor"))
                .post("/api/api-keys")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("role"));
        String reader =
                as(manager)
                        .body(Map.of("label", "r", "role", "read-only"))
                        .post("/api/api-keys")
                        .path("key");
        as(reader).get("/api/users").then().statusCode(200);
        as(reader).body(Map.of("label", "x")).post("/api/api-keys").then().statusCode(403);
    }

    @Test
    void one_account_neither_sees_nor_revokes_the_keys_of_another() {
        String mine = signIn(signUp()).token();
        String theirs = signIn(signUp()).token();
        String id = as(theirs).body(Map.of("label", "t")).post("/api/api-keys").path("id");

        as(mine).get("/api/api-keys").then().body("items", hasSize(0));
        String foreign =
                as(mine).delete("/api/api-keys/" + id).then().statusCode(404).extract().asString();
        String nobodys =
                as(mine).delete("/api/api-keys/" + UUID.randomUUID())
                        .then()
                        .statusCode(404)
                        .extract()
                        .asString();
        Assertions.assertThat(foreign).isEqualTo(nobodys);
        as(theirs).get("/api/api-keys").then().body("items[0].revoked_at", nullValue());
        as(mine).delete("/api/api-keys/not-an-id").then().statusCode(404);
    }

    @Test
    void a_list_is_read_page_by_page() {
        String token = signIn(signUp()).token();
        for (String label : new String[] {"a", "b", "c"}) {
            as(token).body(Map.of("label", label)).post("/api/api-keys").then().statusCode(201);
        }

        String next =
                as(token)
                        .get("/api/api-keys?limit=2")
                        .then()
                        .body("items", hasSize(2))
                        .extract()
                        .path("next");
        as(token)
                .get("/api/api-keys?limit=2&cursor=" + next)
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
        as(token).get("/api/api-keys?cursor=x").then().statusCode(400);
        as(token).get("/api/api-keys?limit=0").then().statusCode(400);
    }

    @Test
    void a_stranger_sees_401_everywhere() {
        for (String path : new String[] {"accounts/current", "users", "api-keys"}) {
            given().get("/api/" + path).then().statusCode(401);
        }
    }

    @Test
    void a_password_is_not_in_any_reply() {
        post("/api/accounts", application(newEmail()))
                .then()
                .statusCode(201)
                .body(not(containsString(PASSWORD)));
    }
}
