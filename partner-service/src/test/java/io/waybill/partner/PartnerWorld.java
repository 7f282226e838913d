package io.waybill.partner;

import static io.waybill.partner.PartnerClient.PASSWORD;
import static io.waybill.partner.PartnerClient.application;
import static io.waybill.partner.PartnerClient.as;
import static io.waybill.partner.PartnerClient.newEmail;
import static io.waybill.partner.PartnerClient.post;
import static io.waybill.partner.PartnerClient.signIn;

import io.restassured.response.Response;
import io.waybill.delivery.v1.DestinationCreated;
import io.waybill.delivery.v1.DestinationDisabled;
import io.waybill.eventsourcing.Metas;
import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowVersionDeployed;
import io.waybill.meta.v1.EventMeta;
import io.waybill.partner.PartnerClient.Member;
import io.waybill.schemas.OutboundRecord;
import io.waybill.schemas.Topic;
import io.waybill.servicekit.testing.RealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Sellers, buyers, and what the other services would tell about them. */
final class PartnerWorld implements AutoCloseable {

    private static final int PARTITIONS = 6;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaProducer<String, byte[]> producer;
    private final Mailbox mails;

    PartnerWorld(RealServers servers) {
        mails = new Mailbox(servers);
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                servers.kafka().bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** Somebody with an account who is signed in. */
    record Person(String accountId, String email, String token) {

        UUID account() {
            return UUID.fromString(accountId);
        }
    }

    static Person seller() {
        return person("Roe Media", true);
    }

    static Person buyer() {
        return person("Bea's Bank", false);
    }

    static Person person(String name, boolean sells) {
        String email = newEmail();
        Map<String, Object> application = new HashMap<>(application(email));
        application.put("name", name);
        application.put("sells", sells);
        application.put("buys", !sells);
        Response opened = post("/api/accounts", application);
        opened.then().statusCode(201);
        String account = opened.path("account_id");
        Member member = new Member(account, opened.path("user_id"), email);
        return new Person(account, email, signIn(member).token());
    }

    static Response invite(Person seller, String email) {
        return as(seller.token)
                .body(
                        Map.of(
                                "name",
                                "Quokka Person",
                                "email",
                                email,
                                "message",
                                "Let us <b>work</b> together.",
                                "fields",
                                List.of("first_name", "email")))
                .post("/api/invitations");
    }

    static Response look(String token) {
        return post("/api/invitations/link", Map.of("token", token));
    }

    static Response decline(String token) {
        return post("/api/invitations/link/decline", Map.of("token", token, "reason", "no need"));
    }

    static Response accept(Person buyer, String token) {
        return as(buyer.token).body(Map.of("token", token)).post("/api/invitations/link/accept");
    }

    /** Opens an account by the link. */
    static Response openAccount(String token) {
        return post(
                "/api/invitations/link/sign-up",
                Map.of("token", token, "name", "Bea's Bank", "password", PASSWORD));
    }

    static Response connection(Person person, String id) {
        return as(person.token).get("/api/connections/" + id);
    }

    static Response act(Person person, String id, String action) {
        return as(person.token).post("/api/connections/" + id + "/" + action);
    }

    /**
     * @param what destination_id or flow_id
     */
    static Response target(Person person, String id, String what, UUID place) {
        return as(person.token).body(Map.of(what, place)).put("/api/connections/" + id + "/target");
    }

    static void plan(Person person, String plan) {
        as(person.token)
                .body(Map.of("plan", plan))
                .put("/api/accounts/current/subscription")
                .then()
                .statusCode(200);
    }

    static void awaitState(Person person, String id, String state) {
        Awaitility.await("connection is " + state)
                .atMost(LIMIT)
                .until(() -> state.equals(connection(person, id).path("state")));
    }

    Mailbox mails() {
        return mails;
    }

    /** The secret of the link in a new invitation. */
    String invited(Person seller, String email) {
        invite(seller, email).then().statusCode(201);
        return mails.await(email, "invites you").token();
    }

    /** The id of a new connection that the buyer has accepted. */
    String accepted(Person seller, Person buyer) {
        Response accepted = accept(buyer, invited(seller, newEmail()));
        accepted.then().statusCode(200);
        return accepted.path("connection_id");
    }

    /** What delivery tells when the account makes a destination. */
    UUID destination(Person owner) {
        UUID id = TimeOrderedIds.next();
        tell(
                Topic.DELIVERY_DEFINITIONS,
                new DestinationCreated(meta(owner, id, 1), id, "user:x", "CRM", "{}"));
        return id;
    }

    void disable(Person owner, UUID destination) {
        tell(
                Topic.DELIVERY_DEFINITIONS,
                new DestinationDisabled(meta(owner, destination, 2), destination, "user:x"));
    }

    /** What delivery tells when the account makes a destination that gathers leads. */
    UUID gathering(Person owner) {
        UUID id = TimeOrderedIds.next();
        tell(
                Topic.DELIVERY_DEFINITIONS,
                new DestinationCreated(
                        meta(owner, id, 1), id, "user:x", "Files", "{\"batch\":{}}"));
        return id;
    }

    /** What the flow engine tells when the account makes a flow and deploys it. */
    UUID flow(Person owner) {
        UUID id = draft(owner);
        deploy(owner, id);
        return id;
    }

    /** What the flow engine tells when the account makes a flow. */
    UUID draft(Person owner) {
        UUID id = TimeOrderedIds.next();
        tell(
                Topic.FLOW_DEFINITIONS,
                new FlowCreated(meta(owner, id, 1), id, "user:x", "Buying", "{}"));
        return id;
    }

    void deploy(Person owner, UUID flow) {
        tell(
                Topic.FLOW_DEFINITIONS,
                FlowVersionDeployed.newBuilder()
                        .setMeta(meta(owner, flow, 2))
                        .setFlowId(flow)
                        .setBy("user:x")
                        .setVersion(1)
                        .setDefinition("{}")
                        .build());
    }

    private static EventMeta meta(Person owner, UUID stream, long sequence) {
        return Metas.of(
                Scope.of(owner.account(), UUID.randomUUID()),
                stream,
                sequence,
                TimeOrderedIds.next(),
                Instant.parse("2026-11-22T12:00:00Z"));
    }

    private void tell(Topic topic, SpecificRecord record) {
        var outbound = new OutboundRecord(topic, UUID.randomUUID().toString(), record);
        producer.send(outbound.toProducerRecord(PARTITIONS));
        producer.flush();
    }

    @Override
    public void close() {
        mails.close();
        producer.close();
    }
}
