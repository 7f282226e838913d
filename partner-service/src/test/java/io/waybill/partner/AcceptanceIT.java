package io.waybill.partner;

import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerClient.signIn;
import static io.waybill.partner.PartnerWorld.accept;
import static io.waybill.partner.PartnerWorld.awaitState;
import static io.waybill.partner.PartnerWorld.buyer;
import static io.waybill.partner.PartnerWorld.connection;
import static io.waybill.partner.PartnerWorld.openAccount;
import static io.waybill.partner.PartnerWorld.plan;
import static io.waybill.partner.PartnerWorld.seller;
import static io.waybill.partner.PartnerWorld.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.partner.PartnerClient.Member;
import io.waybill.partner.PartnerWorld.Person;
import io.waybill.partner.v1.ConnectionAccepted;
import io.waybill.partner.v1.ConnectionConfigured;
import io.waybill.partner.v1.ConnectionPaused;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways to accept an invitation. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = @ResourceArg(name = RealServers.DATABASE, value = "partner"))
class AcceptanceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // filled in by the test resource
    RealServers servers;

    @SuppressWarnings("NullAway.Init")
    private PartnerWorld world;

    @SuppressWarnings("NullAway.Init")
    private TopicReader events;

    @BeforeEach
    void open() {
        world = new PartnerWorld(servers);
        events = new TopicReader(servers.kafka().bootstrapServers(), Topic.PARTNER_EVENTS);
    }

    @AfterEach
    void close() {
        events.close();
        world.close();
    }

    @Test
    void without_an_account_a_free_one_is_opened_and_connected_once_it_has_a_destination() {
        Person seller = seller();
        String email = newEmail();
        String token = world.invited(seller, email);

        Response opened = openAccount(token);
        opened.then().statusCode(201);
        String id = opened.path("connection_id");
        Member member = new Member(opened.path("account_id"), opened.path("user_id"), email);
        Person buyer = new Person(member.accountId(), email, signIn(member).token());

        as(buyer.token())
                .get("/api/accounts/current/subscription")
                .then()
                .body("plan", equalTo("free"));
        connection(seller, id)
                .then()
                .body("state", equalTo("accepted"))
                .body("side", equalTo("seller"))
                .body("partner.id", equalTo(buyer.accountId()))
                .body("partner.name", equalTo("Bea's Bank"));
        world.mails().await(seller.email(), "Bea's Bank has accepted your invitation");

        UUID destination = world.destination(buyer);

        awaitState(seller, id, "configured");
        connection(seller, id).then().body("destination_id", nullValue());
        connection(buyer, id)
                .then()
                .body("side", equalTo("buyer"))
                .body("partner.name", equalTo("Roe Media"))
                .body("destination_id", equalTo(destination.toString()));
        world.mails().await(seller.email(), "Bea's Bank is ready for your leads");
        ConnectionConfigured configured =
                events.await(ConnectionConfigured.class, e -> isOf(id, e.getConnectionId()));
        assertThat(configured.getMeta().getLane()).isEqualTo(seller.accountId());
        assertThat(configured.getMeta().getCounterpartyId()).isEqualTo(buyer.account());
        assertThat(configured.getDestinationId()).isEqualTo(destination);
    }

    @Test
    void an_account_without_the_product_gets_the_free_plan() {
        Person buyer = buyer();
        plan(buyer, "none");
        String id = world.accepted(seller(), buyer);

        as(buyer.token())
                .get("/api/accounts/current/subscription")
                .then()
                .body("plan", equalTo("free"));
        connection(buyer, id).then().body("state", equalTo("accepted"));
    }

    @Test
    void a_free_account_is_connected_to_its_destination_at_once() {
        Person seller = seller();
        Person buyer = buyer();
        // The first connection shows that the destination is known.
        String first = world.accepted(seller(), buyer);
        UUID destination = world.destination(buyer);
        awaitState(buyer, first, "configured");

        String id = world.accepted(seller, buyer);

        connection(buyer, id)
                .then()
                .body("state", equalTo("configured"))
                .body("destination_id", equalTo(destination.toString()));
        world.mails().await(seller.email(), "has accepted");
        world.mails().await(seller.email(), "is ready");
    }

    @Test
    void a_paying_account_chooses_one_of_its_flows_and_none_of_others() {
        Person seller = seller();
        Person buyer = seller();
        String id = world.accepted(seller, buyer);
        UUID flow = world.flow(buyer);
        UUID foreign = world.flow(seller);

        Awaitility.await("the flow is known")
                .atMost(LIMIT)
                .until(() -> target(buyer, id, "flow_id", flow).statusCode() == 200);

        awaitState(buyer, id, "configured");
        connection(buyer, id)
                .then()
                .body("flow_id", equalTo(flow.toString()))
                .body("source_id", notNullValue());
        connection(seller, id).then().body("flow_id", nullValue()).body("source_id", nullValue());
        target(buyer, id, "flow_id", foreign).then().statusCode(404);
        target(seller, id, "flow_id", foreign).then().statusCode(404);
        target(buyer, id, "destination_id", foreign).then().statusCode(404);
    }

    @Test
    void accepting_many_times_at_once_is_one_acceptance() {
        Person seller = seller();
        Person buyer = buyer();
        String token = world.invited(seller, newEmail());

        var answers =
                IntStream.range(0, 6)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> accept(buyer, token)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(answers.stream().map(answer -> answer.<String>path("connection_id")).distinct())
                .hasSize(1);
        String id = answers.getFirst().path("connection_id");
        as(buyer.token()).post("/api/connections/" + id + "/pause").then().statusCode(200);
        events.await(ConnectionPaused.class, e -> isOf(id, e.getConnectionId()));
        assertThat(
                        events.events(ConnectionAccepted.class)
                                .filter(e -> isOf(id, e.getConnectionId())))
                .hasSize(1);
    }

    @Test
    void a_forwarded_link_works_for_one_account_and_not_for_the_seller() {
        Person seller = seller();
        String token = world.invited(seller, newEmail());

        accept(seller, token)
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.invites-itself"));
        accept(buyer(), token).then().statusCode(200);
        accept(buyer(), token)
                .then()
                .statusCode(409)
                .body("code", equalTo("partner.invitation-accepted"));
    }

    private static boolean isOf(String id, UUID connection) {
        return connection.toString().equals(id);
    }
}
