package io.waybill.delivery;

import static io.waybill.delivery.Definitions.call;
import static io.waybill.delivery.Definitions.create;
import static io.waybill.delivery.Definitions.credential;
import static io.waybill.delivery.Definitions.credentialId;
import static io.waybill.delivery.Definitions.problem;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.waybill.servicekit.testing.RealServers;
import io.waybill.servicekit.testing.TestAccounts;
import io.waybill.servicekit.testing.TestAccounts.TestAccount;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DeliveryProfile.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "delivery"))
class CredentialsIT {

    @Test
    void a_credential_is_never_shown_and_stays_while_it_is_used() {
        TestAccount owner = TestAccounts.seller();
        String id = credential(owner, "{\"kind\": \"bearer\", \"token\": \"abcdefghijklmnop\"}");
        call(owner)
                .get("/api/credentials/" + id)
                .then()
                .statusCode(200)
                .body("kind", equalTo("bearer"))
                .body("last_four", equalTo("mnop"))
                .body(not(containsString("abcdefgh")))
                .body(not(containsString("wbs1")));
        String destination = create(owner, "https://a.example", "k", credentialId(id));

        problem(
                        call(owner).delete("/api/credentials/" + id).then(),
                        409,
                        "delivery.credential-in-use")
                .body("detail", containsString("Acme"));
        call(owner).delete("/api/destinations/" + destination).then().statusCode(204);
        call(owner).delete("/api/credentials/" + id).then().statusCode(204);
        call(owner).get("/api/credentials/" + id).then().statusCode(404);
    }

    @Test
    void a_signing_secret_is_shown_once_and_changed_with_two_in_force() {
        TestAccount owner = TestAccounts.seller();
        String id = credential(owner, "{\"kind\": \"standard_webhooks\"}");

        call(owner)
                .body("{}")
                .post("/api/credentials/" + id + "/rotate")
                .then()
                .statusCode(200)
                .body("rotating", equalTo(true))
                .body("secret", containsString("whsec_"));
        problem(
                call(owner).body("{}").post("/api/credentials/" + id + "/rotate").then(),
                409,
                "delivery.credential-not-rotatable");
        call(owner)
                .get("/api/credentials/" + id)
                .then()
                .body(not(containsString("whsec_")))
                .body("rotating", equalTo(true));
        call(owner)
                .post("/api/credentials/" + id + "/end-rotation")
                .then()
                .statusCode(200)
                .body("rotating", equalTo(false));
        call(owner)
                .body("{\"name\": \"Renamed\"}")
                .put("/api/credentials/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Renamed"));
        call(owner)
                .get("/api/credentials/" + id + "/history")
                .then()
                .body("items.event", contains("renamed", "rotation_ended", "rotated", "created"));
        call(TestAccounts.seller()).get("/api/credentials/" + id).then().statusCode(404);
    }
}
