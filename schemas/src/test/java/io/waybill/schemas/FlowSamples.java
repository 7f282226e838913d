package io.waybill.schemas;

import static io.waybill.schemas.SampleFacts.FLOW;
import static io.waybill.schemas.SampleFacts.SOURCE;
import static io.waybill.schemas.SampleFacts.USD;
import static io.waybill.schemas.SampleFacts.USER;
import static io.waybill.schemas.SampleFacts.hash;
import static io.waybill.schemas.SampleFacts.meta;

import io.waybill.flow.v1.BuyerStepsRemoved;
import io.waybill.flow.v1.FlowCreated;
import io.waybill.flow.v1.FlowDisabled;
import io.waybill.flow.v1.FlowDraftEdited;
import io.waybill.flow.v1.FlowEnabled;
import io.waybill.flow.v1.FlowLive;
import io.waybill.flow.v1.FlowSource;
import io.waybill.flow.v1.FlowVersionDeployed;
import io.waybill.flow.v1.FlowVersionPublished;
import io.waybill.flow.v1.PartnerSourceSet;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Records of the flow that the lead runs in. */
final class FlowSamples {

    private static final String BY = "user:" + USER;
    private static final String NAME = "Solar, west";
    private static final String DEFINITION =
            """
            {"name":"Solar, west","respond_within_seconds":30,"purchase_price":"4","acceptance":\
            {"rule_set":{"op":"and","rules":[{"lhv":"lead.state","op":"is not equal to","rhv":"FL"}]}},\
            "sources":[{"id":"%s","name":"Landing page","enabled":true}],"steps":[]}\
            """
                    .formatted(SOURCE);

    private FlowSamples() {}

    static List<SpecificRecord> all() {
        return List.of(
                flowCreated(),
                flowDraftEdited(),
                flowVersionDeployed(),
                flowDisabled(),
                buyerStepsRemoved(),
                partnerSourceSet(),
                flowEnabled(),
                flowVersionPublished(),
                flowLive());
    }

    static FlowCreated flowCreated() {
        return FlowCreated.newBuilder()
                .setMeta(meta(FLOW, 1))
                .setFlowId(FLOW)
                .setBy(BY)
                .setName(NAME)
                .setDefinition(DEFINITION)
                .build();
    }

    static FlowDraftEdited flowDraftEdited() {
        return FlowDraftEdited.newBuilder()
                .setMeta(meta(FLOW, 2))
                .setFlowId(FLOW)
                .setBy(BY)
                .setName(NAME)
                .setDefinition(DEFINITION)
                .build();
    }

    static FlowVersionDeployed flowVersionDeployed() {
        return FlowVersionDeployed.newBuilder()
                .setMeta(meta(FLOW, 3))
                .setFlowId(FLOW)
                .setBy(BY)
                .setVersion(1)
                .setDefinition(DEFINITION)
                .build();
    }

    static BuyerStepsRemoved buyerStepsRemoved() {
        return BuyerStepsRemoved.newBuilder()
                .setMeta(meta(FLOW, 5))
                .setFlowId(FLOW)
                .setBy("system")
                .setConnectionId(StepSamples.CONNECTION)
                .setCause("declined")
                .setSteps(List.of("Acme Bank"))
                .build();
    }

    static PartnerSourceSet partnerSourceSet() {
        return PartnerSourceSet.newBuilder()
                .setMeta(meta(FLOW, 6))
                .setFlowId(FLOW)
                .setBy("system")
                .setConnectionId(StepSamples.CONNECTION)
                .setSourceId(SOURCE)
                .build();
    }

    static FlowDisabled flowDisabled() {
        return FlowDisabled.newBuilder().setMeta(meta(FLOW, 4)).setFlowId(FLOW).setBy(BY).build();
    }

    static FlowEnabled flowEnabled() {
        return FlowEnabled.newBuilder().setMeta(meta(FLOW, 5)).setFlowId(FLOW).setBy(BY).build();
    }

    static FlowVersionPublished flowVersionPublished() {
        return FlowVersionPublished.newBuilder()
                .setMeta(meta(FLOW, 0))
                .setFlowId(FLOW)
                .setVersion(1)
                .setName(NAME)
                .setCurrency(USD)
                .setZone("America/New_York")
                .setRespondWithinMillis(30_000)
                .setSources(
                        List.of(
                                FlowSource.newBuilder()
                                        .setId(SOURCE)
                                        .setName("Landing page")
                                        .setEnabled(true)
                                        .setKeyHash(hash("source key"))
                                        .setMayTest(true)
                                        .build()))
                .setDefinition(DEFINITION)
                .build();
    }

    static FlowLive flowLive() {
        return FlowLive.newBuilder()
                .setMeta(meta(FLOW, 0))
                .setFlowId(FLOW)
                .setVersion(1)
                .setEnabled(true)
                .build();
    }
}
