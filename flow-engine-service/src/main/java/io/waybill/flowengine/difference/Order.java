package io.waybill.flowengine.difference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of some things were moved: as few as explain the new order. */
final class Order {

    private Order() {}

    /** Those that stand in both lists and not in the longest part of which the order stayed. */
    static Set<String> moved(List<String> before, List<String> after) {
        List<String> both = new ArrayList<>(after);
        both.retainAll(Set.copyOf(before));
        int[] places = both.stream().mapToInt(before::indexOf).toArray();
        Set<String> moved = new LinkedHashSet<>(both);
        longestRising(places).forEach(index -> moved.remove(both.get(index)));
        return moved;
    }

    private static List<Integer> longestRising(int[] places) {
        int[] length = new int[places.length];
        int[] previous = new int[places.length];
        Arrays.fill(previous, -1);
        int best = -1;
        for (int i = 0; i < places.length; i++) {
            length[i] = 1;
            for (int j = 0; j < i; j++) {
                if (places[j] < places[i] && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    previous[i] = j;
                }
            }
            if (best < 0 || length[i] > length[best]) {
                best = i;
            }
        }
        List<Integer> rising = new ArrayList<>();
        for (int at = best; at >= 0; at = previous[at]) {
            rising.add(at);
        }
        return rising;
    }
}
