package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.Scope;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flowengine.leadrun.kafka.v1.Waiter;
import io.waybill.intake.v1.IntakeReply;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.meta.v1.EventMeta;
import io.waybill.meta.v1.Outcome;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** Answers to the calls that wait in intake. */
final class Replies {

    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(4);

    private Replies() {}

    /** Whose lead an answer is about, and what seals it. */
    record About(UUID leadId, String currency, WrappedKey wrappedKey, Optional<DataKey> key) {

        static About of(RunFile file) {
            return new About(file.leadId(), file.currency(), file.wrappedKey(), file.key());
        }
    }

    static void answer(Effects effects, Waiter waiter, About about, Answer answer) {
        EventMeta meta = meta(effects, waiter, about);
        ByteBuffer reason = Sealed.text(about.key(), meta, "IntakeReply.reason", answer.reason());
        effects.reply(
                waiter.getCorrelationId().toString(),
                reply(meta, about, ReplyKind.ANSWERED)
                        .setOutcome(Outcomes.toAvro(answer.outcome()))
                        .setReason(reason)
                        .setPrice(answer.price())
                        .build(),
                waiter.getReplyTo());
    }

    /** Anything but an answer: no lead was made, or it still runs. */
    static void tell(Effects effects, Waiter waiter, About about, ReplyKind kind) {
        effects.reply(
                waiter.getCorrelationId().toString(),
                reply(meta(effects, waiter, about), about, kind).build(),
                waiter.getReplyTo());
    }

    private static EventMeta meta(Effects effects, Waiter waiter, About about) {
        EventMeta cause = effects.cause();
        Scope asked =
                new Scope(
                        cause.getAccountId(),
                        null,
                        cause.getLane(),
                        waiter.getCorrelationId(),
                        cause.getTest());
        return effects.meta(asked, about.leadId(), 0);
    }

    private static IntakeReply.Builder reply(EventMeta meta, About about, ReplyKind kind) {
        return IntakeReply.newBuilder()
                .setMeta(meta)
                .setLeadId(about.leadId())
                .setKind(kind)
                .setOutcome(Outcome.UNKNOWN)
                .setPrice(NOTHING)
                .setCurrency(about.currency())
                .setWrappedKey(about.wrappedKey().bytes())
                .setMasterKeyId(about.wrappedKey().masterKeyId());
    }
}
