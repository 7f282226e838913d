package io.waybill.intake.docs;

import io.waybill.language.FieldType;
import java.time.Duration;
import java.util.List;

/**
 * What a source may know of the flow that it feeds. Prices, buyers, secrets and what becomes of a
 * lead are not among it.
 *
 * @param rules what a lead must fulfil to be accepted, a sentence each
 * @param fields what the flow reads, those that must be there first
 */
public record SubmissionDocs(Address address, Terms terms, List<String> rules, List<Field> fields) {

    /**
     * @param version number of the flow's version
     * @param base address of the source, without {@code /submit}
     */
    public record Address(String flow, String source, int version, String base) {}

    /**
     * @param respondWithin after which a lead that still runs is answered as pending
     * @param ping whether a lead may be offered before it is submitted
     */
    public record Terms(
            boolean keyRequired, boolean mayTest, boolean ping, Duration respondWithin) {}

    /**
     * @param required refused without it
     */
    public record Field(
            String id, FieldType type, String label, String description, boolean required) {}

    String submitUrl() {
        return address.base() + "/submit";
    }
}
