package io.waybill.flowengine.leadrun.kafka;

import io.waybill.eventsourcing.Cause;
import io.waybill.eventsourcing.sealing.DataKey;
import io.waybill.eventsourcing.sealing.MasterKeys;
import io.waybill.eventsourcing.sealing.WrappedKey;
import io.waybill.flow.v1.Ping;
import io.waybill.flowengine.leadrun.Bid;
import io.waybill.flowengine.leadrun.Lead;
import io.waybill.flowengine.leadrun.Readings;
import io.waybill.flowengine.leadrun.kafka.DefinitionStore.Version;
import io.waybill.flowengine.leadrun.kafka.v1.LiveVersion;
import io.waybill.flowengine.leadrun.kafka.v1.Waiter;
import io.waybill.intake.v1.ReplyKind;
import io.waybill.meta.v1.EventMeta;
import java.util.Optional;

/** Answers pings by the version that the lane has; nothing of a ping is written down. */
final class Pings {

    /** A question does not wait: the version that intake saw comes within moments. */
    private static final String NOT_YET = "no bid, try again";

    private static final String FAILED = "The flow could not be run";

    private final LaneStores stores;
    private final MasterKeys masterKeys;

    Pings(LaneStores stores, MasterKeys masterKeys) {
        this.stores = stores;
        this.masterKeys = masterKeys;
    }

    Effects handle(Ping ping, Cause cause) {
        Effects effects = new Effects(cause);
        Optional<LiveVersion> live =
                stores.definitions()
                        .live(ping.getFlowId())
                        .filter(known -> known.getHighest() >= ping.getFlowVersion());
        Optional<Version> version =
                live.flatMap(known ->
                        stores.definitions().version(ping.getFlowId(), known.getVersion()));
        if (live.isEmpty() || version.isEmpty()) {
            answer(effects, ping, about(ping, "", attempt(ping)), Bid.none(NOT_YET));
            return effects;
        }
        String currency = version.get().published().getCurrency();
        Optional<ReplyKind> closed =
                Submissions.closed(ping.getMeta(), ping.getSourceId(), live.get(), version.get());
        if (closed.isPresent()) {
            tell(effects, ping, currency, closed.get());
        } else {
            DataKey key = masterKeys.unwrap(wrappedKey(ping));
            answer(
                    effects,
                    ping,
                    about(ping, currency, Optional.of(key)),
                    bid(ping, key, version.get()));
        }
        return effects;
    }

    /** Answers a ping that could not be decided. */
    Effects fail(Ping ping, Cause cause) {
        Effects effects = new Effects(cause);
        answer(effects, ping, about(ping, "", Optional.empty()), Bid.none(FAILED));
        return effects;
    }

    private Optional<DataKey> attempt(Ping ping) {
        try {
            return Optional.of(masterKeys.unwrap(wrappedKey(ping)));
        } catch (RuntimeException broken) {
            return Optional.empty();
        }
    }

    private Bid bid(Ping ping, DataKey key, Version version) {
        EventMeta meta = ping.getMeta();
        Lead lead =
                new Lead(
                        meta.getStreamId(),
                        ping.getFlowId(),
                        version.published().getVersion(),
                        ping.getSourceId(),
                        ping.getReceivedAt(),
                        ping.getRandom(),
                        meta.getTest(),
                        Json.object(Sealed.open(key, meta, "Ping.data", ping.getData())),
                        Sealed.openText(key, meta, "Ping.ip", ping.getIp()));
        Readings readings =
                new LaneReadings(meta.getOccurredAt(), meta.getAccountId(), stores, masterKeys);
        return Bid.on(lead, version.flow(), readings);
    }

    private static void answer(Effects effects, Ping ping, Replies.About about, Bid bid) {
        Answer answer = new Answer(bid.outcome(), bid.reason(), bid.price());
        Replies.answer(effects, waiter(ping), about, answer);
    }

    private static void tell(Effects effects, Ping ping, String currency, ReplyKind kind) {
        Replies.tell(effects, waiter(ping), about(ping, currency, Optional.empty()), kind);
    }

    private static Replies.About about(Ping ping, String currency, Optional<DataKey> key) {
        return new Replies.About(ping.getMeta().getStreamId(), currency, wrappedKey(ping), key);
    }

    private static Waiter waiter(Ping ping) {
        return new Waiter(ping.getMeta().getCorrelationId(), ping.getReplyTo());
    }

    private static WrappedKey wrappedKey(Ping ping) {
        return new WrappedKey(ping.getWrappedKey(), ping.getMasterKeyId());
    }
}
