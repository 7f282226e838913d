package io.waybill.flowengine.trial.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.flow.FlowRefusal;
import io.waybill.flowengine.flow.http.FlowProblems;
import io.waybill.flowengine.flow.http.FlowVersions;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.FlowView;
import io.waybill.flowengine.trial.store.TrialRuns;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Finds the definition that a trial is of, and makes it ready. */
@Singleton
final class TrialSubjects {

    private final FlowVersions versions;
    private final TrialRuns runs;

    TrialSubjects(FlowVersions versions, TrialRuns runs) {
        this.versions = versions;
        this.runs = runs;
    }

    /**
     * Fails as deploying would when the definition cannot run.
     *
     * @param version draft, live or a number; null for the draft
     */
    Uni<TrialRuns.Subject> named(FlowOwner owner, FlowView flow, @Nullable String version) {
        int number =
                version != null && version.matches("[1-9]\\d{0,8}")
                        ? Integer.parseInt(version)
                        : "live".equals(version)
                                ? flow.live().map(FlowView.Live::version).orElse(0)
                                : flow.version() + 1;
        return versions.named(owner.accountId(), flow, "version", version)
                .map(draft -> subject(owner, flow, number, draft));
    }

    private TrialRuns.Subject subject(FlowOwner owner, FlowView flow, int number, Draft draft) {
        return runs.subject(owner, flow.id(), number, draft.json())
                .orElseThrow(() -> FlowProblems.of(unsound(draft)));
    }

    private static FlowRefusal unsound(Draft draft) {
        return FlowReader.read(draft.json()) instanceof FlowReader.Result.Unsound(var flaws)
                ? new FlowRefusal.DraftCannotWork(flaws)
                : new FlowRefusal.NoSuchFlow();
    }
}
