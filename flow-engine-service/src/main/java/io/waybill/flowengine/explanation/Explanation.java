package io.waybill.flowengine.explanation;

import io.waybill.flowengine.trace.TraceStep;
import java.util.List;

/**
 * Why a lead went as it did.
 *
 * @param trace its recorded events in order, with the comparisons behind each
 * @param differences where deciding again came to something else than is recorded; none when it did
 *     not
 */
public record Explanation(List<TraceStep> trace, List<String> differences) {}
