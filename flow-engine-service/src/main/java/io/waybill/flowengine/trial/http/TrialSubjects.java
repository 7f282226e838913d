package io.waybill.flowengine.trial.http;

import io.smallrye.mutiny.Uni;
import io.waybill.flowengine.definition.Draft;
import io.waybill.flowengine.definition.FlowReader;
import io.waybill.flowengine.flow.FlowRefusal;
import io.waybill.flowengine.flow.http.FlowProblems;
import io.waybill.flowengine.flow.http.FlowVersions;
import io.waybill.flowengine.flow.store.FlowOwner;
import io.waybill.flowengine.flow.store.FlowView;
import io.waybill.flowengine.flow.store.VersionView;
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
        return versions.deployed(owner.accountId(), flow, "version", version)
                .map(deployed ->
                        deployed.map(known -> subject(owner, flow, known))
                                .orElseGet(() -> subject(owner, flow)));
    }

    private TrialRuns.Subject subject(FlowOwner owner, FlowView flow) {
        Draft draft = flow.draft();
        return runs.subject(owner, flow.id(), flow.version() + 1, draft.json())
                .orElseThrow(() -> FlowProblems.of(unsound(FlowReader.read(draft.json()))));
    }

    private TrialRuns.Subject subject(FlowOwner owner, FlowView flow, VersionView version) {
        return runs.deployed(owner, flow.id(), version)
                .orElseThrow(() ->
                        FlowProblems.of(
                                unsound(FlowReader.readDeployed(version.definition().json()))));
    }

    private static FlowRefusal unsound(FlowReader.Result result) {
        return result instanceof FlowReader.Result.Unsound(var flaws)
                ? new FlowRefusal.DraftCannotWork(flaws)
                : new FlowRefusal.NoSuchFlow();
    }
}
