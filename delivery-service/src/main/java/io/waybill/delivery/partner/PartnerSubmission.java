package io.waybill.delivery.partner;

import io.waybill.language.DeliverySettings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of a submission into a buyer's flow: all fields that are shared, by their names, and the
 * Event ID that feedback needs.
 */
public final class PartnerSubmission {

    /** Says how often a lead has gone into another flow. */
    public static final String HOPS_HEADER = "Waybill-Hops";

    /** Enough for whoever passes leads on in earnest, and few for a circle. */
    public static final int MOST_HOPS = 8;

    private PartnerSubmission() {}

    /**
     * @param publicUrl of the installation, without a slash at its end
     * @param test a test lead stays one
     */
    public static Map<String, Object> settings(String publicUrl, Route.ToFlow route, boolean test) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("format", "standard");
        settings.put("url", url(publicUrl, route) + (test ? "?test=true" : ""));
        settings.put("header." + HOPS_HEADER, Integer.toString(route.hops()));
        settings.put(DeliverySettings.CUSTOM_FIELD + "event_id", "{{event_id}}");
        return settings;
    }

    private static String url(String publicUrl, Route.ToFlow route) {
        return publicUrl + "/flows/" + route.flowId() + "/sources/" + route.sourceId() + "/submit";
    }
}
