package io.waybill.flowengine.flow.http;

import io.smallrye.mutiny.Uni;
import io.waybill.eventsourcing.TimeOrderedIds;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.Restored;
import io.waybill.flowengine.flow.FlowCommand;
import io.waybill.flowengine.flow.store.Drafts;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.FlowReads;
import io.waybill.flowengine.flow.store.FlowStore;
import io.waybill.flowengine.flow.store.FlowView;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;

/** What several calls do with a flow: find it, make one, change its draft, answer with it. */
@Singleton
public class FlowEdits {

    private final FlowStore store;
    private final FlowReads reads;
    private final Drafts drafts;
    private final PartnerSharing partners;
    private final String publicUrl;

    FlowEdits(
            FlowStore store,
            FlowReads reads,
            Drafts drafts,
            PartnerSharing partners,
            @ConfigProperty(name = "waybill.public-url") String publicUrl) {
        this.store = store;
        this.reads = reads;
        this.drafts = drafts;
        this.partners = partners;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    public Uni<FlowView> found(FlowOwner owner, UUID flowId) {
        return reads.find(owner.accountId(), flowId)
                .map(view -> view.orElseThrow(() -> ProblemException.notFound("flow")));
    }

    /**
     * @param previous where masked secrets are taken from
     */
    Uni<FlowAnswer> create(FlowOwner owner, Map<String, Object> body, Optional<Draft> previous) {
        return partners.shared(owner, body).chain(shared -> created(owner, shared, previous));
    }

    private Uni<FlowAnswer> created(
            FlowOwner owner, Map<String, Object> body, Optional<Draft> previous) {
        UUID flowId = TimeOrderedIds.next();
        Draft.Normalised made = drafts.sealed(owner.accountId(), body, previous);
        FlowProblems.check(made);
        return store.execute(
                        owner,
                        flowId,
                        Optional.empty(),
                        new FlowCommand.CreateFlow(flowId, made.draft()))
                .invoke(FlowProblems::check)
                .chain(() -> answer(owner, flowId, made.newKeys()));
    }

    /**
     * @param revision what the caller has seen; empty: what is found
     */
    Uni<FlowAnswer> edit(
            FlowOwner owner, UUID flowId, Optional<Long> revision, Map<String, Object> body) {
        return partners.shared(owner, body)
                .chain(shared -> edited(owner, flowId, revision, shared));
    }

    private Uni<FlowAnswer> edited(
            FlowOwner owner, UUID flowId, Optional<Long> revision, Map<String, Object> body) {
        return found(owner, flowId)
                .chain(view -> {
                    Draft.Normalised made =
                            drafts.sealed(owner.accountId(), body, Optional.of(view.draft()));
                    FlowProblems.check(made);
                    return store.execute(
                                    owner,
                                    flowId,
                                    Optional.of(revision.orElse(view.revision())),
                                    new FlowCommand.EditDraft(made.draft()))
                            .invoke(FlowProblems::check)
                            .chain(() -> answer(owner, flowId, made.newKeys()));
                });
    }

    /**
     * A definition that was deployed once becomes the draft, with the keys and secrets of today.
     *
     * @param revision what the caller has seen; empty: what is found
     */
    Uni<FlowAnswer> restore(
            FlowOwner owner, UUID flowId, Optional<Long> revision, Draft definition) {
        return found(owner, flowId)
                .chain(view -> {
                    Restored restored = drafts.restored(definition, view.draft());
                    return store.execute(
                                    owner,
                                    flowId,
                                    Optional.of(revision.orElse(view.revision())),
                                    new FlowCommand.EditDraft(restored.draft()))
                            .invoke(FlowProblems::check)
                            .chain(() -> answer(owner, flowId, restored.newKeys()))
                            .map(answer -> answer.warned(restored.warnings()));
                });
    }

    Uni<FlowAnswer> answer(FlowOwner owner, UUID flowId, Map<String, String> newKeys) {
        return found(owner, flowId).map(view -> shown(view, newKeys));
    }

    FlowAnswer shown(FlowView view, Map<String, String> newKeys) {
        return FlowAnswer.of(view, publicUrl, newKeys);
    }

    RestResponse<FlowAnswer> created(FlowAnswer flow) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, flow)
                .location(address(flow))
                .header(HttpHeaders.ETAG, tag(flow))
                .build();
    }

    URI address(FlowAnswer flow) {
        return URI.create(publicUrl + "/api/flows/" + flow.id());
    }

    static RestResponse<FlowAnswer> tagged(FlowAnswer flow) {
        return RestResponse.ResponseBuilder.ok(flow).header(HttpHeaders.ETAG, tag(flow)).build();
    }

    private static String tag(FlowAnswer flow) {
        return "\"" + flow.revision() + "\"";
    }
}
