package io.waybill.feedback.terms;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which reasons are taken.
 *
 * @param listed as they are written; empty: none is asked for by name
 * @param others whether reasons that are not listed are taken too: the list then only suggests
 */
public record Reasons(List<String> listed, boolean others) {

    /** Any reason, or none. */
    public static final Reasons ANY = new Reasons(List.of(), true);

    private static final int MOST_SHOWN = 20;

    public Reasons {
        listed = List.copyOf(listed);
    }

    /** Whether the reason is taken; letter case and space around it do not matter. */
    public boolean take(Optional<String> reason) {
        return others || reason.flatMap(this::asListed).isPresent();
    }

    /** The reason as the list writes it, so that reports count one reason once. */
    public Optional<String> asListed(String reason) {
        String meant = folded(reason);
        return listed.stream().filter(known -> folded(known).equals(meant)).findFirst();
    }

    /** The list in words, cut where it is long. It is the seller's own and no secret. */
    public String inWords() {
        String shown = String.join(", ", listed.subList(0, Math.min(MOST_SHOWN, listed.size())));
        return listed.size() > MOST_SHOWN ? shown + ", …" : shown;
    }

    private static String folded(String reason) {
        return reason.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
