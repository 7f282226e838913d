package io.waybill.intake.waiting.kafka;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.SealBroken;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.waiting.Answer;
import io.waybill.meta.v1.Outcome;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads the engine's reply; its reason is opened with the lead's key, which comes with it. */
@Singleton
final class ReplyMapper {

    private static final Logger LOG = Logger.getLogger(ReplyMapper.class);

    private final MasterKeys masterKeys;

    ReplyMapper(MasterKeys masterKeys) {
        this.masterKeys = masterKeys;
    }

    /** Empty for a reply that ends no call. */
    Optional<Answer> map(IntakeReply reply) {
        return switch (reply.getKind()) {
            case ANSWERED -> Optional.of(concluded(reply));
            case KEY_REUSED -> Optional.of(new Answer.KeyReused());
            case FLOW_DISABLED -> Optional.of(new Answer.FlowDisabled());
            case SOURCE_DISABLED -> Optional.of(new Answer.SourceDisabled());
            case NOT_FOUND -> Optional.of(new Answer.NotFound());
            case RUNNING, UNKNOWN -> Optional.empty();
        };
    }

    private Answer concluded(IntakeReply reply) {
        return new Answer.Concluded(
                reply.getLeadId(), outcome(reply.getOutcome()), reason(reply), reply.getPrice());
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "success";
            case FAILURE -> "failure";
            case ERROR, UNKNOWN -> "error";
        };
    }

    /** A reason that cannot be opened is left out: the source still learns the outcome. */
    private Optional<String> reason(IntakeReply reply) {
        if (reply.getReason() == null) {
            return Optional.empty();
        }
        try {
            DataKey key =
                    masterKeys.unwrap(
                            new WrappedKey(reply.getWrappedKey(), reply.getMasterKeyId()));
            return Optional.of(
                    key.openText(
                            reply.getMeta().getStreamId(),
                            reply.getMeta().getRecordId(),
                            "IntakeReply.reason",
                            reply.getReason()));
        } catch (SealBroken broken) {
            LOG.errorf(
                    "reason of a reply does not open lead=%s masterKey=%s",
                    reply.getLeadId(), reply.getMasterKeyId());
            return Optional.empty();
        }
    }
}
