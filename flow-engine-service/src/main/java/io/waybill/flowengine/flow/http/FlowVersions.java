package io.waybill.flowengine.flow.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.flow.store.FlowReads;
import io.waybill.flowengine.flow.store.FlowView;
import io.waybill.flowengine.flow.store.VersionView;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Definitions as calls name them: {@code draft}, {@code live}, or the number of a version. */
@Singleton
public class FlowVersions {

    private static final String DRAFT = "draft";
    private static final String LIVE = "live";

    private final FlowReads reads;

    FlowVersions(FlowReads reads) {
        this.reads = reads;
    }

    /**
     * The definition of a flow that was found.
     *
     * @param parameter what the caller called it, for the error
     */
    public Uni<Draft> named(
            UUID accountId, FlowView flow, String parameter, @Nullable String name) {
        return deployed(accountId, flow, parameter, name)
                .map(version -> version.map(VersionView::definition).orElseGet(flow::draft));
    }

    /**
     * The version of a flow that was found; empty where the draft is meant.
     *
     * @param parameter what the caller called it, for the error
     */
    public Uni<Optional<VersionView>> deployed(
            UUID accountId, FlowView flow, String parameter, @Nullable String name) {
        String wanted = name == null || name.isBlank() ? DRAFT : name.strip();
        if (wanted.equals(DRAFT)) {
            return Uni.createFrom().item(Optional.empty());
        }
        int version =
                wanted.equals(LIVE)
                        ? flow.live().map(FlowView.Live::version).orElse(0)
                        : number(parameter, wanted);
        return version(accountId, flow.id(), version).map(Optional::of);
    }

    Uni<VersionView> version(UUID accountId, UUID flowId, int version) {
        return reads.version(accountId, flowId, version)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("version")));
    }

    static int number(String parameter, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0 && number < Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw ProblemException.invalid(parameter, "must be draft, live or the number of a version");
    }
}
