package io.waybill.flowengine.counter;

import java.util.ArrayList;
import java.util.List;

/**
 * What a lead under way holds of its lane's counters, so that all of it is kept or given back
 * however the lead ends.
 *
 * @param marks by what checks for duplicates know it
 */
public record Held(List<Reservation> reservations, List<DuplicateMark> marks) {

    public static final Held NOTHING = new Held(List.of(), List.of());

    public Held {
        reservations = List.copyOf(reservations);
        marks = List.copyOf(marks);
    }

    /** Total: an event that does not fit leaves it as it is. */
    public Held evolve(CounterEvent event) {
        return switch (event) {
            case CapEvent.CapReserved e -> with(e.reservation());
            case CapEvent.CapConfirmed e -> without(e.counter());
            case CapEvent.CapReleased e -> without(e.counter());
            case DuplicateEvent e -> evolve(e);
            case CapEvent.CapOpened _,
                    CapEvent.CapReached _,
                    CounterEvent.Tallied _,
                    CounterEvent.Handed _ ->
                    this;
        };
    }

    private Held evolve(DuplicateEvent event) {
        List<DuplicateMark> others = new ArrayList<>(marks);
        others.removeIf(mark -> mark.key().equals(event.key()));
        DuplicateMark.of(event).ifPresent(others::add);
        return new Held(reservations, others);
    }

    private Held with(Reservation reservation) {
        List<Reservation> all = new ArrayList<>(reservations);
        all.add(reservation);
        return new Held(all, marks);
    }

    private Held without(CounterName counter) {
        List<Reservation> others = new ArrayList<>(reservations);
        others.removeIf(reservation -> reservation.counter().equals(counter));
        return new Held(others, marks);
    }
}
