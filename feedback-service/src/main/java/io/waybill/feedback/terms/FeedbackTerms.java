package io.waybill.feedback.terms;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a flow version says of feedback on the leads that one source sent and one step
 * delivered.
 *
 * @param types that the flow knows, in its order
 * @param sendings how the source is told, by type; not of a type that is not there
 */
public record FeedbackTerms(
        List<TypeDefinition> types,
        Side step,
        Side source,
        Map<FeedbackType, Sending> sendings,
        Options options) {

    public FeedbackTerms {
        types = List.copyOf(types);
        sendings = Map.copyOf(sendings);
    }

    /** What step or source say of the types; of a type that they do not name: nothing. */
    public record Side(Map<FeedbackType, TypeTerms> terms) {

        public static final Side OPEN = new Side(Map.of());

        public Side {
            terms = Map.copyOf(terms);
        }

        public TypeTerms of(FeedbackType type) {
            return terms.getOrDefault(type, TypeTerms.OPEN);
        }
    }

    /**
     * What else the step says.
     *
     * @param resell whether a lead that is given back is offered to the next buyers
     */
    public record Options(Access access, boolean resell) {

        public static final Options NONE = new Options(Access.OPEN, false);
    }

    /** The types that every flow knows, on open terms. */
    public static FeedbackTerms open() {
        return new FeedbackTerms(
                List.of(
                        TypeDefinition.of(FeedbackType.RETURN),
                        TypeDefinition.of(FeedbackType.CONVERSION)),
                Side.OPEN,
                Side.OPEN,
                Map.of(),
                Options.NONE);
    }

    public Optional<TypeDefinition> definition(FeedbackType type) {
        return types.stream().filter(known -> known.type().equals(type)).findFirst();
    }

    /** Whether the lead's own data are needed to decide on, or to send, feedback of a type. */
    public boolean readsLead(FeedbackType type) {
        return step.of(type).rules().isPresent()
                || source.of(type).rules().isPresent()
                || sendings.containsKey(type);
    }

    /** The same terms where no source can be told any more. */
    public FeedbackTerms withoutSendings() {
        return new FeedbackTerms(types, step, source, Map.of(), options);
    }
}
