package io.waybill.flowengine.definition;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a definition, noted while it is read. Some of it only keeps a definition from
 * being deployed: a version that was deployed before a check existed runs on as it always did.
 */
final class Flaws {

    private final List<Flaw> all = new ArrayList<>();
    private final List<Flaw> stopping = new ArrayList<>();

    /** What was read in its place is a stand-in, with which no lead may run. */
    void stopping(Flaw flaw) {
        all.add(flaw);
        stopping.add(flaw);
    }

    /** What was read is what stands there, and can run as it is. */
    void unfit(Flaw flaw) {
        all.add(flaw);
    }

    /** All, in the order in which they were found. */
    List<Flaw> all() {
        return List.copyOf(all);
    }

    /** Those with which a definition cannot run. */
    List<Flaw> stopping() {
        return List.copyOf(stopping);
    }
}
