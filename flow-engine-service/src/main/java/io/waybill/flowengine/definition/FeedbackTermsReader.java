package io.waybill.flowengine.definition;

import io.waybill.language.DeliveryFlaws;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what a recipient or a source says of one type of feedback. */
final class FeedbackTermsReader {

    private static final int MOST_DAYS = 3650;
    private static final int MOST_REASONS = 500;
    private static final int LONGEST_REASON = 200;
    private static final int MOST_IN_PERIOD = 1_000_000_000;
    private static final int LONGEST_SENDING_SECONDS = 60;
    private static final int USUAL_SENDING_SECONDS = 10;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Set<String> PERIODS = Set.of("day", "week", "month");

    private final LanguageReader language;

    FeedbackTermsReader(LanguageReader language) {
        this.language = language;
    }

    /** What the engine hands on of a recipient's terms. */
    record Terms(boolean enabled, Optional<Integer> maxAgeDays) {

        static final Terms OPEN = new Terms(true, Optional.empty());
    }

    Terms readStep(ObjectReader type) {
        Terms terms = read(type);
        type.flag("resell", false);
        if (type.raw("send") != null) {
            type.unfit("send", "feedback is sent to sources, not to recipients");
        }
        return terms;
    }

    void readSource(ObjectReader type) {
        read(type);
        type.child("send").ifPresent(this::readSending);
    }

    private Terms read(ObjectReader type) {
        type.flag("other_reasons", false);
        checkReasons(type);
        language.rules(type, "rule_set");
        language.template(type, "reason");
        type.child("quota").ifPresent(FeedbackTermsReader::checkQuota);
        return new Terms(type.flag("enabled", true), type.whole("max_age_days", 1, MOST_DAYS));
    }

    private static void checkReasons(ObjectReader type) {
        Object reasons = type.raw("reasons");
        if (reasons == null) {
            return;
        }
        if (!(reasons instanceof List<?> items) || items.size() > MOST_REASONS) {
            type.unfit("reasons", "reasons must be an array of up to " + MOST_REASONS + " texts");
            return;
        }
        for (Object item : items) {
            if (!(item instanceof String text)
                    || text.isBlank()
                    || text.length() > LONGEST_REASON
                    || text.chars().anyMatch(Character::isISOControl)) {
                type.unfit(
                        "reasons",
                        "a reason must be a line of 1 to " + LONGEST_REASON + " characters");
                return;
            }
        }
    }

    private static void checkQuota(ObjectReader quota) {
        quota.whole("maximum", 0, MOST_IN_PERIOD);
        Object share = quota.raw("share");
        if (quota.raw("maximum") == null && share == null) {
            quota.unfit("maximum", "a quota has a maximum, a share or both");
        }
        if (share != null && !isShare(share)) {
            quota.unfit("share", "share must be a number of per cent from 0 to 100");
        }
        String per = quota.text("per").orElse("");
        if (!PERIODS.contains(per)) {
            quota.unfit("per", "a quota is per day, week or month");
        }
        quota.text("time_zone")
                .filter(zone -> !isZone(zone))
                .ifPresent(zone -> quota.unfit("time_zone", "there is no time zone " + zone));
    }

    private static boolean isShare(Object share) {
        try {
            BigDecimal percent = new BigDecimal(share.toString());
            return percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private void readSending(ObjectReader send) {
        send.flag("enabled", true);
        send.flag("repeat_safe", false);
        language.rules(send, "rule_set");
        int seconds =
                send.whole("settle_within", 1, LONGEST_SENDING_SECONDS)
                        .orElse(USUAL_SENDING_SECONDS);
        boolean hasDestination = RecipientReader.id(send, "destination_id").isPresent();
        RecipientReader.id(send, "credential_id");
        Optional<ObjectReader> waybill = send.child("waybill");
        if (waybill.isPresent()) {
            checkWaybill(send, waybill.get());
            return;
        }
        new DeliveryReader(language).read(send, seconds, hasDestination);
        Optional<String> when = send.text("when");
        if (when.filter(word -> !word.equals("now") && !word.equals("batch")).isPresent()) {
            send.unfit("when", "feedback is sent now or in a batch");
        }
        if (when.filter("batch"::equals).isPresent() && !hasDestination) {
            send.unfit("destination_id", "a batch needs a destination that collects it");
        }
    }

    /** The source is a flow of another account: all but where and of which event is known. */
    private void checkWaybill(ObjectReader send, ObjectReader waybill) {
        DeliveryFlaws.ofWhole(Map.of("format", "form", "url", waybill.text("url").orElse("")))
                .forEach(waybill::unfit);
        language.template(waybill, "url");
        language.template(waybill, "event_id");
        if (waybill.text("event_id").filter(text -> !text.isBlank()).isEmpty()) {
            waybill.unfit("event_id", "the event id that came with the lead is missing");
        }
        for (String other : List.of("delivery", "destination_id")) {
            if (send.raw(other) != null) {
                send.unfit(other, "a flow is told by its url and event id alone");
            }
        }
        if (send.text("when").filter("batch"::equals).isPresent()) {
            send.unfit("when", "a flow is told at once");
        }
    }
}
