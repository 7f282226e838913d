package io.waybill.flowengine.leadrun.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.delivery.v1.DeliverLead;
import io.waybill.delivery.v1.PartnerDelivery;
import io.waybill.flow.v1.ConnectionRead;
import io.waybill.flow.v1.StepSettled;
import io.waybill.flow.v1.StepSkipped;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.TestFlows;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import io.waybill.partner.v1.ConnectionAccepted;
import io.waybill.partner.v1.ConnectionConfigured;
import io.waybill.partner.v1.ConnectionEnded;
import io.waybill.partner.v1.ConnectionOpened;
import io.waybill.partner.v1.ConnectionPaused;
import io.waybill.partner.v1.ConnectionResumed;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lane follows connections, and hands leads over them. */
class LanePartnersTopologyTest {

    private static final UUID BANK = UUID.fromString("0199a1f0-0000-7000-8000-00000000c0de");
    private static final UUID INVITATION = new UUID(8, 1);
    private static final UUID BUYER = new UUID(2, 2);
    private static final UUID DESTINATION = new UUID(3, 3);
    private static final String FLOW =
            """
            {"name": "Solar", "sources": [{"id": "%s", "name": "Web form"}],
             "steps": [{"id": "b", "key": "bank", "name": "Bank", "type": "buyer", "enabled": true,
                "connection_id": "%s", "share": ["email", "state"], "sale_price": "5"}]}
            """
                    .formatted(TestFlows.SOURCE, BANK);

    private final LaneFixture lane = new LaneFixture().withFlow(FLOW);

    @AfterEach
    void close() {
        lane.close();
    }

    @Test
    void a_lead_goes_to_the_buyers_destination_with_the_shared_fields_alone() {
        lane.pipe(opened());
        lane.pipe(accepted());
        lane.pipe(configured(3, DESTINATION, null, null));
        TestSubmission lead = TestSubmission.from(lane, "CA");

        lane.pipe(lead.request());

        DeliverLead request = lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class);
        assertThat(request.getPartner())
                .isEqualTo(new PartnerDelivery(BANK, BUYER, DESTINATION, null, null, 1));
        assertThat(request.getMeta().getAccountId()).isEqualTo(TestFlows.ACCOUNT);
        assertThat(request.getMeta().getCounterpartyId()).isEqualTo(BUYER);
        assertThat(request.getDestinationId()).isNull();
        assertThat(lead.open(request.getMeta(), "DeliverLead.settings", request.getSettings()))
                .isEqualTo("{}");
        assertThat(lead.open(request.getMeta(), "DeliverLead.vars", request.getVars()))
                .contains("ada@example.org", "CA", BANK.toString())
                .doesNotContain("512", "Web form", "Solar", lead.leadId().toString());
        ConnectionRead read = read(lane.drain(Topic.FLOW_LEADS));
        assertThat(read.getKnown()).isTrue();
        assertThat(read.getBuyerId()).isEqualTo(BUYER);
        assertThat(read.getMeta().getCounterpartyId()).isEqualTo(BUYER);
        lane.pipe(lead.settled(request, Outcome.SUCCESS));
        assertThat(lane.ledger()).containsExactly("StepSettled", "LeadCompleted", "LeadClosed");
    }

    @Test
    void a_lead_goes_into_the_buyers_flow_one_hop_further_than_it_came() {
        lane.pipe(opened());
        lane.pipe(accepted());
        lane.pipe(configured(3, null, new UUID(4, 4), new UUID(4, 5)));
        SubmitLead request = TestSubmission.from(lane, "CA").request();

        lane.pipe(SubmitLead.newBuilder(request).setHops(2).build());

        assertThat(lane.only(Topic.DELIVERY_REQUESTS, DeliverLead.class).getPartner())
                .isEqualTo(
                        new PartnerDelivery(BANK, BUYER, null, new UUID(4, 4), new UUID(4, 5), 3));
    }

    @Test
    void until_the_buyer_has_said_whereto_the_step_is_skipped() {
        lane.pipe(opened());
        lane.pipe(accepted());
        TestSubmission lead = TestSubmission.from(lane, "CA");

        lane.pipe(lead.request());

        assertThat(only(lane.drain(Topic.FLOW_LEADS), StepSkipped.class).getCode())
                .isEqualTo("not_connected");
        assertThat(lane.drain(Topic.DELIVERY_REQUESTS)).isEmpty();
    }

    @Test
    void an_ended_connection_stops_delivery_at_once_and_stays_ended() {
        lane.pipe(opened());
        lane.pipe(accepted());
        lane.pipe(configured(3, DESTINATION, null, null));
        lane.pipe(ended(4, "buyer"));
        lane.pipe(configured(3, DESTINATION, null, null));
        TestSubmission lead = TestSubmission.from(lane, "CA");

        lane.pipe(lead.request());

        List<SpecificRecord> ledger = lane.drain(Topic.FLOW_LEADS);
        StepSettled settled = only(ledger, StepSettled.class);
        assertThat(settled.getOutcome()).isEqualTo(Outcome.ERROR);
        assertThat(settled.getCertain()).isTrue();
        assertThat(lead.open(settled.getMeta(), "StepSettled.reason", settled.getReason()))
                .startsWith("Invalid Buyer Account: the buyer has ended the connection. ");
        assertThat(read(ledger).getEnded()).isEqualTo("buyer");
        assertThat(lane.drain(Topic.DELIVERY_REQUESTS)).isEmpty();
    }

    @Test
    void a_connection_whose_beginning_was_not_read_is_not_known() {
        lane.pipe(configured(3, DESTINATION, null, null));
        lane.pipe(paused(4, "seller"));

        lane.pipe(TestSubmission.from(lane, "CA").request());

        assertThat(lane.drain(Topic.DELIVERY_REQUESTS)).isEmpty();
        assertThat(read(lane.drain(Topic.FLOW_LEADS)).getKnown()).isFalse();
    }

    @Test
    void holds_come_and_go() {
        lane.pipe(opened());
        lane.pipe(accepted());
        lane.pipe(configured(3, DESTINATION, null, null));
        lane.pipe(paused(4, "destination"));
        lane.pipe(TestSubmission.from(lane, "CA").request());
        assertThat(lane.drain(Topic.DELIVERY_REQUESTS)).isEmpty();

        lane.pipe(resumed(5, "destination"));
        lane.pipe(TestSubmission.from(lane, "CA").request());

        assertThat(lane.drain(Topic.DELIVERY_REQUESTS)).hasSize(1);
    }

    @Test
    void the_connection_of_another_account_on_the_same_partition_is_none() {
        UUID stranger = new UUID(6, 6);
        lane.pipe(of(stranger, opened()));
        lane.pipe(of(stranger, accepted()));
        lane.pipe(of(stranger, configured(3, DESTINATION, null, null)));

        lane.pipe(TestSubmission.from(lane, "CA").request());

        assertThat(lane.drain(Topic.DELIVERY_REQUESTS)).isEmpty();
        assertThat(read(lane.drain(Topic.FLOW_LEADS)).getKnown()).isFalse();
    }

    @Test
    void a_lane_that_was_restored_knows_its_connections() {
        lane.pipe(opened());
        lane.pipe(accepted());
        lane.pipe(configured(3, DESTINATION, null, null));
        String key = "p/" + BANK;
        try (LaneFixture restored = new LaneFixture().withFlow(FLOW)) {
            restored.store(LaneTopology.DEFINITION)
                    .put(key, lane.store(LaneTopology.DEFINITION).get(key));

            restored.pipe(TestSubmission.from(restored, "CA").request());

            assertThat(restored.drain(Topic.DELIVERY_REQUESTS)).hasSize(1);
        }
    }

    private static ConnectionRead read(List<SpecificRecord> ledger) {
        return only(ledger, ConnectionRead.class);
    }

    private static <T extends SpecificRecord> T only(List<SpecificRecord> ledger, Class<T> type) {
        List<T> found = ledger.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as(ledger.toString()).hasSize(1);
        return found.getFirst();
    }

    private static EventMeta meta(long sequence) {
        return TestVersions.meta(BANK, sequence);
    }

    private static ConnectionOpened opened() {
        return ConnectionOpened.newBuilder()
                .setMeta(meta(1))
                .setConnectionId(BANK)
                .setInvitationId(INVITATION)
                .setOfferedFields(List.of("email"))
                .setInviteeName(ByteBuffer.wrap(new byte[] {1}))
                .setBy("user:x")
                .build();
    }

    private static ConnectionAccepted accepted() {
        return ConnectionAccepted.newBuilder()
                .setMeta(meta(2))
                .setConnectionId(BANK)
                .setInvitationId(INVITATION)
                .setBuyerId(BUYER)
                .setBuyerName(ByteBuffer.wrap(new byte[] {1}))
                .setBuyerKind("free")
                .setBy("user:y")
                .build();
    }

    private static ConnectionConfigured configured(
            long sequence, @Nullable UUID destination, @Nullable UUID flow, @Nullable UUID source) {
        return ConnectionConfigured.newBuilder()
                .setMeta(meta(sequence))
                .setConnectionId(BANK)
                .setBuyerKind(flow == null ? "free" : "paid")
                .setDestinationId(destination)
                .setFlowId(flow)
                .setSourceId(source)
                .setBy("user:y")
                .build();
    }

    private static ConnectionPaused paused(long sequence, String hold) {
        return ConnectionPaused.newBuilder()
                .setMeta(meta(sequence))
                .setConnectionId(BANK)
                .setHold(hold)
                .setBy("system")
                .build();
    }

    private static ConnectionResumed resumed(long sequence, String hold) {
        return ConnectionResumed.newBuilder()
                .setMeta(meta(sequence))
                .setConnectionId(BANK)
                .setHold(hold)
                .setBy("system")
                .build();
    }

    private static ConnectionEnded ended(long sequence, String cause) {
        return ConnectionEnded.newBuilder()
                .setMeta(meta(sequence))
                .setConnectionId(BANK)
                .setCause(cause)
                .setBy("user:y")
                .build();
    }

    private static EventMeta foreign(UUID account, EventMeta meta) {
        return EventMeta.newBuilder(meta).setAccountId(account).build();
    }

    private static SpecificRecord of(UUID account, SpecificRecord event) {
        return switch (event) {
            case ConnectionOpened e ->
                    ConnectionOpened.newBuilder(e).setMeta(foreign(account, e.getMeta())).build();
            case ConnectionAccepted e ->
                    ConnectionAccepted.newBuilder(e).setMeta(foreign(account, e.getMeta())).build();
            case ConnectionConfigured e ->
                    ConnectionConfigured.newBuilder(e)
                            .setMeta(foreign(account, e.getMeta()))
                            .build();
            default -> throw new IllegalArgumentException(event.toString());
        };
    }
}
