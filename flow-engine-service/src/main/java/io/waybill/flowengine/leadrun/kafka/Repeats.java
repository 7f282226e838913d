package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.Hmacs;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.flow.v1.DuplicateKeySeen;
import io.waybill.flow.v1.SubmitLead;
import io.waybill.flowengine.leadrun.kafka.v1.RunState;
import io.waybill.flowengine.leadrun.kafka.v1.SeenKey;
import io.waybill.flowengine.leadrun.kafka.v1.Waiter;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The same idempotency key from the same source of a flow within a day is the same lead and the
 * same answer.
 */
final class Repeats {

    private final LaneStores stores;
    private final MasterKeys masterKeys;

    Repeats(LaneStores stores, MasterKeys masterKeys) {
        this.stores = stores;
        this.masterKeys = masterKeys;
    }

    /** By what a repeat is known: HMACs under the account's key, which can be destroyed. */
    record Sign(String entry, ByteBuffer body) {}

    /** Hexadecimal HMAC of flow, source and key, from the key of an entry. */
    static String hash(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }

    /** The sign of a request; empty when it has no idempotency key. */
    Optional<Sign> sign(SubmitLead request, DataKey key) {
        ByteBuffer sealed = request.getIdempotencyKey();
        if (sealed == null) {
            return Optional.empty();
        }
        UUID account = request.getMeta().getAccountId();
        DataKey hmacKey = masterKeys.unwrap(stores.definitions().hmacKey(account).orElseThrow());
        byte[] given = Sealed.open(key, request.getMeta(), "SubmitLead.idempotencyKey", sealed);
        // A flow that was made from another's draft may share its sources' ids.
        byte[] source =
                (request.getFlowId() + "/" + request.getSourceId())
                        .getBytes(StandardCharsets.UTF_8);
        ByteBuffer digest = request.getBodyDigest();
        byte[] body =
                digest == null
                        ? new byte[0]
                        : Sealed.open(key, request.getMeta(), "SubmitLead.bodyDigest", digest);
        String hash =
                HexFormat.of().formatHex(Hmacs.sha256(hmacKey, "idempotency-key", source, given));
        return Optional.of(
                new Sign(
                        SeenStore.key(request.getSourceId(), hash),
                        ByteBuffer.wrap(Hmacs.sha256(hmacKey, "body", body))));
    }

    /** Answers a repeat, or lets it wait for the run of the first call; false for a first call. */
    boolean recognised(Effects effects, Arrival arrival, RunFile file, Sign sign) {
        Optional<SeenKey> known = stores.seen().find(sign.entry(), arrival.at());
        if (known.isEmpty()) {
            return false;
        }
        SeenKey first = known.get();
        boolean same = first.getBodyDigest().equals(sign.body());
        // Intake may have told the call already that a lead of its own id is kept.
        effects.send(
                Topic.FLOW_LEADS,
                file.leadId().toString(),
                new DuplicateKeySeen(
                        effects.meta(file.envelope().scope(), file.leadId(), 1),
                        first.getLeadId(),
                        same));
        if (same) {
            file.waiters().forEach(waiter -> repeat(effects, waiter, first));
        } else {
            Replies.About about = Replies.About.of(file);
            file.waiters().forEach(w -> Replies.tell(effects, w, about, ReplyKind.KEY_REUSED));
        }
        return true;
    }

    private void repeat(Effects effects, Waiter waiter, SeenKey first) {
        DataKey key = masterKeys.unwrap(SeenStore.wrappedKey(first));
        Replies.About about =
                new Replies.About(
                        first.getLeadId(),
                        first.getCurrency(),
                        SeenStore.wrappedKey(first),
                        Optional.of(key));
        Optional<Answer> answer = SeenStore.answer(first, key);
        if (answer.isPresent()) {
            Replies.answer(effects, waiter, about, answer.get());
            return;
        }
        Replies.tell(effects, waiter, about, ReplyKind.RUNNING);
        Optional<RunState> run = stores.runs().find(first.getLeadId());
        run.ifPresent(state ->
                effects.write(() ->
                        stores.runs().put(first.getLeadId(), RunStore.waitedForBy(state, waiter))));
    }

    /** Keeps the key for a day from now, still without an answer. */
    void remember(Effects effects, Arrival arrival, RunFile file, Sign sign) {
        SeenKey entry =
                SeenKey.newBuilder()
                        .setLeadId(file.leadId())
                        .setBodyDigest(sign.body())
                        .setExpiresAt(arrival.at().plus(SeenStore.KEPT))
                        .setCurrency(file.currency())
                        .setWrappedKey(file.wrappedKey().bytes())
                        .setMasterKeyId(file.wrappedKey().masterKeyId())
                        .build();
        effects.write(() -> stores.seen().put(sign.entry(), entry));
    }
}
