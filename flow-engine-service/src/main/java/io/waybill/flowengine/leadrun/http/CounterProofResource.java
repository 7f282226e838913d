package io.waybill.flowengine.leadrun.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waybill.flowengine.FlowEngineProblem;
import io.waybill.flowengine.leadrun.kafka.CounterProof;
import io.waybill.flowengine.leadrun.kafka.LedgerReader;
import io.waybill.servicekit.auth.OperatorKey;
import io.waybill.servicekit.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** For the operator: whether the lanes stand where their ledger says. */
@Path("/api/runs/rebuilds")
@Produces(MediaType.APPLICATION_JSON)
class CounterProofResource {

    private final LedgerReader ledger;
    private final OperatorKey operator;
    private final Semaphore one = new Semaphore(1);

    CounterProofResource(LedgerReader ledger, OperatorKey operator) {
        this.ledger = ledger;
        this.operator = operator;
    }

    /**
     * @param equal false when a lane differs from what its ledger says
     */
    record Proof(boolean equal, List<PartitionProof> partitions) {}

    /**
     * @param differing which counters differ at the first checkpoint that does
     */
    record PartitionProof(
            int partition, long records, int checkpoints, boolean equal, List<String> differing) {

        static PartitionProof of(CounterProof.Result result) {
            return new PartitionProof(
                    result.partition(),
                    result.records(),
                    result.checkpoints(),
                    result.isEqual(),
                    result.differing());
        }
    }

    @POST
    @RunOnVirtualThread
    @Operation(summary = "Fold the ledger anew and compare it with the lanes; operator key")
    public Proof prove(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        operator.demand(
                authorization,
                FlowEngineProblem.OPERATOR_KEY_WRONG,
                FlowEngineProblem.OPERATOR_KEY_MISSING);
        if (!one.tryAcquire()) {
            throw new ProblemException(
                    FlowEngineProblem.PROOF_RUNNING, "The ledger is being folded already");
        }
        List<CounterProof.Result> results;
        try {
            results = ledger.prove();
        } finally {
            one.release();
        }
        return new Proof(
                results.stream().allMatch(CounterProof.Result::isEqual),
                results.stream().map(PartitionProof::of).toList());
    }
}
