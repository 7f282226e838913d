package io.waybill.flowengine.leadrun.kafka;

import io.waybill.flow.v1.ConsideredRecipient;
import io.waybill.flow.v1.RecipientChosen;
import io.waybill.flow.v1.RecipientCounts;
import io.waybill.flow.v1.ScorePart;
import io.waybill.flowengine.leadrun.History;
import io.waybill.flowengine.leadrun.Scored;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What recipients came to, as the records that name them hold it. */
final class ScoreRecords {

    private ScoreRecords() {}

    static Optional<Scored> of(RecipientChosen record) {
        return of(
                record.getScore(),
                record.getFree(),
                record.getHistory(),
                record.getSegment(),
                record.getScoreParts());
    }

    static Optional<Scored> of(ConsideredRecipient record) {
        return of(
                record.getScore(),
                record.getFree(),
                record.getHistory(),
                record.getSegment(),
                record.getScoreParts());
    }

    private static Optional<Scored> of(
            @Nullable String score,
            @Nullable String free,
            @Nullable RecipientCounts history,
            @Nullable String segment,
            List<ScorePart> parts) {
        return Optional.ofNullable(score)
                .map(BigDecimal::new)
                .map(points ->
                        new Scored(
                                points,
                                Optional.ofNullable(free).map(BigDecimal::new),
                                Optional.ofNullable(history).map(ScoreRecords::history),
                                Optional.ofNullable(segment),
                                parts.stream().map(ScoreRecords::part).toList()));
    }

    private static Scored.Part part(ScorePart part) {
        return new Scored.Part(part.getPart(), new BigDecimal(part.getPoints()), part.getNeutral());
    }

    private static History history(RecipientCounts counts) {
        return new History(
                counts.getAsOf(),
                counts.getDays(),
                counts.getDelivered(),
                counts.getAccepted(),
                counts.getConverted(),
                counts.getReturned(),
                counts.getRevenue());
    }

    static @Nullable String score(Optional<Scored> scored) {
        return scored.map(Scored::score).map(BigDecimal::toPlainString).orElse(null);
    }

    static @Nullable String free(Optional<Scored> scored) {
        return scored.flatMap(Scored::free).map(BigDecimal::toPlainString).orElse(null);
    }

    static @Nullable RecipientCounts history(Optional<Scored> scored) {
        return scored.flatMap(Scored::history)
                .map(history ->
                        new RecipientCounts(
                                history.asOf(),
                                history.days(),
                                history.delivered(),
                                history.accepted(),
                                history.converted(),
                                history.returned(),
                                history.revenue()))
                .orElse(null);
    }

    static @Nullable String segment(Optional<Scored> scored) {
        return scored.flatMap(Scored::segment).orElse(null);
    }

    static List<ScorePart> parts(Optional<Scored> scored) {
        return scored.map(Scored::parts).orElse(List.of()).stream()
                .map(part ->
                        new ScorePart(part.part(), part.points().toPlainString(), part.neutral()))
                .toList();
    }
}
